"""What is a criterion called by which people are weighed for a seat?"""

from django.utils.translation import gettext as _

from deployments.matching.scales import (
    COUNTRY,
    DAYS_DEPLOYED,
    EXPERTISE,
    LANGUAGES,
    REGION,
    TIMES_ASKED,
    TRACK,
)
from roster.sentences.measures import capitalised


def criterion_said(code: str) -> str:
    titles = {
        EXPERTISE: _("Expertise"),
        LANGUAGES: _("Languages"),
        COUNTRY: _("Country"),
        REGION: _("Region"),
        TRACK: _("Track"),
        DAYS_DEPLOYED: _("Days away"),
        TIMES_ASKED: _("Times asked"),
    }
    return titles.get(code, capitalised(code.replace("_", " ")))
