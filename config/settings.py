"""What the product reads from its environment. One file for every place it runs: nothing here differs by host name."""

import os
from pathlib import Path

import environ

from config.api import (  # noqa: F401  (settings by their names)
    OAUTH2_PROVIDER,
    OAUTH2_PROVIDER_APPLICATION_MODEL,
    REST_FRAMEWORK,
    SPECTACULAR_SETTINGS,
)
from config.servers import addresses, broker_url, database_settings

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
ADDRESSES = addresses(os.environ)

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = ADDRESSES.secret_key
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_TRANSPORT = env.bool("SECURE_TRANSPORT", default=False)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "accounts",
    "roster",
    "deployments",
    # After accounts, whose administration takes the toolkit's pages in hand.
    "oauth2_provider",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "accounts.middleware.ReaderClockMiddleware",
    "accounts.middleware.AudienceMiddleware",
    "accounts.middleware.ActingReaderMiddleware",
    "accounts.middleware.OnlyAFormMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.frame",
            ]
        },
    }
]

DATABASES = {"default": database_settings(ADDRESSES.database_url)}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Signing in lasts one working day [cfg], and each failed attempt counts towards a wait (accounts/throttle.py) [cfg].
SESSION_COOKIE_AGE = 3600 * env.int("SIGN_IN_HOURS", default=10)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_TRANSPORT
SIGN_IN_WINDOW_MINUTES = env.int("SIGN_IN_WINDOW_MINUTES", default=15)
SIGN_IN_FAILURES_PER_ACCOUNT_AND_ADDRESS = env.int("SIGN_IN_FAILURES_PER_ACCOUNT_AND_ADDRESS", default=5)
SIGN_IN_FAILURES_PER_ACCOUNT = env.int("SIGN_IN_FAILURES_PER_ACCOUNT", default=30)
SIGN_IN_FAILURES_PER_ADDRESS = env.int("SIGN_IN_FAILURES_PER_ADDRESS", default=60)
# How many own proxies stand in front and write X-Forwarded-For; 0 trusts no such header.
PROXIES_IN_FRONT = env.int("PROXIES_IN_FRONT", default=0)
PASSWORD_RESET_TIMEOUT = 3600 * env.int("PASSWORD_LINK_HOURS", default=4)

# Behind TLS (SECURE_TRANSPORT=1): no page and no cookie without it. A monitor beside the server may ask in the clear.
SECURE_SSL_REDIRECT = SECURE_TRANSPORT
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES_IN_FRONT else None
SECURE_HSTS_SECONDS = 86400 * env.int("HSTS_DAYS", default=365) if SECURE_TRANSPORT else 0
# Other hosts of the domain and the browsers' preload list are its owner's to decide, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "deployments:board"

LANGUAGE_CODE = "en-gb"
# Only what our own sentences exist in: the framework knows ninety languages and would mix them in.
LANGUAGES = [("en-gb", "British English")]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(ADDRESSES.state_dir / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names with a hash: browsers keep them for good, and an upgrade is seen at once.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

REDIS_URL = ADDRESSES.redis_url
CELERY_BROKER_URL = broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A broker that takes connections and answers nothing must not keep a reader waiting for ever: one writer waits so long,
# whoever comes after does not ask (roster/services/rechecking.py).
# Without `max_retries` whoever saves while the broker is down waits six seconds for a message that nobody needs.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "max_retries": 0,
}
# Whatever may take minutes has a queue and a worker of its own: it never stands before the minute's sweep.
CELERY_TASK_ROUTES = {
    "roster.read_import": {"queue": "long"},
    "roster.apply_import": {"queue": "long"},
    "roster.renew_holidays": {"queue": "long"},
    "roster.forget_what_is_old": {"queue": "long"},
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "sweep-what-is-due": {"task": "roster.sweep", "schedule": 60.0, "options": {"expires": 55}},
    "end-lapsed-holds": {"task": "roster.end_lapsed_holds", "schedule": 60.0, "options": {"expires": 55}},
    "renew-holidays": {"task": "roster.renew_holidays", "schedule": 86400.0},
    "forget-what-is-old": {"task": "roster.forget_what_is_old", "schedule": 86400.0},
    "read-waiting-imports": {"task": "roster.read_waiting_imports", "schedule": 15.0, "options": {"expires": 14}},
}

# How often one caller may ask the API [cfg].
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=600)
# How many people one API request may ask the engine about [cfg].
API_PEOPLE_ASKED = env.int("API_PEOPLE_ASKED", default=5000)
# Where the limit is counted; without a broker each process counts by itself.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "roster",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# How long a partner's token counts [cfg]; what else there is to say of programs is in config/api.py.
OAUTH2_PROVIDER = {**OAUTH2_PROVIDER, "ACCESS_TOKEN_EXPIRE_SECONDS": 60 * env.int("API_TOKEN_MINUTES", default=60)}

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)

# Nothing inline, nothing from elsewhere: charts are markup, lengths are attributes, scripts and styles are files.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# How a sweep is watched (seconds): the board warns when the last one is older.
SWEEP_INTERVAL_SECONDS = 60
SWEEP_OLD_AFTER_SECONDS = env.int("SWEEP_OLD_AFTER_SECONDS", default=300)

# For how long what only auditors ask for is kept (docs/decisions.md) [cfg]; the last change of each verdict always is.
SWEEPS_KEPT_DAYS = env.int("SWEEPS_KEPT_DAYS", default=90)
LEVEL_CHANGES_KEPT_DAYS = env.int("LEVEL_CHANGES_KEPT_DAYS", default=1095)
ACCESS_LOG_KEPT_DAYS = env.int("ACCESS_LOG_KEPT_DAYS", default=1825)

# Django's own default writes errors nowhere unless DEBUG is on. Everything goes to stderr; whoever starts it keeps it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.Discreet",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
