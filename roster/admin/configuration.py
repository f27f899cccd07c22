"""What all configuration pages have in common: rows that came with the product are kept, nothing is deleted in bulk."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest


class ConfigurationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A reference table. Rights come from the reader's groups; they are handed out in `roster.start_up`.

    `delivered` holds the codes that came with the product: such a row may be changed, never deleted, because the next
    migration would bring it back.
    """

    list_per_page = 50
    show_full_result_count = False
    code_field = "code"
    delivered: frozenset[str] = frozenset()

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Deleting many at once would pass by the questions asked of each."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if obj is not None and getattr(obj, self.code_field, None) in self.delivered:
            return False
        return super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """A code is for keeps: other tables, workbooks and links bear it."""
        fields = tuple(super().get_readonly_fields(request, obj))
        has_code = any(field.name == self.code_field for field in self.model._meta.fields)
        return (*fields, self.code_field) if obj is not None and has_code else fields


class FixedSetAdmin(ConfigurationAdmin):
    """A table whose rows the rule knows one by one: none is added or deleted, each may be changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False
