"""Which colours did this browser choose? A cookie and nothing else, so that pages are right before any script runs."""

from django.http import HttpRequest, HttpResponse

COOKIE = "theme"
THEMES = ("auto", "light", "dark")
ONE_YEAR_SECONDS = 365 * 24 * 3600


def chosen_theme(request: HttpRequest) -> str:
    """ "auto" when nothing, or nothing known, was chosen."""
    theme = request.COOKIES.get(COOKIE, "auto")
    return theme if theme in THEMES else "auto"


def remember_theme(response: HttpResponse, theme: str, *, secure: bool) -> None:
    """Keep the choice for a year; "auto" forgets it. `theme` must be one of THEMES."""
    if theme == "auto":
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(COOKIE, theme, max_age=ONE_YEAR_SECONDS, samesite="Lax", httponly=True, secure=secure)
