"""Which database triggers mark readiness as due when a fact changes. Decides nothing; the sweep does the looking again.

A trigger sees every way of writing (service, admin, bulk insert, plain SQL): no writer can forget to ask.
The rows of one person are locked in the order of their keys: two writers on one person then wait for each other
instead of blocking each other for ever. Writers of shared rules, who mark everybody, first wait until no writer of
people's facts is under way, and the other way round (advisory lock 72), for the same reason. The mark is the beginning
of the epoch, not the database's clock: it is due by every sweeper's clock, however far the two are apart.
"""

import pgtrigger

PERSON_IS_DUE = """
PERFORM pg_advisory_xact_lock_shared(72);
UPDATE roster_readinessstate SET next_check_at = to_timestamp(0)
 WHERE id IN (
    SELECT id FROM roster_readinessstate WHERE person_id = {row}.{column} ORDER BY id FOR UPDATE
 );
"""

EVERYBODY_IS_DUE = """
IF {changed} THEN
    PERFORM pg_advisory_xact_lock(72);
    INSERT INTO roster_rulesversion AS rules (id, number) VALUES (1, 1)
        ON CONFLICT (id) DO UPDATE SET number = rules.number + 1;
    UPDATE roster_readinessstate SET next_check_at = to_timestamp(0)
     WHERE id IN (SELECT id FROM roster_readinessstate ORDER BY id FOR UPDATE);
END IF;
RETURN NULL;
"""


def rechecks_person(column: str = "person_id", *, but_not: tuple[str, ...] = ()) -> list[pgtrigger.Trigger]:
    """Triggers for a table whose rows are facts about one person; `column` holds that person's key.

    A change of nothing but the fields in `but_not` marks nobody: no verdict rests on them.
    """
    after_write = PERSON_IS_DUE.format(row="NEW", column=column) + "RETURN NEW;"
    after_delete = PERSON_IS_DUE.format(row="OLD", column=column) + "RETURN OLD;"
    after_move = (
        f"IF OLD.{column} IS DISTINCT FROM NEW.{column} THEN {PERSON_IS_DUE.format(row='OLD', column=column)} END IF;"
        + after_write
    )
    return [
        pgtrigger.Trigger(name="recheck_added", when=pgtrigger.After, operation=pgtrigger.Insert, func=after_write),
        pgtrigger.Trigger(
            name="recheck_changed",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(exclude=list(but_not)) if but_not else pgtrigger.AnyChange(),
            func=after_move,
        ),
        pgtrigger.Trigger(name="recheck_removed", when=pgtrigger.After, operation=pgtrigger.Delete, func=after_delete),
    ]


def rechecks_everybody(*columns: str, key: str = "id") -> list[pgtrigger.Trigger]:
    """Triggers for a table on which every verdict may rest, such as requirement rules or travel times.

    `columns` are those that the rule reads, all when none is named: other names of a country change no verdict. A
    statement that changes nothing in them marks nobody, whatever it writes.
    """
    read = ", ".join((key, *columns)) if columns else "*"
    changed = f"EXISTS (SELECT {read} FROM new_rows EXCEPT SELECT {read} FROM old_rows)"  # noqa: S608
    return [
        _everybody("recheck_all_added", pgtrigger.Insert, "EXISTS (SELECT FROM new_rows)", new="new_rows"),
        _everybody("recheck_all_changed", pgtrigger.Update, changed, old="old_rows", new="new_rows"),
        _everybody("recheck_all_removed", pgtrigger.Delete, "EXISTS (SELECT FROM old_rows)", old="old_rows"),
    ]


WORDS_HAVE_CHANGED = """
PERFORM pg_advisory_xact_lock(72);
UPDATE roster_rulesversion SET number = number + 1;
RETURN NULL;
"""


def rereads_rules(*columns: str) -> list[pgtrigger.Trigger]:
    """A trigger for words that verdicts are told in, such as a place's name: nobody's verdict changes with them.

    Whoever keeps loaded rules loads them again.
    """
    return [
        pgtrigger.Trigger(
            name="reread_rules",
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf(*columns),  # type: ignore[no-untyped-call]
            condition=pgtrigger.AnyChange(*columns),
            func=WORDS_HAVE_CHANGED,
        )
    ]


def _everybody(name: str, operation: pgtrigger.Operation, changed: str, **rows: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),  # type: ignore[no-untyped-call]
        func=EVERYBODY_IS_DUE.format(changed=changed),
    )
