"""Who may do what, from the first migration on, and after an administrator has changed it?"""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission

from accounts import permissions
from accounts.errors import DomainError
from accounts.kinds import DEFAULTS, NEVER, Kind, default_rights
from accounts.models import HandedOutRight, User
from accounts.permissions import holds
from accounts.rights import PHRASES, Right
from accounts.services.kinds import ensure_kinds, hand_out_once, kinds_of, kinds_that_may
from tests.accounts.cast import NOW, account

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "accounts.md"
PREDICATES = {
    Right.SEE_BOARD: permissions.may_see_board,
    Right.SEE_ROSTER: permissions.may_see_roster,
    Right.SEE_ENGAGEMENTS: permissions.may_see_engagements,
    Right.CHANGE_ROSTER: permissions.may_change_roster,
    Right.CHANGE_MEMBERSHIPS: permissions.may_change_memberships,
    Right.CHANGE_IMPARTIALITY: permissions.may_change_impartiality,
    Right.GRANT_SECURITY_WAIVERS: permissions.may_grant_security_waivers,
    Right.GRANT_UNIT_WAIVERS: permissions.may_grant_unit_waivers,
    Right.SEE_REQUESTS: permissions.may_see_requests,
    Right.CHANGE_REQUESTS: permissions.may_change_requests,
    Right.SEE_RESTRICTED_PROCESSES: permissions.may_see_restricted_processes,
    Right.SHARE_VIEWS: permissions.may_share_views,
    Right.IMPORT_ROSTER: permissions.may_import,
    Right.RUN_SWEEP: permissions.may_run_sweep,
    Right.SEE_IMPARTIALITY_REASONS: permissions.may_see_impartiality_reasons,
    Right.SEE_MEDICAL_DETAIL: permissions.may_see_medical_detail,
    Right.SEE_VETTING_DETAIL: permissions.may_see_vetting_detail,
    Right.SEE_ACCESS_LOG: permissions.may_see_access_log,
    Right.ADMINISTER: permissions.may_administer,
}


def permission(right: Right) -> Permission:
    return Permission.objects.get(codename=right.value, content_type__app_label="accounts")


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_holds_its_default_rights_and_no_other(kind: Kind) -> None:
    reader = account(kind)

    assert {right for right in Right if PREDICATES[right](reader)} == default_rights(kind)


def test_every_right_has_a_predicate_and_a_phrase() -> None:
    assert set(PREDICATES) == set(Right) == set(PHRASES)


def test_every_kind_has_defaults() -> None:
    assert [defaults.kind for defaults in DEFAULTS] == list(Kind)


@pytest.mark.parametrize("right", Right)
def test_a_stranger_and_an_account_of_no_kind_hold_nothing(right: Right) -> None:
    assert not holds(AnonymousUser(), right)
    assert not holds(account(None), right)


def test_what_an_administrator_has_taken_does_not_come_back() -> None:
    officers = Group.objects.get(name=Kind.OFFICER)
    officers.permissions.remove(permission(Right.IMPORT_ROSTER))

    ensure_kinds(now=NOW)

    assert not permissions.may_import(account(Kind.OFFICER))


def test_a_right_that_comes_with_an_update_goes_to_its_default_kinds() -> None:
    # The state of a database from before the right existed: nobody holds it, and it was never handed out.
    Group.objects.get(name=Kind.HEAD_OF_UNIT).permissions.remove(permission(Right.RUN_SWEEP))
    HandedOutRight.objects.filter(code=Right.RUN_SWEEP).delete()

    ensure_kinds(now=NOW)

    assert permissions.may_run_sweep(account(Kind.HEAD_OF_UNIT))


def test_a_group_that_was_deleted_comes_back_with_its_defaults() -> None:
    Group.objects.get(name=Kind.AUDITOR).delete()

    ensure_kinds(now=NOW)

    assert permissions.may_see_access_log(account(Kind.AUDITOR))


def test_another_room_hands_out_its_permissions_once() -> None:
    grants = {Kind.HR_OFFICER: ["accounts.run_sweep"]}

    assert hand_out_once(code="room-of-this-test", grants=grants, now=NOW)
    assert not hand_out_once(code="room-of-this-test", grants={Kind.EXPERT: ["accounts.run_sweep"]}, now=NOW)
    assert permissions.may_run_sweep(account(Kind.HR_OFFICER))
    assert not permissions.may_run_sweep(account(Kind.EXPERT))


def test_a_permission_that_does_not_exist_cannot_be_handed_out() -> None:
    with pytest.raises(DomainError) as refused:
        hand_out_once(code="misspelt", grants={Kind.EXPERT: ["accounts.run_sweeep"]}, now=NOW)

    assert refused.value.code == "unknown_permission"
    # Nothing half done: the code may be handed out once it is spelt right.
    assert not HandedOutRight.objects.filter(code="misspelt").exists()


@pytest.mark.parametrize("right", NEVER)
@pytest.mark.parametrize("kind", [Kind.SECURITY_OFFICER, Kind.HEAD_OF_UNIT])
def test_whoever_decides_on_waivers_never_reads_medical_or_vetting_detail(right: Right, kind: Kind) -> None:
    decider = account(kind)
    decider.user_permissions.add(permission(right))
    reader = account(Kind.EXPERT)
    reader.user_permissions.add(permission(right))

    assert not holds(User.objects.get(pk=decider.pk), right)
    assert holds(User.objects.get(pk=reader.pk), right)


def test_medical_detail_is_given_to_nobody_by_default() -> None:
    assert kinds_that_may(Right.SEE_MEDICAL_DETAIL) == []


def test_the_kinds_that_may_follow_the_administrators_changes() -> None:
    assert kinds_that_may(Right.SEE_ACCESS_LOG) == ["Auditor"]
    Group.objects.get(name=Kind.HEAD_OF_UNIT).permissions.add(permission(Right.SEE_ACCESS_LOG))

    assert kinds_that_may(Right.SEE_ACCESS_LOG) == ["Auditor", "Head of unit"]


def test_an_account_may_be_of_several_kinds() -> None:
    reader = account(Kind.OFFICER)
    reader.groups.add(Group.objects.get(name=Kind.AUDITOR))

    assert kinds_of(reader) == ["Auditor", "Mediation support officer"]
    assert kinds_of(AnonymousUser()) == []


def test_the_document_says_who_may_what_as_the_code_does() -> None:
    head = ["Right", *(defaults.kind.value for defaults in DEFAULTS)]
    rows = [
        [str(PHRASES[right]), *("yes" if right in defaults.rights else "–" for defaults in DEFAULTS)] for right in Right
    ]
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows])

    written = re.search(r"<!-- rights -->\n(.*?)\n<!-- end -->", DOCUMENT.read_text(), re.DOTALL)

    assert written
    assert written[1] == table, f"docs/accounts.md should say:\n{table}"
