"""The door for WSGI servers such as gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.servers import refuse_incomplete

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

refuse_incomplete(settings.ADDRESSES)
application = get_wsgi_application()
