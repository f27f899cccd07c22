"""How is the product put together and run? Settings, addresses, the clock's work, the supervisor."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
