"""The door for ASGI servers."""

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

from config.servers import refuse_incomplete

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

refuse_incomplete(settings.ADDRESSES)
application = get_asgi_application()
