"""What would be posted if a form were sent back untouched, and how are its rows put in and taken out? Text only.

Nothing here knows what the fields mean: a form is a list of names with texts.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.translation import gettext

Row = dict[str, list[str]]
"""What one row of a set of forms says: texts by the name of the field within the row."""


def typed_fields(form: forms.BaseForm) -> Row:
    """Texts by the name in the form, as the form shows them now."""
    found: Row = {}
    for field in form:
        found |= _typed(field)
    return found


def typed_rows(rows: "BaseFormSet[Any]") -> list[Row]:
    return [_within(typed_fields(form), f"{form.prefix}-") for form in rows.forms]


def rows_of(data: QueryDict, prefix: str) -> list[Row]:
    """The rows that were posted, in their order; as many as the management form says, as far as that can be read."""
    number = data.get(f"{prefix}-{forms.formsets.TOTAL_FORM_COUNT}", "")
    count = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
    everything = dict(data.lists())
    return [_within(everything, f"{prefix}-{place}-") for place in range(count)]


def with_rows(data: QueryDict, prefix: str, rows: Sequence[Row]) -> QueryDict:
    """The same with these rows in place of its own."""
    changed = QueryDict(mutable=True)
    for name, values in data.lists():
        if not name.startswith(f"{prefix}-"):
            changed.setlist(name, values)
    for place, row in enumerate(rows):
        for name, values in row.items():
            changed.setlist(f"{prefix}-{place}-{name}", values)
    changed[f"{prefix}-{forms.formsets.TOTAL_FORM_COUNT}"] = str(len(rows))
    changed[f"{prefix}-{forms.formsets.INITIAL_FORM_COUNT}"] = "0"
    return changed


def whole(form: forms.BaseForm, sets: Iterable["BaseFormSet[Any]"]) -> QueryDict:
    """A form and its sets of rows, as they would be posted."""
    data = QueryDict(mutable=True)
    for name, values in typed_fields(form).items():
        data.setlist(name, values)
    for rows in sets:
        data = with_rows(data, str(rows.prefix), typed_rows(rows))
    return data


def hide_faults(form: Any, rows: Any) -> None:
    """Show what was typed and complain of nothing: the writer is not done. Afterwards neither is valid any more."""
    form._errors = ErrorDict()
    rows._errors, rows._non_form_errors = [], ErrorList()
    for each in rows.forms:
        each._errors = ErrorDict()


def _within(values: Row, start: str) -> Row:
    return {name.removeprefix(start): texts for name, texts in values.items() if name.startswith(start)}


def _typed(field: BoundField) -> Row:
    value, widget, name = field.value(), field.field.widget, field.html_name
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, list) else widget.decompress(value) or []
        return {f"{name}_{place}": [_text(part)] for place, part in enumerate(parts)}
    if isinstance(widget, forms.SelectMultiple):
        return {name: [_text(each) for each in value or []]}
    shown: Any = widget.format_value(value)
    if isinstance(shown, list):
        shown = shown[0] if shown else ""
    return {name: [_text(shown)]}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def said(field: BoundField) -> str:
    """What the field shows, in words: the chosen words of a list, else the text."""
    texts = [each for values in _typed(field).values() for each in values if each]
    choices: dict[str, str] = {}
    for key, word in getattr(field.field, "choices", ()):
        choices[str(key)] = str(word)
    return ", ".join(choices.get(each, each) for each in texts) or gettext("empty")
