"""Which reference does the next request bear? "R-2026-041": a number a year, given out once under any concurrency."""

import unicodedata

from django.db import transaction
from django.utils.translation import gettext as _

from deployments.models import Request, RequestNumber


def take_reference(*, year: int) -> str:
    """Inside the transaction that writes the request: a request that is not written gives its number back.

    Numbers that imported requests bear are passed over.
    """
    with transaction.atomic():
        RequestNumber.objects.get_or_create(year=year)
        number = RequestNumber.objects.select_for_update().get(year=year)
        taken = set(Request.objects.filter(reference__startswith=f"R-{year}-").values_list("reference", flat=True))
        number.last += 1
        while (reference := f"R-{year}-{number.last:03d}") in taken:
            number.last += 1
        number.save(update_fields=["last"])
    return reference


PAGES = frozenset({"new", "plan"})
"""Words that stand where a reference would, in the address of a page about requests."""
PARTS = frozenset({"edit", "steps", "clock", "choose", "decide", "decisions", "candidates", "proposals"})
"""What follows a reference in the address of a part of a request; "decisions" may be followed by a number."""


def reference_fault(reference: str) -> str:
    """Why a request of this reference would have no address of its own; "" where it has one."""
    if any(unicodedata.category(each) in ("Cc", "Zl", "Zp") for each in reference):
        return _("The reference holds a line break or another character that cannot be seen. Type it anew.")
    segments = reference.split("/")
    if not {"", ".", ".."}.isdisjoint(segments):
        return _("The reference is a dot, or has nothing or a dot beside a slash. Give the request another.")
    last = segments[:-1] if segments[-1].isdecimal() and segments[-2:-1] == ["decisions"] else segments
    if reference in PAGES or (len(segments) > 1 and last[-1] in PARTS):
        return _("The reference is the address of another page. Give the request another.")
    return ""
