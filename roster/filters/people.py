"""Which people does a query ask for? One set of filters for the page, the export, saved views and the API.

Use: `chosen = PeopleFilter(request.GET)`; `chosen.is_valid()`; `chosen.errors` by field. Then

- `chosen.qs` are the people as far as SQL can tell: everybody the engine would find, and maybe some it would not;
- `chosen.question` is what the engine is to be asked, and at which levels people are wanted;
- `roster.loaders.listing.list_people(chosen, …)` reads one page of it, decided by the engine;
- `roster.loaders.facets.load_facets(chosen, …)` counts what each other choice would find.

A filter that could tell what the reader may not see is not here: what can be filtered can be inferred. Everything here
may be seen by whoever may see the roster.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from roster.filters.fields import CallInstant, Chosen, InstantInput, Languages
from roster.filters.offered import Offered, load_offered
from roster.filters.question import NOT_ASSESSED, Question
from roster.loaders.facts import Unanswerable
from roster.loaders.live import load_question
from roster.loaders.world import window_hours
from roster.models import Expertise, LanguageSkill, Membership, Person, Place
from roster.models.state import Level
from roster.querysets.choices import having
from roster.querysets.orders import ORDERS, READY_FIRST
from roster.readiness.facts import Call
from roster.readiness.requirements import DEFAULT_STAY
from roster.sentences.measures import capitalised

FACETS = ("level", "theme", "language", "gender", "region", "pool", "tier", "status", "grade", "nationality")
"""Choices of which several may be ticked, in the order in which they are shown."""

FIRST_LEVELS = {"theme_level": "theme", "language_level": "language"}
"""A least level, and the facet that it belongs to."""


class PeopleFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Ticks within one choice are alternatives; different choices must all hold (`roster.querysets.choices`).

    `to`, `at`, `stay` and `within` are the question whose answer is the verdict: left out they are the first watched
    destination, now, its usual stay, the configured window. `within` alone asks for those who would be ready.
    """

    q = django_filters.CharFilter(
        label=_("Find"),
        method="keep",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 100, "placeholder": _("Name or number")}),
    )
    to = django_filters.ChoiceFilter(label=_("To"), empty_label=None, method="keep")
    within = django_filters.NumberFilter(
        label=_("Within, hours"),
        method="keep",
        min_value=1,
        max_value=2400,
        widget=forms.NumberInput(attrs={"min": 1, "max": 2400, "step": "any"}),
    )
    at = CallInstant(label=_("Call comes at"), method="keep", widget=InstantInput)
    stay = django_filters.NumberFilter(
        label=_("Stay, days"),
        method="keep",
        min_value=1,
        max_value=365,
        widget=forms.NumberInput(attrs={"min": 1, "max": 365, "step": "any"}),
    )
    level = Chosen(label=_("Verdict"), choices=[*Level.choices, (NOT_ASSESSED, _("Not assessed"))])
    theme = Chosen(label=_("Theme"))
    theme_level = django_filters.ChoiceFilter(
        label=_("Level of expertise"),
        method="keep",
        empty_label=_("Any level"),
        choices=[(str(level.value), f"{level.value} {level.label}") for level in Expertise.Level],
    )
    language = Languages(label=_("Language"))
    language_level = django_filters.ChoiceFilter(
        label=_("Level of language"), method="keep", empty_label=_("Any level"), choices=LanguageSkill.Level.choices
    )
    gender = Chosen(
        label=_("Gender"),
        choices=[
            (Person.Gender.WOMAN, _("Women")),
            (Person.Gender.MAN, _("Men")),
            (Person.Gender.OTHER, _("Other")),
            (Person.Gender.UNDISCLOSED, _("Undisclosed")),
        ],
    )
    region = Chosen(label=_("Region"))
    pool = Chosen(label=_("Pool"))
    tier = Chosen(label=_("Tier"))
    status = Chosen(
        label=_("Membership"),
        choices=[(value, capitalised(str(label))) for value, label in Membership.Status.choices],
    )
    grade = Chosen(label=_("Grade"))
    nationality = Chosen(label=_("Nationality"))
    order = django_filters.ChoiceFilter(label=_("Order"), choices=ORDERS, empty_label=None, method="keep")

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        queryset: QuerySet[Person] | None = None,
        *,
        request: Any = None,
        prefix: str | None = None,
        now: datetime | None = None,
        offered: Offered | None = None,
    ) -> None:
        super().__init__(
            data or {}, Person.objects.all() if queryset is None else queryset, request=request, prefix=prefix
        )
        self.now = now or timezone.now()
        self.offered = offered or load_offered()
        self.references = self.offered.references
        self.vocabulary = self.offered.vocabulary
        for name, choices in self.offered.choices.items():
            self.filters[name].extra["choices"] = choices

    def keep(self, queryset: QuerySet[Person], _name: str, _value: object) -> QuerySet[Person]:
        """Filters do not narrow one by one: choices about one row belong together."""
        return queryset

    @property
    def chosen(self) -> Mapping[str, Any]:
        """What was asked for, by field; empty where nothing was. Of a valid query only."""
        found: Mapping[str, Any] = self.form.cleaned_data
        return found

    @property
    def ordering(self) -> str:
        """The order that was asked for, "ready first" when none was."""
        return str(self.chosen.get("order") or READY_FIRST)

    @property
    def usual(self) -> dict[str, str]:
        """What holds when nothing is said: the order, and the destination that is watched first."""
        first = {"to": self.references[0].place.code} if self.references else {}
        return {"order": READY_FIRST, **first}

    @cached_property
    def question(self) -> Question:
        chosen = self.chosen
        asked = chosen.get("to")
        reference = next((each for each in self.references if not asked or each.place.code == asked), None)
        place = reference.place if reference else None
        if asked and reference is None:
            place = Place.objects.select_related("country").filter(code=asked).first()
        within = None if chosen.get("within") is None else float(chosen["within"])
        usual_stay = reference.stay_days if reference else DEFAULT_STAY
        levels = frozenset(chosen.get("level") or ([Level.READY.value] if within is not None else []))
        return Question(
            place=place,
            reference=reference,
            at=chosen.get("at"),
            stay_days=usual_stay if chosen.get("stay") is None else float(chosen["stay"]),
            within=within,
            window=window_hours(self.now.date()),
            levels=levels if place is not None else frozenset(),
        )

    @cached_property
    def call(self) -> Call | Unanswerable | None:
        """The question as the engine takes it, or why it cannot be put; `None` without a destination to ask about."""
        question = self.question
        if question.place is None:
            return None
        return load_question(
            question.place,
            at=question.at or self.now,
            stay_days=question.stay_days,
            within=question.within,
        )

    def having(self, leave_out: str = "") -> QuerySet[Person]:
        """Those for whom the choices hold, all or all but one; whatever their verdict."""
        rest = {name: value for name, value in self.chosen.items() if name != leave_out}
        return having(self.queryset, rest, self.vocabulary.reach)

    def narrowed(self, leave_out: str = "") -> QuerySet[Person]:
        """The same, without those whom the question rules out."""
        people = self.having(leave_out)
        if leave_out in ("level", "within") or not self.question.levels:
            return people
        call = None if self.question.is_standing else self.call
        return self.question.narrowed(people, call if isinstance(call, Call) else None, now=self.now)

    def counted(self, leave_out: str = "") -> QuerySet[Person]:
        """Whom to count: as the last sweep found them where it answers this question, else whoever is not ruled out."""
        if leave_out in ("level", "within") or not self.question.is_kept:
            return self.narrowed(leave_out)
        return self.question.counted(self.having(leave_out))

    def filter_queryset(self, queryset: QuerySet[Person]) -> QuerySet[Person]:
        self.queryset = queryset
        return self.narrowed()
