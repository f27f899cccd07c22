"""Where do database and broker answer? As the environment says, else where the product runs. Starts nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from config.running.state import kept_secret, read_running, state_folder

NO_DATABASE = "No database is running: start the product with `make run`, or set DATABASE_URL."


@dataclass(frozen=True)
class Addresses:
    """`database_url` is a libpq URL, `redis_url` one for redis-py; None where neither is set and no product runs."""

    database_url: str | None
    redis_url: str | None
    secret_key: str
    state_dir: Path


def addresses(environ: Mapping[str, str]) -> Addresses:
    """DATABASE_URL, REDIS_URL and SECRET_KEY; where one is unset or empty, that of the running product."""
    state = state_folder(environ)
    stated = environ.get("DATABASE_URL") or None, environ.get("REDIS_URL") or None
    running = None if all(stated) else read_running(state)
    return Addresses(
        database_url=stated[0] or (running.database_url if running else None),
        redis_url=stated[1] or (running.redis_url if running else None),
        secret_key=environ.get("SECRET_KEY") or kept_secret(state, create=False),
        state_dir=state,
    )


def refuse_incomplete(found: Addresses) -> None:
    """Refuse to serve pages, with ImproperlyConfigured naming everything that is missing."""
    stated = {"DATABASE_URL": found.database_url, "REDIS_URL": found.redis_url, "SECRET_KEY": found.secret_key}
    missing = [name for name, value in stated.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"Set {', '.join(missing)} in the environment (docs/running.md), or use `make run`.")


def database_settings(database_url: str | None) -> dict[str, Any]:
    """What Django's DATABASES wants of a libpq URL.

    Without one: settings that connect nowhere, so that commands that need no database (`drill`, `check`, `help`) work,
    and `manage.py` can turn the failed connection of the others into NO_DATABASE. What libpq cannot
    read is refused with ImproperlyConfigured.
    """
    if database_url is None:
        stated: dict[str, Any] = {"dbname": "roster", "host": "/nonexistent"}
    else:
        try:
            stated = conninfo_to_dict(database_url)
        except ProgrammingError as unreadable:
            raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {unreadable}") from unreadable
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    settings: dict[str, Any] = {key: str(stated.pop(name, "") or "") for key, name in named.items()}
    return settings | {"ENGINE": "django.db.backends.postgresql", "OPTIONS": stated}


def broker_url(redis_url: str | None) -> str:
    """The same server as Celery's transport names it: it knows `redis+socket:` where redis-py says `unix:`."""
    if redis_url is None:
        return "redis+socket:///nonexistent"
    return redis_url.replace("unix://", "redis+socket://", 1) if redis_url.startswith("unix://") else redis_url
