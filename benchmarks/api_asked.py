"""What a partner's system asks over HTTP, with a token that it bought over HTTP."""

import json
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.utils import timezone

from accounts.scopes import Scope
from accounts.services.clients import admit_client
from benchmarks.serving import Client
from benchmarks.timing import Ask
from benchmarks.yardsticks import Question
from roster import models

API = "/api/v1/"
PEOPLE_TO_ASK_ABOUT = 500


def token_from(port: int) -> str:
    now = timezone.now()
    admitted = admit_client(
        organisation="Benchmark", name="Benchmark", scopes=[*Scope], expires_at=now + timedelta(days=1), now=now
    )
    asked = {
        "grant_type": "client_credentials",
        "client_id": admitted.client.client_id,
        "client_secret": admitted.secret,
    }
    # Its own server on this machine.
    with urlopen(Request(f"http://127.0.0.1:{port}/oauth/token", data=urlencode(asked).encode())) as answer:
        token: str = json.load(answer)["access_token"]
    return token


def ways_of(client: Client, asked: list[Question]) -> Mapping[str, Ask]:
    """Every endpoint that searches or judges; each round about another theme, language or person."""
    people = list(models.Person.objects.order_by("pk").values_list("reference", flat=True)[:PEOPLE_TO_ASK_ABOUT])
    regions = list(models.Region.objects.order_by("code").values_list("code", flat=True))

    def skills(number: int) -> dict[str, str]:
        one = asked[number % len(asked)]
        return {
            "theme": one.theme_code,
            "theme_level": str(one.level),
            "language": one.language,
            "language_level": "B2",
        }

    def destination(number: int) -> dict[str, str]:
        return {"destination": asked[number % len(asked)].destination_code}

    def counted(number: int) -> dict[str, str]:
        one = asked[number % len(asked)]
        region = {"region": regions[number % len(regions)]}
        return {"theme": one.theme_code, "language": one.language} | region | destination(number)

    return {
        "people": lambda n: client.get(f"{API}people?{urlencode(skills(n))}"),
        "people/ready": lambda n: client.get(f"{API}people/ready?{urlencode(skills(n) | destination(n))}"),
        "people/…/verdict": lambda n: client.get(
            f"{API}people/{people[n % len(people)]}/verdict?{urlencode(destination(n))}"
        ),
        "availability": lambda n: client.get(f"{API}availability?{urlencode(counted(n))}"),
    }
