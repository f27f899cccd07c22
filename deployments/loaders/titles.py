"""What are the themes, languages and places of one call called?"""

from collections.abc import Mapping

from deployments.matching.names import Names
from deployments.plan import Wanted
from roster.models import Country, Region
from roster.sentences.languages import language_said


def load_names(wanted: Wanted, themes: Mapping[str, str]) -> Names:
    """Two queries. `themes` are the titles by code, which whoever asks has read already."""
    spoken = {code for slot in wanted.slots for code in slot.languages} | set(wanted.rules.team_languages)
    setting = wanted.setting
    return Names(
        themes=themes,
        languages={code: language_said(code) for code in spoken},
        countries=dict(Country.objects.filter(pk=setting.country).values_list("code", "name")),
        regions=dict(Region.objects.filter(pk__in=setting.regions).values_list("code", "title")),
    )
