"""What does a page say? Its text as a reader sees it, every white space as one space."""

from typing import Any

from django.test import Client
from django.urls import reverse

from roster.models import Person


def squeezed(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def read(client: Client, name: str, *args: Any, query: dict[str, str] | None = None) -> str:
    """The page of this route, which must answer 200."""
    page = client.get(reverse(name, args=args), query)
    assert page.status_code == 200, page.status_code
    return squeezed(page.content.decode())


def read_person(client: Client, person: Person) -> str:
    return read(client, "roster:person", person.reference)
