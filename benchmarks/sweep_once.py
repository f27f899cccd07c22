"""One sweep over whatever is due, as a worker does it: python -m benchmarks.sweep_once."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from roster.monitor import sweep  # noqa: E402

if __name__ == "__main__":
    sweep(now=timezone.now())
