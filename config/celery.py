"""Which work runs by the clock, and how a task behaves when a worker dies. Holds no rule and no task of its own."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("mediation_roster")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
