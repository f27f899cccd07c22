"""Who looked at which list of people? One row a page, not one a person: its query tells again who stood in it."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.access import record_access
from roster.filters import PeopleFilter
from roster.sentences.listing import told
from roster.services.saved_view import canonical

LIST = "people_list"


def log_list(request: HttpRequest, chosen: PeopleFilter, query: str, *, who: str = "") -> None:
    """`query` is the address of the list; `who` the name that somebody asked about and did not find in it."""
    if not isinstance(request.user, User):
        return
    words = "; ".join(each.word for each in told(chosen)) or _("everybody")
    said = {"who": who, "what": words}
    record_access(
        actor=request.user,
        subject_kind=LIST,
        subject_id="",
        label=_("Not in the list: %(who)s; %(what)s") % said if who else _("Roster list: %(what)s") % said,
        now=chosen.now,
        reason=canonical(query) or _("everybody"),
    )
