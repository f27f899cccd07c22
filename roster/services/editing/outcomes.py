"""What can become of a wish to change a fact: saved, refused, overtaken by somebody else. Values, never exceptions."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from accounts.models import User
from roster.answering import Answer
from roster.loaders.versions import Version
from roster.models import ReferenceDestination
from roster.permissions import Pen


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, with which rights, and why. The reason stands in the history."""

    user: User
    pen: Pen
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was written, and what to do. `field` is the form field that it is about, "" for none."""

    code: str
    sentence: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to the verdict for one reference destination."""

    reference: ReferenceDestination
    before: Answer | None
    after: Answer


@dataclass(frozen=True, slots=True)
class Saved:
    """Written, or in a preview: would be. `step` takes it back again; "" when the fact already stood so."""

    row: Model | None
    effects: tuple[Effect, ...]
    step: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was written."""

    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Outdated:
    """Somebody else was faster: nothing was written. `row` is the fact as it stands, `since` how it got there."""

    row: Model
    version: int
    since: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """The fact was removed meanwhile: by whom and when, as far as the history knows."""

    by: str = ""
    at: datetime | None = None


Outcome = Saved | Refused | Outdated | Gone
