"""What does the frame of every page need? The bar, the colours chosen, the moment. Worked out only when it is drawn."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.navigation import places_for
from accounts.theme import chosen_theme


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame_places` (see `accounts.navigation`), `frame_theme` ("auto", "light", "dark"), `frame_now` (aware)."""
    return {
        "frame_places": SimpleLazyObject(lambda: places_for(request)),
        "frame_theme": chosen_theme(request),
        "frame_now": timezone.now(),
    }
