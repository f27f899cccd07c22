"""What may be recorded of nationalities and travel documents?"""

from datetime import datetime

from django.utils.translation import gettext as _

from roster.models import Nationality, TravelDocument
from roster.services.editing.outcomes import Author, Refusal


def refuse_nationality(row: Nationality, _before: Nationality | None, _author: Author, _now: datetime) -> list[Refusal]:
    """The same nationality twice."""
    if Nationality.objects.filter(person_id=row.person_id, country_id=row.country_id).exclude(pk=row.pk).exists():
        return [Refusal("twice", _("This nationality is recorded already."), "country")]
    return []


def refuse_document(
    row: TravelDocument, _before: TravelDocument | None, _author: Author, _now: datetime
) -> list[Refusal]:
    """A passport of no country, and a laissez-passer of one."""
    is_passport = row.kind == TravelDocument.Kind.PASSPORT
    if is_passport and row.country_id is None:
        return [Refusal("no_country", _("Choose the country that issued the passport."), "country")]
    if not is_passport and row.country_id is not None:
        return [
            Refusal("country_of_laissez_passer", _("A laissez-passer is of no country: leave this empty."), "country")
        ]
    return []
