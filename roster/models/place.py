"""Where people are and go: countries, places, travel times, and the offices whose working days a lead time runs on."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from roster.models.rechecking import rechecks_everybody, rereads_rules
from roster.readiness.hardship import CLASSES

HARDSHIP_CLASSES = [(each, each) for each in CLASSES]

WEEK = list(range(7))


class Country(models.Model):
    """A country or territory of ISO 3166-1; the alpha-3 code is what travel documents and visa rules bear."""

    code = models.CharField("alpha-3 code", max_length=3, primary_key=True)
    alpha2 = models.CharField("alpha-2 code", max_length=2, unique=True)
    name = models.CharField(max_length=120)
    is_member_state = models.BooleanField(default=False, help_text="Member state of the United Nations.")
    needs_ssafe = models.BooleanField(default=False, help_text="SSAFE is required before travel here.")
    needs_yellow_fever = models.BooleanField(default=False, help_text="Yellow fever vaccination is required to enter.")
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"
        triggers = rechecks_everybody("needs_ssafe", "needs_yellow_fever", key="code")

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    code = models.SlugField(max_length=60, primary_key=True)
    title = models.CharField(max_length=120)
    countries = models.ManyToManyField(Country, blank=True, related_name="regions")
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Place(models.Model):
    """A city that people live in or go to; the code is that of its main airport where it has one."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="places")
    timezone = models.CharField(max_length=64)
    latitude = models.FloatField()
    longitude = models.FloatField()
    is_capital = models.BooleanField(default=False)
    hardship_class = models.CharField(
        max_length=1,
        choices=HARDSHIP_CLASSES,
        blank=True,
        help_text=_("H is the least hardship, E the most. Empty: not classified; any medical clearance counts here."),
    )
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="place_is_on_the_globe",
            ),
            models.CheckConstraint(
                condition=models.Q(hardship_class__in=["", *CLASSES]), name="place_has_a_known_hardship_class"
            ),
        ]
        triggers = [
            *rechecks_everybody("code", "country_id", "timezone", "latitude", "longitude", "hardship_class"),
            *rereads_rules("name"),
        ]

    def __str__(self) -> str:
        return self.name


class TravelTime(models.Model):
    """Door to door, from one place to another; the other direction takes the same unless it has a row of its own."""

    origin = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="travel_from")
    destination = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="travel_to")
    hours = models.DecimalField(max_digits=5, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "destination"], name="one_travel_time_a_pair"),
            # The upper limit keeps out what is no number, which PostgreSQL orders after every number.
            models.CheckConstraint(condition=models.Q(hours__gte=0, hours__lt=1000), name="travel_takes_hours"),
        ]
        triggers = rechecks_everybody()

    def __str__(self) -> str:
        return f"{self.origin} to {self.destination}: {self.hours} h"


class Office(models.Model):
    """An office that issues something in its own working days (domain.md §4.4)."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="offices")
    timezone = models.CharField(max_length=64)
    opens = models.TimeField()
    closes = models.TimeField()
    weekend = ArrayField(models.PositiveSmallIntegerField(), default=list, help_text="Monday is 0, Sunday is 6.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")), name="office_opens_before_closing"
            ),
            models.CheckConstraint(
                condition=models.Q(weekend__contained_by=WEEK) & ~models.Q(weekend__contains=WEEK),
                name="office_works_on_some_day",
                violation_error_message=_("An office works on some day of the week. Days are numbered from 0 to 6."),
            ),
        ]
        triggers = [
            *rechecks_everybody("code", "timezone", "opens", "closes", "weekend"),
            *rereads_rules("name"),
        ]

    def __str__(self) -> str:
        return self.name


class OfficeClosure(models.Model):
    """A day on which an office is closed: a public holiday, or a closure entered by hand."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="closures")
    day = models.DateField()
    name = models.CharField(max_length=160)
    is_public_holiday = models.BooleanField(
        default=False, help_text="Filled from public calendars; renewed by command."
    )

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="one_closure_a_day")]
        triggers = rechecks_everybody("office_id", "day")

    def __str__(self) -> str:
        return f"{self.office}: {self.day}, {self.name}"


class ReferenceDestination(models.Model):
    """A place for which readiness is kept at all times, without a request (domain.md §4.18)."""

    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="reference")
    reason = models.CharField(max_length=120, help_text="Why it is watched: a regional hub, a watchlist entry.")
    stay_days = models.PositiveSmallIntegerField(default=30)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "place__name"]
        triggers = rechecks_everybody("place_id", "stay_days", "is_active")

    def __str__(self) -> str:
        return str(self.place)
