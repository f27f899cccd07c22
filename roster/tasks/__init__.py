"""Work that runs behind the pages: load, lock, call one service, record how it ended."""

from roster.tasks import importing, sweeping

__all__ = ["importing", "sweeping"]
