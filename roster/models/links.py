"""Which database triggers make a person's e-mail links stop opening? Every link that was ever sent, for good.

Whoever reads the mailbox may change, or a person leave the roster: then what was sent before must open nothing. A
trigger sees every way of writing (import, service, plain SQL), so that no writer can forget to call links back.
"""

import pgtrigger

PURPOSE = "availability"
"""The links that a person gets: to their own calendar."""

CALL_BACK = """
INSERT INTO accounts_linkversion AS link (purpose, subject_id, version, changed_at)
     VALUES ('{purpose}', {row}.{column}::text, 1, now())
    ON CONFLICT (purpose, subject_id) DO UPDATE SET version = link.version + 1, changed_at = now();
RETURN {row};
"""


def calls_back_links_when_changed(column: str, *fields: str) -> pgtrigger.Trigger:
    """For a table about a person, whose key is in `column`: a change of one of the fields calls the links back."""
    return pgtrigger.Trigger(
        name="links_called_back",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*fields),
        func=CALL_BACK.format(purpose=PURPOSE, row="OLD", column=column),
    )


def calls_back_links_when_removed(column: str) -> pgtrigger.Trigger:
    """The row that entitled the person is gone."""
    return pgtrigger.Trigger(
        name="links_called_back_at_end",
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        func=CALL_BACK.format(purpose=PURPOSE, row="OLD", column=column),
    )
