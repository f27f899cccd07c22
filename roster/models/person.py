"""Who somebody is, once, whatever the number of pools and mandates."""

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from roster.models.folding import WORDS_OF_NAME, Folded, NameWords
from roster.models.links import calls_back_links_when_changed
from roster.models.place import Country, Place
from roster.models.rechecking import rechecks_person
from roster.models.vocabulary import Grade


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["last_asked_at"])
class Person(models.Model):
    class Gender(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")
        OTHER = "other", _("other")
        UNDISCLOSED = "undisclosed", _("undisclosed")

    class Release(models.TextChoices):
        NEEDED = "needed", _("needed")
        NOT_NEEDED = "not-needed", _("not needed")
        PRE_CLEARED = "pre-cleared", _("cleared in advance")

    reference = models.CharField(max_length=40, unique=True, help_text=_("The unit's own number, such as MSU-0001."))
    other_references = models.JSONField(
        default=list, blank=True, help_text=_("Numbers under which the person was kept twice.")
    )
    family_name = models.CharField(max_length=160)
    given_names = models.CharField(max_length=160, blank=True)
    gender = models.CharField(max_length=20, choices=Gender, default=Gender.UNDISCLOSED)
    grade = models.ForeignKey(Grade, null=True, blank=True, on_delete=models.PROTECT)
    grade_is_equivalent = models.BooleanField(default=False)
    grade_assessed_by = models.CharField(max_length=160, blank=True)
    home_organisation = models.CharField(max_length=200, blank=True)
    base = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="residents")
    base_city = models.CharField(max_length=120, blank=True, help_text=_("As written by the unit."))
    base_country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    notice_hours = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Empty: the tier's default."))
    release = models.CharField(
        max_length=20,
        choices=Release,
        blank=True,
        help_text=_("Release by the employer. Empty: not known, taken as needed."),
    )
    remote_share = models.DecimalField(
        max_digits=3,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Share of time for remote advice while deployed."),
    )
    support_roles = models.JSONField(
        default=list, blank=True, help_text=_("interpreter, logistics, conference, travel")
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    last_asked_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text=_("When the unit last asked the person for anything.")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["family_name", "given_names", "reference"]
        verbose_name_plural = "people"
        indexes = [
            GinIndex(OpClass(Lower("family_name"), name="gin_trgm_ops"), name="person_family_name_trigram"),
            models.Index(Lower("email"), name="person_email_lower"),
            GinIndex(OpClass(NameWords(*WORDS_OF_NAME), name="gin_trgm_ops"), name="person_words_trigram"),
            models.Index(Folded("family_name"), Folded("given_names"), "id", name="person_by_name"),
            models.Index("last_asked_at", "id", name="person_by_last_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(remote_share__gte=0) & models.Q(remote_share__lte=1), name="remote_share_is_a_share"
            )
        ]
        triggers = [
            *rechecks_person("id", but_not=("last_asked_at",)),
            calls_back_links_when_changed("id", "email", "account"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Nationality(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="nationalities")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="nationals")

    class Meta:
        verbose_name_plural = "nationalities"
        constraints = [models.UniqueConstraint(fields=["person", "country"], name="one_nationality_once")]
        triggers = rechecks_person()

    def __str__(self) -> str:
        return str(self.country)
