"""Which work runs by the clock, and how a task behaves when a worker dies. Holds no rule and no task of its own."""

import os

from celery import Celery
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("mediation_roster")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
def sweep_at_once(**_sender: object) -> None:
    """After a stop of any length the board is true within seconds, not after the first full minute of the clock."""
    app.send_task("roster.sweep", expires=55)
