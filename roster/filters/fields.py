"""Which values does each part of the roster's form take? Fields that say in a sentence what they refuse."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Self

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.choices import BaseChoiceIterator, normalize_choices
from django.utils.translation import gettext_lazy as _
from django_filters.utils import handle_timezone

from roster.sentences.languages import language_said

LONGEST_AHEAD = timedelta(days=730)
GRACE = timedelta(hours=1)
"""How long an instant that was chosen stays good: a form is filled in before it is sent."""


class Settled(BaseChoiceIterator):
    """Choices that were put in order once, and that every form shares instead of copying them."""

    def __init__(self, choices: list[Any]) -> None:
        self._choices = normalize_choices(choices)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._choices)

    def __len__(self) -> int:
        return len(self._choices)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self


class ChosenField(forms.MultipleChoiceField):
    """Some of a list; one that is not in it is named."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not in this list. Choose again, or choose none."),
        "invalid_list": _("Choose from this list, or choose none."),
    }


class LanguagesField(ChosenField):
    """Languages by their ISO 639 code, whether somebody on the roster speaks them or not."""

    def valid_value(self, value: str) -> bool:
        return language_said(value) != value


class CallInstantField(forms.DateTimeField):
    """When the call would come, in the reader's zone or with an offset; not before now, not beyond two years."""

    def clean(self, value: Any) -> datetime | None:
        try:
            found = super().clean(value)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        if found is None:
            return None
        instant: datetime = handle_timezone(found, False) if timezone.is_naive(found) else found
        now = timezone.now()
        if instant < now - GRACE:
            raise ValidationError(_("This instant is over. Leave it empty for a call that comes now."), code="over")
        if instant > now + LONGEST_AHEAD:
            raise ValidationError(_("Nobody's calendar is known that far ahead. Choose within two years."), code="far")
        return instant


class Chosen(django_filters.MultipleChoiceFilter):  # type: ignore[misc]
    field_class = ChosenField

    def __init__(self, **options: Any) -> None:
        super().__init__(method="keep", widget=forms.CheckboxSelectMultiple, **options)


class Languages(Chosen):
    field_class = LanguagesField


class CallInstant(django_filters.Filter):  # type: ignore[misc]
    field_class = CallInstantField


class InstantInput(forms.DateTimeInput):
    """A day and a time; browsers bring their own calendar and clock."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")
