"""The product's settings on throw-away servers, which start as this module is imported: pytest-django reads the
database's address before any fixture runs. DATABASE_URL and REDIS_URL replace either server."""

import os

from config.running.throwaway import start_throwaway_servers

start_throwaway_servers()
os.environ.setdefault("SECRET_KEY", "for-tests-only-" + "x" * 40)

from config.settings import *  # noqa: E402, F403

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # The manifest of the real storage needs `collectstatic` first.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
