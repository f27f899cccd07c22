"""A roster of n fictional people, written, assessed and ready to be asked, in a database of its own."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.utils import timezone

from deployments.services.demo import seed_demo
from roster import models

SEED = 1
PROCESSES = 2
MIGRATE = (sys.executable, "manage.py", "migrate", "--verbosity", "0")
SWEEP = (sys.executable, "-m", "benchmarks.sweep_once")


def make_roster(people: int) -> dict[str, float]:
    """Fill the database that DATABASE_URL names. Returns how many seconds each step took.

    One reference destination is kept, so that a large roster is assessed in minutes.
    """
    took = {}
    began = time.monotonic()
    subprocess.run(MIGRATE, check=True)
    took["migrate"] = time.monotonic() - began
    keep_one_destination()
    began = time.monotonic()
    seed_demo(count=people, seed=SEED, today=timezone.now().date())
    took["seed"] = time.monotonic() - began
    began = time.monotonic()
    assess_everybody()
    took["sweep"] = time.monotonic() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return took


def keep_one_destination() -> None:
    kept = models.ReferenceDestination.objects.filter(is_active=True).order_by("pk")[0]
    models.ReferenceDestination.objects.exclude(pk=kept.pk).update(is_active=False)


def assess_everybody() -> None:
    """Two sweeps at once, as two workers would; they share the work."""
    with ThreadPoolExecutor(PROCESSES) as pool:
        for done in pool.map(lambda _: subprocess.run(SWEEP, check=True, env=os.environ), range(PROCESSES)):
            done.check_returncode()
