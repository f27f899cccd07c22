"""What may be recorded of a mandate as an envoy? The same mandate once at a time."""

from datetime import datetime

from django.utils.translation import gettext as _

from roster.models import EnvoyAppointment
from roster.services.editing.outcomes import Author, Refusal


def refuse_appointment(
    row: EnvoyAppointment, _before: EnvoyAppointment | None, _author: Author, _now: datetime
) -> list[Refusal]:
    same = EnvoyAppointment.objects.filter(person_id=row.person_id, title=row.title, mandate=row.mandate)
    same = same.exclude(pk=row.pk)
    twice = same.filter(during__isnull=True) if row.during is None else same.filter(during__overlap=row.during)
    if twice.exists():
        return [Refusal("twice", _("This appointment is recorded already for these days."), "title")]
    return []
