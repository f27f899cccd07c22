"""What may be recorded of who somebody is, where they live and how they are reached?"""

import re
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from roster.models import Person
from roster.services.editing.outcomes import Author, Refusal

OF_HR = frozenset({"gender", "grade", "grade_is_equivalent", "grade_assessed_by"})
"""What HR may change of a person (domain.md §1)."""


def refuse_person(row: Person, before: Person | None, _author: Author, _now: datetime) -> list[Refusal]:
    """A number that somebody else bears, and a grade whose assessment contradicts itself.

    Puts the city and its country beside a base that was chosen, so that the two never tell different places.
    """
    refusals = []
    others = Person.objects.exclude(pk=row.pk)
    bearer = others.filter(reference=row.reference).first()
    if bearer is not None:
        sentence = _("%(name)s bears this number. Choose another.") % {"name": bearer.name}
        refusals.append(Refusal("number_taken", sentence, "reference"))
    if row.grade_is_equivalent and row.grade_id is None:
        refusals.append(Refusal("equivalent_to_nothing", _("Choose the grade that it is equivalent to."), "grade"))
    if row.grade_assessed_by and not row.grade_is_equivalent:
        refusals.append(
            Refusal("assessed_but_held", _("Who assessed it belongs to an equivalent grade only."), "grade_assessed_by")
        )
    if row.base is not None and (before is None or before.base_id != row.base_id):
        row.base_city, row.base_country = row.base.name, row.base.country
    return refusals


def namesakes(*, given_names: str, family_name: str, email: str) -> list[Person]:
    """Who on the roster may be the same person: the same name, or the same address. At most five."""
    same_name = Q(family_name__iexact=family_name.strip(), given_names__iexact=given_names.strip())
    found = Q(email__iexact=email.strip()) | same_name if email.strip() else same_name
    return list(Person.objects.filter(found)[:5])


def next_reference() -> str:
    """A number after the one that was given last, "" when that does not end in figures."""
    last = Person.objects.order_by("-pk").values_list("reference", flat=True).first()
    found = re.fullmatch(r"(.*?)(\d{1,12})", last or "")
    if found is None:
        return "MSU-0001" if last is None else ""
    stem, figures = found.groups()
    number = int(figures)
    for _attempt in range(50):
        number += 1
        reference = f"{stem}{number:0{len(figures)}}"
        if not Person.objects.filter(reference=reference).exists():
            return reference
    return ""
