"""Which work runs by the clock, and how a task behaves when a worker dies. Holds no rule and no task of its own."""

import logging.config
import os

from celery import Celery
from celery.signals import beat_init, setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Beat alone needs neither models nor pages. Told so, its process takes a third of the memory and knows the same clock.
CLOCK_ONLY = "CLOCK_ONLY"

app = Celery("mediation_roster", fixups=[] if os.environ.get(CLOCK_ONLY) else None)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_pages_do(loglevel: int = logging.WARNING, **_more: object) -> None:
    """One way to log, by `config.logs`: Celery's own would repeat rows that the database refused."""
    logging.config.dictConfig(settings.LOGGING)
    logging.getLogger().setLevel(loglevel)


@beat_init.connect
def sweep_at_once(**_sender: object) -> None:
    """After a stop of any length the board is true within seconds, not after the first full minute of the clock."""
    app.send_task("roster.sweep", expires=55)
