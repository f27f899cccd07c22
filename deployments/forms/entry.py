"""The whole form of a request: its fields and its seats, as typed. For the form page, and for the plan beside it.

Use: `entry = Entry(request.POST, actor=…, row=…, now=…)`; `entry.is_valid()`; then `values()`, `countries()`, `seats()`
for the service. `entry.wanted(now=…)` is what it asks, also while parts of it do not hold: those count as blank.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.forms import focus_on_fault
from accounts.models import User
from deployments.asking import Missing, wanted_from
from deployments.forms.overtaken import Part
from deployments.forms.request import FOLDED, GROUPS, RequestForm
from deployments.forms.seats import SeatFormSet, Words, seat_values
from deployments.forms.typed import hide_faults, said
from deployments.loaders.request_kinds import KindWords, load_kinds
from deployments.models import Request, RequestSlot, SeatChoice, SeatWanted
from deployments.plan import Wanted
from deployments.seats import with_codes
from deployments.services.outcomes import Refusal
from deployments.services.request import FIELDS, check_request
from roster.forms.facts.fields import languages, zone_said
from roster.models import Country, Grade, Theme

SEATS = "seats"


class Entry:
    """`row` is the stored request, or an unsaved one for a new request; `data` of None shows it as it stands."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        actor: User,
        row: Request,
        now: datetime,
        seats: Iterable[SeatWanted] | None = None,
    ) -> None:
        self.data, self.actor, self.row, self.now = data, actor, row, now
        self.form = RequestForm(data, instance=row, actor=actor, kinds=self.kinds)
        if seats is None:
            seats = row.slots.select_related("min_grade") if row.pk else ()
        self.seat_forms: Any = SeatFormSet(
            data, prefix=SEATS, initial=[seat_values(each) for each in seats], form_kwargs={"words": self.words}
        )

    @cached_property
    def kinds(self) -> KindWords:
        return load_kinds(on=self.now.date())

    @cached_property
    def words(self) -> Words:
        themes = Theme.objects.filter(valid_until=None) | Theme.objects.filter(valid_until__gt=self.now.date())
        return Words(list(themes.values_list("code", "title")), languages(), list(Grade.objects.all()))

    def is_valid(self) -> bool:
        # Both are asked, so that all faults are told at once.
        return all([self.form.is_valid(), self.seat_forms.is_valid()])

    def values(self) -> dict[str, Any]:
        return self.form.values()

    def countries(self) -> Sequence[Country]:
        return list(self.form.cleaned_data["countries"])

    def seats(self) -> list[RequestSlot]:
        found: list[RequestSlot] = self.seat_forms.seats()
        return found

    def wanted(self, *, now: datetime) -> Wanted | Missing:
        """What is asked by what was typed so far, or what is missing to ask it; pins and strikes as stored.

        What would be refused counts as blank, and bears its sentence.
        """
        self.is_valid()
        values = {name: value for name, value in self.form.cleaned_data.items() if name in FIELDS}
        self.add_refusals(check_request(self.row, values=values, seats=self.seats(), actor=self.actor, now=now))
        seats = self.seats()
        with_codes(seats)
        choices = list(SeatChoice.objects.filter(request=self.row)) if self.row.pk else []
        return wanted_from(
            self.form.cleaned_data,
            seats,
            now=now,
            pins={each.slot_code: each.person_id for each in choices if each.kind == SeatChoice.Kind.PIN},
            strikes={each.person_id for each in choices if each.kind == SeatChoice.Kind.STRIKE},
        )

    def add_refusals(self, refusals: Iterable[Refusal]) -> None:
        """Each sentence by its field; those about a seat in that seat's row."""
        rows = [each for each in self.seat_forms.forms if each.is_valid() and each.says_something]
        for each in refusals:
            part, _dot, rest = each.field.partition(".")
            place, _dot, column = rest.partition(".")
            if part == SEATS and place.isdecimal() and int(place) < len(rows):
                rows[int(place)].add_error(column if column in rows[int(place)].fields else None, each.sentence)
            else:
                self.form.add_error(each.field if each.field in self.form.fields else None, each.sentence)

    def without_faults(self) -> None:
        """Show what was typed and complain of nothing: the writer is not done."""
        hide_faults(self.form, self.seat_forms)

    @property
    def zone(self) -> str:
        """In which the instants are typed."""
        return zone_said()

    def focus(self) -> None:
        """Put the cursor where something is wrong first."""
        faulty = next((each for each in (self.form, *self.seat_forms.forms) if each.errors), None)
        if faulty is not None:
            focus_on_fault(faulty)

    def groups(self) -> list[dict[str, Any]]:
        """The fields of the form as the page shows them."""
        return [
            {
                "name": name,
                "title": title,
                "fields": [self.form[field] for field in fields],
                "is_folded": name in FOLDED,
                "is_open": any(self._says_something(self.form[field]) for field in fields),
            }
            for name, title, fields in GROUPS
        ]

    def _says_something(self, field: BoundField) -> bool:
        """Whether somebody has typed there; the moment at which a new form was opened is nobody's."""
        if field.errors:
            return True
        if field.name == "received_at" and not self.row.pk:
            return False
        value = field.value()
        return any(value) if isinstance(value, list) else bool(value)

    def parts(self) -> list[Part]:
        """What can clash with another writer's change."""
        found = [Part(str(self.form[name].label), name) for name in self.form.fields]
        return [*found, Part(_("Seats"), SEATS, is_rows=True)]

    def said(self, part: Part) -> str:
        """What the row says there, in words."""
        if part.is_rows:
            titles = [form.initial.get("title", "") for form in self.seat_forms.forms]
            return ", ".join(titles) or _("no seat")
        return said(self.form[part.name])

    def faults(self) -> int:
        """How many fields are wrong, for the sentence at the head."""
        return len(self.form.errors) + sum(len(each.errors) for each in self.seat_forms.forms)

    def faults_said(self) -> str:
        number = self.faults()
        return (
            _("Nothing was saved: %(number)s fields need a look.") % {"number": number}
            if number != 1
            else _("Nothing was saved: one field needs a look.")
        )
