"""Which codes may a seat, a rule or a party be described by? Loaded once a request, however many seats it has."""

from functools import cached_property

from django.utils.translation import gettext as _
from rest_framework import serializers

from roster.models import Country, Grade, Theme


class Known:
    """Each table is read once, and only if it is asked for."""

    @cached_property
    def themes(self) -> frozenset[str]:
        return frozenset(Theme.objects.values_list("code", flat=True))

    @cached_property
    def grades(self) -> dict[str, Grade]:
        return {each.code: each for each in Grade.objects.all()}

    @cached_property
    def countries(self) -> dict[str, Country]:
        return {each.code: each for each in Country.objects.all()}

    def grade(self, code: str) -> Grade:
        """Raises a sentence for what is not known, as `country` does."""
        if code not in self.grades:
            sentence = _("No grade has this code. Known are: %(known)s.") % {"known": ", ".join(self.grades)}
            raise serializers.ValidationError(sentence, code="unknown_grade")
        return self.grades[code]

    def country(self, code: str) -> Country:
        if code not in self.countries:
            sentence = _("No country has this code. Use ISO 3166-1 alpha-3, such as KEN.")
            raise serializers.ValidationError(sentence, code="unknown_country")
        return self.countries[code]

    def twice(self, code: str) -> str:
        return _("Two seats bear the code “%(code)s”. Give one of them another.") % {"code": code}
