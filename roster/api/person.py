"""People: who is on the roster, with what they know and where they stand. No contacts, no documents, no clearances."""

from datetime import datetime
from typing import Any

from django.db.models import Max, Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import page_of
from accounts.api.views import ApiView
from accounts.scopes import Scope
from accounts.services.access import Looked
from roster.api.fields import InstantField
from roster.api.membership import MembershipBody
from roster.api.pages import page_body, told_page
from roster.api.people_filter import PeopleParameters
from roster.loaders.facts import membership_that_counts
from roster.loaders.people import is_stale
from roster.models import Expertise, LanguageSkill, Membership, Person, RegionExperience


class ExpertiseBody(serializers.ModelSerializer[Expertise]):
    theme = serializers.CharField(source="theme.code")
    level = serializers.IntegerField(allow_null=True, help_text="1 aware to 5 lead; null: not known.")

    class Meta:
        model = Expertise
        fields = ("theme", "level", "years")


class LanguageBody(serializers.ModelSerializer[LanguageSkill]):
    language = serializers.CharField(help_text="ISO 639.")
    level = serializers.CharField(allow_blank=True, help_text="A1 to C2; empty: not known.")

    class Meta:
        model = LanguageSkill
        fields = ("language", "level")


class RegionBody(serializers.ModelSerializer[RegionExperience]):
    """Experience in a region or in a country; the other is null."""

    region = serializers.CharField(source="region_id", allow_null=True)
    country = serializers.CharField(source="country_id", allow_null=True)

    class Meta:
        model = RegionExperience
        fields = ("region", "country", "years", "track")


class PersonBody(serializers.ModelSerializer[Person]):
    """Somebody on the roster. Availability that was never confirmed, or too long ago, is stale."""

    nationalities = serializers.SerializerMethodField()
    grade = serializers.CharField(source="grade_id", allow_null=True)
    base = serializers.CharField(source="base.code", default=None, allow_null=True, help_text="The code of a place.")
    expertise = ExpertiseBody(many=True)
    languages = LanguageBody(many=True)
    regions = RegionBody(many=True)
    memberships = MembershipBody(many=True)
    availability_confirmed_at = InstantField(source="confirmed_at", allow_null=True)
    availability_is_stale = serializers.SerializerMethodField()

    class Meta:
        model = Person
        fields = (
            "reference",
            "given_names",
            "family_name",
            "gender",
            "nationalities",
            "grade",
            "grade_is_equivalent",
            "home_organisation",
            "base",
            "expertise",
            "languages",
            "regions",
            "memberships",
            "availability_confirmed_at",
            "availability_is_stale",
        )

    def get_nationalities(self, person: Person) -> list[str]:
        return sorted(each.country_id for each in person.nationalities.all())

    def get_availability_is_stale(self, person: Person) -> bool:
        now: datetime = self.context["now"]
        membership = membership_that_counts(list(person.memberships.all()), now=now)
        return is_stale(person.confirmed_at, membership, now=now)  # type: ignore[attr-defined]


class People(PeopleParameters, ApiView):
    """The people on the roster, by reference, narrowed by the same filters as the page.

    Several values of one filter are alternatives; different filters must all hold. Every person told is written into
    the access log.
    """

    scopes = {"GET": Scope.PEOPLE}
    answers = {"GET": page_body(PersonBody)}
    paged = True

    def get(self, request: Request) -> Response:
        self.asked(request)
        page: Any = page_of(request, with_all(self.people(request)), "reference")
        self.looked(request, "person", [Looked(row.pk, row.name) for row in page.rows], "API: people")
        return Response(told_page(page, PersonBody, now=timezone.now()))


class OnePerson(ApiView):
    """One person, by reference. The look is written into the access log."""

    scopes = {"GET": Scope.PEOPLE}
    answers = {"GET": PersonBody}

    def get(self, request: Request, reference: str) -> Response:
        self.asked(request)
        person = with_all(Person.objects.filter(reference=reference)).first()
        if person is None:
            raise Http404
        self.looked(request, "person", [Looked(person.pk, person.name)], "API: person")
        return Response(PersonBody(person, context={"now": timezone.now()}).data)


def with_all(people: QuerySet[Person]) -> QuerySet[Person]:
    """With what is told of them, in a constant number of queries."""
    return (
        people.annotate(confirmed_at=Max("statements__confirmed_at"))
        .select_related("base")
        .prefetch_related(
            "nationalities",
            "languages",
            "regions",
            Prefetch("expertise", Expertise.objects.select_related("theme")),
            Prefetch("memberships", Membership.objects.select_related("tier", "person").order_by("pk")),
        )
    )
