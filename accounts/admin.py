"""Accounts and kinds in Django's administration, for administrators. The access log has a page of its own."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import SignInAttempt, User


class AccountCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "full_name", "time_zone")


class AccountChangeForm(UserChangeForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = "__all__"


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

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        # Whoever takes over a superuser's account has every right: only a superuser may touch one.
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)


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
