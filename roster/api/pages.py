"""How is a page of rows told? `results`, and the addresses of the pages before and after."""

from typing import Any

from rest_framework import serializers

from accounts.api.paging import Page

LINKS = {
    "next": serializers.URLField(allow_null=True, help_text="The page after this one; null on the last."),
    "previous": serializers.URLField(allow_null=True, help_text="The page before this one; null on the first."),
}


def page_body(row: type[serializers.BaseSerializer[Any]], **more: Any) -> type[serializers.Serializer[Any]]:
    """The shape of a page of such rows, named after them: ThemeBody is listed in a ThemePage."""
    name = row.__name__.removesuffix("Body") + "Page"
    links = {key: serializers.URLField(allow_null=True, help_text=field.help_text) for key, field in LINKS.items()}
    members = {"__doc__": "One page. Follow `next` until it is null.", "results": row(many=True), **links, **more}
    return type(name, (serializers.Serializer,), members)


def told_page(page: Page[Any], row: type[serializers.BaseSerializer[Any]], **context: Any) -> dict[str, Any]:
    return {
        "results": row(page.rows, many=True, context=context).data,
        "next": page.next,
        "previous": page.previous,
    }
