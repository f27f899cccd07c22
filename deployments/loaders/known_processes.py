"""Of which of the processes that requests belong to may this reader know? One query however many, none without need."""

from collections.abc import Iterable

from accounts.permissions import Reader
from deployments.models import Process, Request
from roster.loaders.versions import event_model


def known_processes(reader: Reader, rows: Iterable[Request]) -> frozenset[int]:
    """Keys of the processes of these rows (with their processes fetched) that the reader may know of."""
    processes = [each.process for each in rows if each.process is not None]
    known = {each.pk for each in processes if not each.is_restricted}
    restricted = {each.pk for each in processes if each.is_restricted}
    if restricted:
        known.update(Process.objects.visible_to(reader).filter(pk__in=restricted).values_list("pk", flat=True))
    return frozenset(known)


def may_know_name(reader: Reader, name: str) -> bool:
    """Whether a name that was written down once may be told: of no process that ever bore it is the reader kept out."""
    bore_it = event_model(Process).objects.filter(name=name).values("pgh_obj_id")
    visible = Process.objects.visible_to(reader)
    return not Process.objects.filter(pk__in=bore_it).exclude(pk__in=visible.values("pk")).exists()
