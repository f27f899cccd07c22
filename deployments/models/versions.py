"""Which database trigger counts the versions of a row? Every way of writing counts, so that none can forget to."""

import pgtrigger


def counts_versions() -> pgtrigger.Trigger:
    """`version` becomes one more than it was with every change of the row, whatever the writer says it is."""
    return pgtrigger.Trigger(
        name="version_rises",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.*"),
        func="NEW.version = OLD.version + 1; RETURN NEW;",
    )
