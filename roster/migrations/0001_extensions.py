"""Database extensions that the roster's constraints and searches rest on: all are trusted ones of stock PostgreSQL."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [BtreeGistExtension(), TrigramExtension(), UnaccentExtension()]
