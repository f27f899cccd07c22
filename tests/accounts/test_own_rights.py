"""Nobody changes what they themselves may do: not by their account, not by a kind that they are of."""

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.errors import DomainError
from accounts.kinds import Kind
from accounts.models import User
from accounts.rights import Right
from accounts.services.own_rights import refuse_own_account, refuse_own_kind
from tests.accounts.cast import PASSWORD, account, signed_in
from tests.accounts.test_administration import ACCOUNTS, described

pytestmark = pytest.mark.django_db
GROUPS = "/admin/auth/group/"
SENTENCE = "Nobody changes what they themselves may do. Ask another administrator."


def permission(right: Right = Right.SEE_IMPARTIALITY_REASONS) -> Permission:
    return Permission.objects.get(codename=right.value)


def group(kind: Kind) -> Group:
    return Group.objects.get(name=kind.value)


@pytest.fixture
def administrator() -> User:
    return account(Kind.ADMINISTRATOR)


@pytest.fixture
def superuser() -> User:
    return User.objects.create_superuser("root@unit.example.org", PASSWORD, full_name="Root")


def test_an_administrator_gives_themselves_no_right(administrator: User) -> None:
    answer = signed_in(administrator).post(
        f"{ACCOUNTS}{administrator.pk}/change/", described(administrator, user_permissions=[permission().pk])
    )

    assert SENTENCE in answer.content.decode()
    assert "user_permissions" in answer.context["adminform"].errors
    assert not administrator.user_permissions.exists()


def test_an_administrator_gives_themselves_no_kind(administrator: User) -> None:
    kinds = [group(Kind.ADMINISTRATOR).pk, group(Kind.AUDITOR).pk]

    answer = signed_in(administrator).post(
        f"{ACCOUNTS}{administrator.pk}/change/", described(administrator, groups=kinds)
    )

    assert SENTENCE in answer.content.decode()
    assert [each.name for each in administrator.groups.all()] == [Kind.ADMINISTRATOR]


def test_an_administrator_does_not_close_their_own_account(administrator: User) -> None:
    answer = signed_in(administrator).post(
        f"{ACCOUNTS}{administrator.pk}/change/", described(administrator, is_active="")
    )

    assert SENTENCE in answer.content.decode()
    administrator.refresh_from_db()
    assert administrator.is_active


def test_an_administrator_gives_no_right_to_a_kind_of_their_own(administrator: User) -> None:
    own = group(Kind.ADMINISTRATOR)
    held = list(own.permissions.values_list("pk", flat=True))

    answer = signed_in(administrator).post(
        f"{GROUPS}{own.pk}/change/", {"name": own.name, "permissions": [*held, permission().pk]}
    )

    assert SENTENCE in answer.content.decode()
    assert set(own.permissions.values_list("pk", flat=True)) == set(held)


def test_a_superuser_is_no_exception(superuser: User) -> None:
    answer = signed_in(superuser).post(
        f"{ACCOUNTS}{superuser.pk}/change/", described(superuser, groups=[group(Kind.AUDITOR).pk])
    )

    assert SENTENCE in answer.content.decode()
    assert not superuser.groups.exists()


def test_one_administrator_gives_another_a_right(administrator: User) -> None:
    other = account(Kind.ADMINISTRATOR, "other@unit.example.org")

    signed_in(administrator).post(f"{ACCOUNTS}{other.pk}/change/", described(other, user_permissions=[permission().pk]))

    assert other.has_perm(Right.SEE_IMPARTIALITY_REASONS.permission)


def test_an_administrator_gives_a_right_to_a_kind_of_others(administrator: User) -> None:
    officers = group(Kind.OFFICER)
    held = list(officers.permissions.values_list("pk", flat=True))

    signed_in(administrator).post(
        f"{GROUPS}{officers.pk}/change/", {"name": officers.name, "permissions": [*held, permission().pk]}
    )

    assert officers.permissions.filter(pk=permission().pk).exists()


def test_the_name_of_a_kind_stays_because_what_it_must_never_see_hangs_on_it(administrator: User) -> None:
    officers = group(Kind.OFFICER)

    signed_in(administrator).post(f"{GROUPS}{officers.pk}/change/", {"name": "Renamed"})

    officers.refresh_from_db()
    assert officers.name == Kind.OFFICER


def test_what_does_not_change_is_not_refused(administrator: User) -> None:
    signed_in(administrator).post(
        f"{ACCOUNTS}{administrator.pk}/change/", described(administrator, full_name="A New Name")
    )

    administrator.refresh_from_db()
    assert administrator.full_name == "A New Name"


def test_the_service_refuses_it_whoever_asks(administrator: User) -> None:
    with pytest.raises(DomainError) as refused:
        refuse_own_account(actor=administrator, account=administrator, permissions=[permission()])
    assert refused.value.code == "own_rights"

    with pytest.raises(DomainError) as refused:
        refuse_own_kind(actor=administrator, kind=group(Kind.ADMINISTRATOR), permissions=[])
    assert refused.value.code == "own_rights"

    # Not their own: nothing is refused.
    refuse_own_account(actor=administrator, account=account(Kind.OFFICER), groups=[], is_active=False)
    refuse_own_kind(actor=administrator, kind=group(Kind.OFFICER), permissions=[])
