#!/usr/bin/env python
"""Run one management command. A command that needs the database uses that of the running product."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from config.servers import NO_DATABASE


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as failure:
        if settings.ADDRESSES.database_url is None:
            sys.exit(NO_DATABASE)
        sys.exit(f"The database does not answer: {failure}")
    except ImproperlyConfigured as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main()
