"""What may be recorded of what somebody knows: themes, languages, regions and countries? Each once."""

from datetime import datetime

from django.utils.translation import gettext as _

from roster.models import Expertise, LanguageSkill, RegionExperience
from roster.services.editing.outcomes import Author, Refusal


def refuse_expertise(row: Expertise, _before: Expertise | None, _author: Author, _now: datetime) -> list[Refusal]:
    if Expertise.objects.filter(person_id=row.person_id, theme_id=row.theme_id).exclude(pk=row.pk).exists():
        return [Refusal("twice", _("This theme is recorded already. Change its level there."), "theme")]
    return []


def refuse_language(
    row: LanguageSkill, _before: LanguageSkill | None, _author: Author, _now: datetime
) -> list[Refusal]:
    if LanguageSkill.objects.filter(person_id=row.person_id, language=row.language).exclude(pk=row.pk).exists():
        return [Refusal("twice", _("This language is recorded already. Change its level there."), "language")]
    return []


def refuse_region(
    row: RegionExperience, _before: RegionExperience | None, _author: Author, _now: datetime
) -> list[Refusal]:
    """Neither or both of region and country, and the same one on the same track twice."""
    if (row.region_id is None) == (row.country_id is None):
        return [Refusal("region_or_country", _("Choose a region or a country, one of the two."), "region")]
    same = RegionExperience.objects.filter(
        person_id=row.person_id, region_id=row.region_id, country_id=row.country_id, track=row.track
    )
    if same.exclude(pk=row.pk).exists():
        return [
            Refusal("twice", _("This is recorded already. Change it there."), "region" if row.region_id else "country")
        ]
    return []
