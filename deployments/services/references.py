"""Which reference does the next request bear? "R-2026-041": a number a year, given out once under any concurrency."""

from django.db import transaction

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
