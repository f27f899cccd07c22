"""What can an account be allowed to do? The closed list of rights; each is a Django permission."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Right(StrEnum):
    """One thing that a reader may or may not do. The value is the codename of its Django permission."""

    SEE_BOARD = "see_board"
    SEE_ROSTER = "see_roster"
    SEE_ENGAGEMENTS = "see_engagements"
    CHANGE_ROSTER = "change_roster"
    CHANGE_MEMBERSHIPS = "change_memberships"
    CHANGE_IMPARTIALITY = "change_impartiality"
    GRANT_SECURITY_WAIVERS = "grant_security_waivers"
    GRANT_UNIT_WAIVERS = "grant_unit_waivers"
    SEE_REQUESTS = "see_requests"
    CHANGE_REQUESTS = "change_requests"
    SEE_RESTRICTED_PROCESSES = "see_restricted_processes"
    SHARE_VIEWS = "share_views"
    IMPORT_ROSTER = "import_roster"
    RUN_SWEEP = "run_sweep"
    SEE_IMPARTIALITY_REASONS = "see_impartiality_reasons"
    SEE_MEDICAL_DETAIL = "see_medical_detail"
    SEE_VETTING_DETAIL = "see_vetting_detail"
    SEE_ACCESS_LOG = "see_access_log"
    ADMINISTER = "administer"

    @property
    def permission(self) -> str:
        """The name that `User.has_perm` takes, "accounts.see_board"."""
        return f"accounts.{self.value}"

    @property
    def phrase(self) -> Promise:
        """Completes the sentence "may …"."""
        return PHRASES[self]


PHRASES: dict[Right, Promise] = {
    Right.SEE_BOARD: _("see the readiness board"),
    Right.SEE_ROSTER: _("see the people on the roster"),
    Right.SEE_ENGAGEMENTS: _("see where somebody is engaged, not only that they are unavailable"),
    Right.CHANGE_ROSTER: _("change what the roster says about people"),
    Right.CHANGE_MEMBERSHIPS: _("change memberships, appointments, grades and gender"),
    Right.CHANGE_IMPARTIALITY: _("record and change impartiality flags"),
    Right.GRANT_SECURITY_WAIVERS: _("waive what a security officer may waive"),
    Right.GRANT_UNIT_WAIVERS: _("waive what the head of unit may waive"),
    Right.SEE_REQUESTS: _("see requests and the processes that they belong to"),
    Right.CHANGE_REQUESTS: _("enter and change requests and processes, and take their steps"),
    Right.SEE_RESTRICTED_PROCESSES: _("know of every restricted process without being named in it"),
    Right.SHARE_VIEWS: _("offer a saved view of the roster to everybody who may see it"),
    Right.IMPORT_ROSTER: _("import a roster workbook"),
    Right.RUN_SWEEP: _("ask for readiness to be checked again"),
    Right.SEE_IMPARTIALITY_REASONS: _("read the reasons behind impartiality flags"),
    Right.SEE_MEDICAL_DETAIL: _("read medical detail behind a clearance"),
    Right.SEE_VETTING_DETAIL: _("read vetting detail behind a clearance"),
    Right.SEE_ACCESS_LOG: _("read the access log"),
    Right.ADMINISTER: _("manage accounts and settings"),
}
