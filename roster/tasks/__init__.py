"""Work that runs behind the pages: load, lock, call one service, record how it ended."""

from roster.tasks import holidays, importing, lapsing, retention, sweeping

__all__ = ["holidays", "importing", "lapsing", "retention", "sweeping"]
