"""Accounts and kinds in Django's administration, for administrators. The access log has a page of its own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.errors import DomainError
from accounts.kinds import Kind
from accounts.models import SignInAttempt, User
from accounts.services.own_rights import refuse_own_account, refuse_own_kind


class AccountCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "full_name", "time_zone")


class AccountChangeForm(UserChangeForm):  # type: ignore[type-arg]
    actor: User

    class Meta:
        model = User
        fields = "__all__"

    def clean(self) -> dict[str, Any]:
        """Each of the reader's own rights is refused at its field."""
        values: dict[str, Any] = super().clean() or {}
        named = {"groups": "groups", "user_permissions": "permissions", "is_active": "is_active"}
        for field, word in named.items():
            if field in values:
                try:
                    refuse_own_account(actor=self.actor, account=self.instance, **{word: values[field]})
                except DomainError as refused:
                    self.add_error(field, str(refused.sentence))
        return values


class KindForm(forms.ModelForm):  # type: ignore[type-arg]
    actor: User

    class Meta:
        model = Group
        fields = ("name", "permissions")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if "permissions" in values:
            try:
                refuse_own_kind(actor=self.actor, kind=self.instance, permissions=values["permissions"])
            except DomainError as refused:
                self.add_error("permissions", str(refused.sentence))
        return values


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    """Opening and closing accounts and giving them kinds. Accounts are closed, not deleted: the log names them."""

    form = AccountChangeForm
    add_form = AccountCreationForm
    ordering = ("full_name",)
    list_display = ("full_name", "email", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("full_name", "email")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (_("Person"), {"fields": ("full_name", "time_zone")}),
        (_("What it may do"), {"fields": ("is_active", "groups", "user_permissions")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("email", "full_name", "time_zone", "usable_password", "password1", "password2"),
            },
        ),
    )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return _told_who_acts(super().get_form(request, obj, change=change, **kwargs), request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        # Whoever takes over a superuser's account has every right: only a superuser may touch one.
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)


admin.site.unregister(Group)


@admin.register(Group)
class KindAdmin(GroupAdmin):
    """What each kind may do. A user kind keeps its name: what it must never see hangs on it (`kinds.NEVER`)."""

    form = KindForm

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return _told_who_acts(super().get_form(request, obj, change=change, **kwargs), request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        is_kind = obj is not None and obj.name in set(Kind)
        return (*super().get_readonly_fields(request, obj), *(("name",) if is_kind else ()))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and obj.name in set(Kind):
            return False
        return super().has_delete_permission(request, obj)


def _told_who_acts(form: type[forms.ModelForm], request: HttpRequest) -> type[forms.ModelForm]:  # type: ignore[type-arg]
    """The form class of one request: its checks depend on who is signed in."""
    return type(form.__name__, (form,), {"actor": request.user})


@admin.register(SignInAttempt)
class SignInAttemptAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Read only: who tried to come in, from where."""

    list_display = ("at", "outcome", "account", "network_address")
    list_filter = ("outcome", "at")
    search_fields = ("account__email", "network_address")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False
