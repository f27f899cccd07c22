"""In which pools a person is, with which promise and status, and for which term. Status is never availability."""

import pghistory
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from roster.models.links import calls_back_links_when_changed, calls_back_links_when_removed
from roster.models.person import Person
from roster.models.rechecking import rechecks_person
from roster.models.vocabulary import Pool, Tier


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membership(models.Model):
    class Status(models.TextChoices):
        NOMINATED = "nominated", _("nominated")
        SCREENING = "screening", _("screening")
        VETTED = "vetted", _("vetted")
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")
        EXPIRED = "expired", _("expired")
        WITHDRAWN = "withdrawn", _("withdrawn")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="memberships")
    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, related_name="memberships")
    status = models.CharField(max_length=20, choices=Status, blank=True, help_text=_("Empty: not known; never ready."))
    term = DateTimeRangeField(help_text=_("From the first instant of the term to the first instant after it."))

    class Meta:
        ordering = ["person", "pool"]
        constraints = [
            models.UniqueConstraint(fields=["person", "pool", "term"], name="one_membership_of_a_pool_a_term"),
            models.CheckConstraint(condition=models.Q(term__isempty=False), name="membership_term_not_empty"),
        ]
        triggers = [
            *rechecks_person(),
            calls_back_links_when_changed("person_id"),
            calls_back_links_when_removed("person_id"),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.pool}"
