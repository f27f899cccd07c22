"""What does one seat ask for? The shared columns of a request's slots and of the profile that a kind starts with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deployments.matching.facts import SlotKind
from roster.models import Grade


class SeatWanted(models.Model):
    """Levels of themes are 1 to 5, of languages A1 to C2: {"electoral": 4}, {"fr": "C1"}. Empty asks for nothing."""

    class Kind(models.TextChoices):
        THEMATIC = SlotKind.THEMATIC.value, _("thematic")
        SUPPORT = SlotKind.SUPPORT.value, _("support")

    class Role(models.TextChoices):
        INTERPRETER = "interpreter", _("interpreter")
        LOGISTICS = "logistics", _("logistics")
        CONFERENCE = "conference", _("conference support")
        TRAVEL = "travel", _("travel support")

    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.THEMATIC)
    role = models.CharField(max_length=20, choices=Role, blank=True, help_text=_("Of a support seat."))
    themes = models.JSONField(default=dict, blank=True, help_text=_("Any one of these, each at its level, 1 to 5."))
    all_themes = models.JSONField(default=dict, blank=True, help_text=_("All of these, each at its level, 1 to 5."))
    languages = models.JSONField(default=dict, blank=True, help_text=_("All of these, each at its level, A1 to C2."))
    min_grade = models.ForeignKey(Grade, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title
