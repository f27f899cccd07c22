"""What somebody knows: themes, languages, regions and countries."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roster.forms.facts.base import FactForm
from roster.forms.facts.fields import languages
from roster.models import Expertise, LanguageSkill, RegionExperience
from roster.sentences.languages import language_said

MOST_YEARS = 70


class ExpertiseForm(FactForm):
    """A theme that is in use today, or the one that the row has."""

    years = forms.IntegerField(label=_("Years"), required=False, min_value=0, max_value=MOST_YEARS)

    class Meta:
        model = Expertise
        fields = ["theme", "level", "years", "endorsed_by"]
        labels = {"theme": _("Theme"), "level": _("Level"), "endorsed_by": _("Endorsed by")}
        help_texts = {"level": _("From 1, aware, to 5, lead. Empty: not known.")}

    def narrow(self) -> None:
        today = timezone.now().date()
        current = Q(valid_until__isnull=True) | Q(valid_until__gt=today)
        if self.was is not None:
            current |= Q(pk=self.was.theme_id)
        self.fields["theme"].queryset = self.fields["theme"].queryset.filter(current)  # type: ignore[attr-defined]


class LanguageForm(FactForm):
    language = forms.ChoiceField(label=_("Language"))

    class Meta:
        model = LanguageSkill
        fields = ["language", "level"]
        labels = {"level": _("Level")}
        help_texts = {"level": _("Of the Common European Framework, A1 to C2. Empty: not known.")}

    def narrow(self) -> None:
        known: list[tuple[str, Any]] = [("", ""), *languages()]
        if self.was is not None and self.was.language not in dict(known):
            known.append((self.was.language, language_said(self.was.language)))
        self.fields["language"].choices = known  # type: ignore[attr-defined]


class RegionForm(FactForm):
    years = forms.IntegerField(label=_("Years"), required=False, min_value=0, max_value=MOST_YEARS)
    track = forms.TypedChoiceField(
        label=_("Track"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", ""), (1, _("Track I")), (2, _("Track II")), (3, _("Track III"))],
    )

    class Meta:
        model = RegionExperience
        fields = ["region", "country", "years", "track"]
        labels = {"region": _("Region"), "country": _("Country")}
        help_texts = {"region": _("A region or a country, one of the two.")}
