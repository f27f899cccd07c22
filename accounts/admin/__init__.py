"""Accounts, kinds and partners' systems in Django's administration, without the toolkit's own pages of tokens."""

from django.contrib import admin
from oauth2_provider import admin as toolkit_pages
from oauth2_provider import models as toolkit

from accounts.admin import account, client

__all__ = ["account", "client", "toolkit_pages"]

# Tokens come and go by the hour and are bought by programs; nobody writes one by hand.
for model in (toolkit.AccessToken, toolkit.RefreshToken, toolkit.Grant, toolkit.IDToken):
    admin.site.unregister(model)
