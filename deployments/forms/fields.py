"""How are instants, shares and languages of a team typed and shown again?"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roster.filters.fields import InstantInput
from roster.forms.facts.fields import languages

EARLIEST, LATEST = 1990, 2200
PAIRS = 3


class InstantField(forms.DateTimeField):
    """An instant in the reader's zone, typed to the minute."""

    widget = InstantInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> datetime | None:
        try:
            found: datetime | None = super().clean(value)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        if found is not None and not EARLIEST <= found.year < LATEST:
            raise ValidationError(_("Choose a year between 1990 and 2199."), code="far")
        return found


def same_minute(one: Any, other: Any) -> bool:
    """Whether two instants are shown alike: what a form shows to the minute was not touched then."""
    if not isinstance(one, datetime) or not isinstance(other, datetime):
        return bool(one == other)
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def whole_number(label: Any, least: int, most: int, **kwargs: Any) -> forms.IntegerField:
    """A whole number that may be left out; whatever is wrong with it is told in one sentence."""
    wrong = _("Enter a whole number from %(least)s to %(most)s, or leave it empty.") % {"least": least, "most": most}
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, required=False, error_messages=messages, **kwargs
    )


class FixedLine(forms.Widget):
    """A line in place of a control whose value the reader may neither learn nor change: it posts nothing."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said

    def format_value(self, value: Any) -> str:  # noqa: ARG002
        return ""

    def render(
        self,
        name: str,
        value: Any,  # noqa: ARG002
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002
    ) -> SafeString:
        line = '<output id="{}">{}</output><input type="hidden" name="{}" value="">'
        return format_html(line, (attrs or {}).get("id", ""), self.said, name)


class PercentField(forms.DecimalField):
    """A share kept from 0 to 1 and typed in per cent."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=100, decimal_places=2, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{(value * 100).normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        share = super().clean(value)
        return None if share is None else (share / 100).quantize(Decimal("0.0001"))


class TeamLanguagesWidget(forms.MultiWidget):
    """Pairs of a language and a number of members."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        offered = [("", _("none")), *languages()]
        widgets: list[forms.Widget] = []
        for number in range(1, PAIRS + 1):
            named = gettext("Language %(number)s of the team") % {"number": number}
            counted = gettext("Members who speak language %(number)s") % {"number": number}
            widgets.append(forms.Select(choices=offered, attrs={"aria-label": named}))
            widgets.append(forms.NumberInput(attrs={"min": 1, "max": 30, "aria-label": counted}))
        super().__init__(widgets, attrs)

    def decompress(self, value: Mapping[str, int] | None) -> list[Any]:
        found: list[Any] = [each for pair in (value or {}).items() for each in pair]
        return (found + [None] * 2 * PAIRS)[: 2 * PAIRS]


class TeamLanguagesField(forms.MultiValueField):
    """{"fr": 2}: so many members for each of at most three languages."""

    def __init__(self, **kwargs: Any) -> None:
        parts: list[forms.Field] = []
        for _number in range(PAIRS):
            parts.append(forms.ChoiceField(choices=[("", ""), *languages()], required=False))
            parts.append(forms.IntegerField(min_value=1, max_value=30, required=False))
        super().__init__(fields=parts, require_all_fields=False, widget=TeamLanguagesWidget(), **kwargs)

    def compress(self, data_list: list[Any]) -> dict[str, int]:
        found: dict[str, int] = {}
        for code, count in zip(data_list[::2], data_list[1::2], strict=True):
            if code:
                found[code] = count or 1
            elif count:
                raise ValidationError(gettext("Choose the language for each number, or leave the number empty."))
        return found
