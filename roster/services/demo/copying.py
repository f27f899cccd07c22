"""How do very many rows get into the tables of people's facts fast? By COPY, with the history the triggers would keep.

Only for people without a readiness state: nobody is marked as due. Every constraint holds as ever.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

Table = type[models.Model]

TRIGGERS_REST = sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER")
TRIGGERS_WORK = sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER")


@contextmanager
def triggers_at_rest(tables: Sequence[Table]) -> Iterator[None]:
    """One transaction in which no row trigger of these tables runs; other writers wait until its end.

    At the end the history of what was added is written, a statement a table.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(TRIGGERS_REST.format(_name(table)).as_string())
        newest = {table: _newest_key(table) for table in tables}
        yield
        # A table with foreign keys still to be checked cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in tables:
            _keep_history(table, added_after=newest[table])
            cursor.execute(TRIGGERS_WORK.format(_name(table)).as_string())
            # So many rows at once: the planner must not go on believing that the table is empty.
            cursor.execute(sql.SQL("ANALYZE {}").format(_name(table)).as_string())


def next_keys(table: Table, count: int) -> list[int]:
    """So many keys of the table that no other row will get."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def copy_rows(table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows in the order of `columns`; a column that is left out gets its field's default, the key its next value.

    Values are what PostgreSQL reads: a window as its text, a JSON document as its text.
    """
    blank = table()
    rest = {
        field.column: field.get_db_prep_save(field.pre_save(blank, add=True), connection)
        for field in table._meta.concrete_fields
        if field.column not in columns and not field.primary_key
    }
    names = sql.SQL(", ").join(map(sql.Identifier, [*columns, *rest]))
    defaults = tuple(rest.values())
    with (
        connection.cursor() as cursor,
        cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(_name(table), names)) as copy,
    ):
        for row in rows:
            copy.write_row((*row, *defaults))


def _name(table: Table) -> sql.Identifier:
    return sql.Identifier(table._meta.db_table)


def _newest_key(table: Table) -> int:
    newest: int | None = table._default_manager.aggregate(newest=models.Max("pk"))["newest"]
    return newest or 0


def _keep_history(table: Table, *, added_after: int) -> None:
    event = apps.get_model(table._meta.app_label, f"{table.__name__}Event")
    kept = [field.column for field in event._meta.concrete_fields if not field.name.startswith("pgh_")]
    columns = sql.SQL(", ").join(map(sql.Identifier, kept))
    statement = sql.SQL(
        "INSERT INTO {event} ({columns}, pgh_created_at, pgh_label, pgh_obj_id) "
        "SELECT {columns}, now(), 'insert', id FROM {table} WHERE id > {newest} ORDER BY id"
    ).format(event=_name(event), table=_name(table), columns=columns, newest=sql.Literal(added_after))
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string())
