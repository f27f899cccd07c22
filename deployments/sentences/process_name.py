"""How is the process of a request called, to a reader who may see the request but perhaps not the process?

Whoever entered a request keeps it when its process is restricted; of the process they are told that there is one.
"""

from collections.abc import Container

from django.utils.translation import gettext as _

from deployments.models import Process
from roster.sentences.measures import capitalised


def process_said(process: Process | None, known: Container[int], *, begins: bool = False) -> str:
    """Its name where its key is among `known` (`deployments.loaders.known_processes`); "" without a process.

    `begins` is for where it stands first: names stay as they are written.
    """
    if process is None:
        return ""
    if process.pk in known:
        return process.name
    return capitalised(hidden_process_said()) if begins else hidden_process_said()


def hidden_process_said() -> str:
    return _("a restricted process")
