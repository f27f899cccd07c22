"""By which rules was an answer worked out? The product's version and the rules' stamp, short, for decision records.

The stamp changes with every change of a requirement, figure, office, visa rule or travel time (`RulesVersion`).
"""

from roster.models import RulesVersion

PRODUCT_VERSION = "0.1.0"
"""As pyproject.toml says; a test holds the two together."""

STAMP_LENGTH = 12


def engine_version() -> str:
    """ "0.1.0, rules 3f2a9c4d1b7e"; "unchanged" where no rule was ever changed since the database was made."""
    stamp = RulesVersion.objects.values_list("stamp", flat=True).first()
    return f"{PRODUCT_VERSION}, rules {stamp.hex[:STAMP_LENGTH] if stamp else 'unchanged'}"
