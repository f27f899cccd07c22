"""The tables of a workbook that are about work: the standing team's seats and the requests. Registered at start-up.

`roster` reads the workbook and asks here what its rows would change; it never names this room.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.db import DatabaseError, transaction

from deployments.loaders.importing import REQUEST, load_holdings, load_requests, seat_themes
from deployments.services.import_refusals import load_kept_apart
from deployments.services.imported_rows import write_requests, write_standby
from roster.importing.differences import (
    Change,
    Difference,
    Held,
    Known,
    Outcome,
    Refusal,
    Value,
    Wanted,
    Write,
    out_of_limits,
)
from roster.importing.differences_identity import PeopleIndex
from roster.importing.differences_matching import changes_of, match, text_of, window_in, write_for
from roster.importing.differences_subjects import subject_of_held
from roster.importing.differences_table import outcome_of, refusal
from roster.importing.differences_windows import Days, days_text
from roster.importing.records import LeadActorSpell, Record, RequestRecord, StandbyRecord
from roster.loaders.importing import limits_of
from roster.services.importing.writing import raise_if_lost, sentence_for
from roster.windows import Window

Writer = Callable[[Sequence[Difference]], None]


class StandbyTable:
    """Seats and who holds them. A seat is made when it is first named; a holding is known by seat and overlap."""

    def plan(
        self, records: Sequence[Record], people: PeopleIndex, known: Known, *, for_writing: bool = False
    ) -> list[Difference]:
        """See `RoomTable.plan`. Two holders of one seat at a time are refused; what the roster holds stands."""
        rows = [record for record in records if isinstance(record, StandbyRecord)]
        held = load_holdings(for_writing=for_writing)
        themes: dict[str, Value] = dict(seat_themes())
        settled: dict[int, Difference] = {}
        wanted: dict[int, Wanted] = {}
        for place, record in enumerate(rows):
            meant = _holding(record, people, known, themes)
            if isinstance(meant, Refusal):
                settled[place] = refusal("standby", record, "", meant)
            else:
                themes.setdefault(record.seat, known.themes[record.theme])
                wanted[place] = meant
        places = list(wanted)
        found, unmentioned = match([wanted[place] for place in places], held)
        people_names: dict[tuple[str, Value], str] = {
            (column, entry.pk): entry.name for entry in people.everybody() for column in PEOPLE_COLUMNS
        }
        known = replace(known, names={**known.names, **people_names})
        taken = _windows_by_seat(held)
        made = dict(seat_themes())
        for place, row in sorted(zip(places, found, strict=True), key=lambda pair: pair[1] is None):
            settled[place] = _planned_holding(rows[place], wanted[place], row, taken, made, known)
        return [settled[place] for place in sorted(settled)] + _absent("standby", unmentioned, known)

    def write(self, differences: Sequence[Difference]) -> Mapping[int, str]:
        return _carry_out(differences, write_standby)


class RequestTable:
    """Requests, known by their reference, with their processes."""

    def plan(
        self, records: Sequence[Record], _people: PeopleIndex, known: Known, *, for_writing: bool = False
    ) -> list[Difference]:
        """See `RoomTable.plan`. Countries are added to a request, never taken away."""
        rows = [record for record in records if isinstance(record, RequestRecord)]
        held = {str(row.values["reference"]): row for row in load_requests(for_writing=for_writing)}
        known = replace(known, limits={**known.limits, "request": limits_of(REQUEST)})
        said: dict[str, str] = {}
        kept_apart = load_kept_apart()
        differences = []
        for record in rows:
            if refused := kept_apart.refusal_of(record):
                differences.append(refusal("requests", record, "", refused))
                held.pop(record.ref, None)
                continue
            if record.ref in said:
                why = f"Row {said[record.ref]} has the same reference. Give one of the two another."
                differences.append(refusal("requests", record, "", Refusal("request.duplicate-ref", why)))
                continue
            said[record.ref] = record.at
            differences.append(_planned_request(record, held.pop(record.ref, None), known))
        return differences + _absent("requests", list(held.values()), known)

    def write(self, differences: Sequence[Difference]) -> Mapping[int, str]:
        return _carry_out(differences, write_requests)


PEOPLE_COLUMNS = ("holder_id", "backup_id")


def _holding(record: StandbyRecord, people: PeopleIndex, known: Known, themes: Mapping[str, Value]) -> Wanted | Refusal:
    theme = known.themes.get(record.theme)
    if theme is None:
        return Refusal("theme.unknown", f"The roster has no theme “{record.theme}”. Add it under Administration.")
    if themes.get(record.seat, theme) != theme:
        why = f"Seat {record.seat} belongs to another theme. Correct the workbook, or change the seat on the roster."
        return Refusal("seat.other-theme", why)
    days = Days(record.from_date, record.to_date, ends=record.to_date is not None)
    if days.are_reversed:
        return Refusal("range.end-before-start", "The end lies before the start. Correct one of the two dates.")
    stated: dict[str, Value | Days] = {"during": days, "holder_id": None}
    for column, reference in zip(PEOPLE_COLUMNS, (record.holder, record.backup), strict=True):
        if reference is None:
            continue
        entry = people.find(reference)
        if entry is None:
            return Refusal("person.unknown", f"Nobody on the roster has the number {reference}; settle that row first.")
        stated[column] = entry.pk
    if len(record.seat) > LONGEST_SEAT:
        return Refusal("value.too-long", f"A seat's code has at most {LONGEST_SEAT} characters.")
    return Wanted("holding", {"seat": record.seat}, stated, {"backup_id": None})


LONGEST_SEAT = 40


def _planned_holding(
    record: StandbyRecord,
    wanted: Wanted,
    held: Held | None,
    taken: dict[str, dict[int | str, Window]],
    made: dict[str, int],
    known: Known,
) -> Difference:
    window = window_in(wanted.meant(held.values if held else {}), "during")
    windows = taken[record.seat]
    for other, theirs in windows.items():
        if window is not None and theirs.overlaps(window) and not (held and other == held.pk):
            why = f"The seat is held from {days_text(theirs)} already. Correct the dates."
            return refusal("standby", record, "", Refusal("seat.held-twice", why))
    if window is not None:
        windows[held.pk if held else record.at] = window
    writes: list[Write] = []
    if record.seat not in made:
        made[record.seat] = known.themes[record.theme]
        writes.append(Write("seat", None, {"code": record.seat, "theme_id": known.themes[record.theme]}))
    write = write_for(wanted, held)
    changes = tuple(changes_of(wanted, write, held, known)) if write else ()
    writes += [write] if write else []
    subject = f"{record.seat}, {record.theme}"
    outcome = outcome_of(held, writes)
    return Difference("standby", record.at, outcome, subject, changes=changes, writes=tuple(writes))


def _windows_by_seat(held: Sequence[Held]) -> dict[str, dict[int | str, Window]]:
    taken: dict[str, dict[int | str, Window]] = defaultdict(dict)
    for row in held:
        if window := window_in(row.values, "during"):
            taken[str(row.values["seat"])][row.pk] = window
    return taken


def _planned_request(record: RequestRecord, held: Held | None, known: Known) -> Difference:
    countries = [known.countries.get(each) for each in record.countries]
    if None in countries:
        unknown = record.countries[countries.index(None)]
        why = f"The roster has no country “{unknown}”. Load the reference data."
        return refusal("requests", record, "", Refusal("country.unknown", why))
    wanted = _request(record)
    if problem := out_of_limits(wanted, known):
        return refusal("requests", record, "", problem)
    write = write_for(wanted, held)
    writes = [write] if write else []
    changes = list(changes_of(wanted, write, held, known)) if write else []
    had = held.values["countries"] if held else ()
    had = had if isinstance(had, tuple) else ()
    more = tuple(dict.fromkeys(each for each in countries if each is not None and each not in had))
    if more:
        writes.append(Write("request_countries", None, {"reference": record.ref, "countries": more}))
        if held:
            named = [text_of("country_id", each, known.names) for each in (*had, *more)]
            was = [text_of("country_id", each, known.names) for each in had]
            changes.append(Change("countries", ", ".join(was), ", ".join(named)))
    outcome = outcome_of(held, writes)
    return Difference("requests", record.at, outcome, record.ref, changes=tuple(changes), writes=tuple(writes))


def _request(record: RequestRecord) -> Wanted:
    stated: dict[str, Value | Days] = {
        "requester": record.requester,
        "process": record.process,
        "kind": record.kind,
        "modality": record.modality,
        "lead_actor": record.lead_actor,
        "lead_actor_history": tuple(_spell(each) for each in record.lead_actor_history) or None,
        "received_at": record.received,
        "approved_at": record.approved,
        "activated_at": record.activated,
        "departed_at": record.departed,
        "arrived_at": record.arrived,
        "slots_wanted": record.slots_wanted,
        "slots_filled": record.slots_filled,
        "state": record.outcome,
    }
    texts = ("requester", "kind", "modality", "lead_actor", "state")
    defaults: dict[str, Value] = {**dict.fromkeys(stated), **dict.fromkeys(texts, ""), "lead_actor_history": ()}
    said = {column: value for column, value in stated.items() if value is not None}
    return Wanted("request", {"reference": record.ref}, said, defaults)


def _spell(spell: LeadActorSpell) -> str:
    """As `deployments.loaders.importing` reads it back: actor, first day, last day."""
    days = (day.isoformat() if day else "" for day in (spell.from_date, spell.to_date))
    return " · ".join((spell.actor, *days))


def _absent(table: str, unmentioned: Sequence[Held], known: Known) -> list[Difference]:
    why = "The workbook does not mention it; it stays."
    return [
        Difference(table, "", Outcome.ABSENT, subject_of_held(row, known.names), "", "row.absent", why)
        for row in unmentioned
    ]


def _carry_out(differences: Sequence[Difference], write: Writer) -> Mapping[int, str]:
    """All at once while that goes well, else one by one, so that one bad row does not stop the others."""
    try:
        with transaction.atomic():
            write(differences)
    except DatabaseError as lost:
        raise_if_lost(lost)
        failed: dict[int, str] = {}
        for place, each in enumerate(differences):
            try:
                with transaction.atomic():
                    write([each])
            except DatabaseError as failure:
                raise_if_lost(failure)
                failed[place] = sentence_for(failure)
        return failed
    return {}
