"""Partners' access: which system of which organisation may ask what, until when. Registered by the OAuth toolkit."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.errors import DomainError
from accounts.models import ApiClient
from accounts.scopes import Scope
from accounts.services.clients import Admitted, refuse_scopes, renew_secret, withdraw_client

USUAL_DAYS = 365


class ApiClientForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who it is, what it may, until when. Identifier and secret are made, never typed."""

    scopes = forms.MultipleChoiceField(
        label=_("May"),
        choices=[
            (scope.value, _("%(scope)s: %(phrase)s") % {"scope": scope.value, "phrase": scope.phrase})
            for scope in Scope
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Give no more than it needs. Tokens in use lose at once what is taken away here."),
    )

    class Meta:
        model = ApiClient
        fields = ("organisation", "name", "contact", "scopes", "expires_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name" in self.fields:
            self.fields["name"].required = True
        if self.instance.pk is None and "expires_at" in self.fields:
            self.fields["expires_at"].initial = timezone.now() + timedelta(days=USUAL_DAYS)

    def clean_scopes(self) -> list[str]:
        chosen = [Scope(word) for word in self.cleaned_data["scopes"]]
        try:
            refuse_scopes(chosen)
        except DomainError as refused:
            raise forms.ValidationError(str(refused.sentence), code=refused.code) from refused
        return sorted(chosen)


class ApiClientAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A system is withdrawn by an action, never deleted. Its secret is shown on one page, once."""

    form = ApiClientForm
    list_display = ("organisation", "name", "may", "expires_at", "is_open_now", "last_asked")
    list_display_links = ("organisation", "name")
    list_filter = ("organisation",)
    search_fields = ("organisation", "name", "client_id")
    actions = ("withdraw", "give_new_secret")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiClient]:
        rows: QuerySet[ApiClient] = super().get_queryset(request)
        found: QuerySet[ApiClient] = rows.annotate(last_bought=Max("accesstoken__created"))
        return found

    def get_fields(self, request: HttpRequest, obj: ApiClient | None = None) -> tuple[str, ...]:  # noqa: ARG002
        fields = ("organisation", "name", "contact", "scopes", "expires_at")
        return fields if obj is None else (*fields, "client_id", "created", "withdrawn_at")

    def get_readonly_fields(self, request: HttpRequest, obj: ApiClient | None = None) -> tuple[str, ...]:  # noqa: ARG002
        return () if obj is None else ("client_id", "created", "withdrawn_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: ApiClient | None = None) -> bool:
        if obj is not None and obj.withdrawn_at is not None:
            return False
        return super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: ApiClient, form: Any, change: bool) -> None:
        if not change:
            obj.client_type = ApiClient.CLIENT_CONFIDENTIAL
            obj.authorization_grant_type = ApiClient.GRANT_CLIENT_CREDENTIALS
            # Kept aside for the page that follows: saving leaves only a hash on the row.
            request.secret = obj.client_secret  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: ApiClient, post_url_continue: str | None = None) -> HttpResponse:  # noqa: ARG002
        return self._show_once(request, Admitted(obj, request.secret))  # type: ignore[attr-defined]

    @admin.display(description=_("may"))
    def may(self, client: ApiClient) -> str:
        return ", ".join(client.scopes)

    @admin.display(description=_("may ask now"), boolean=True)
    def is_open_now(self, client: ApiClient) -> bool:
        return client.is_open(timezone.now())

    @admin.display(description=_("last token bought"))
    def last_asked(self, client: ApiClient) -> Any:
        return client.last_bought

    @admin.action(description=_("Withdraw access at once (for good)"), permissions=["change"])
    def withdraw(self, request: HttpRequest, chosen: QuerySet[ApiClient]) -> None:
        now = timezone.now()
        for client in chosen:
            withdraw_client(client=client, now=now)
        count = len(chosen)
        said = ngettext("%(count)s system answers nothing any more.", "%(count)s systems are answered no more.", count)
        messages.success(request, said % {"count": count})

    @admin.action(description=_("Give a new secret (the old one ends at once)"), permissions=["change"])
    def give_new_secret(self, request: HttpRequest, chosen: QuerySet[ApiClient]) -> HttpResponse | None:
        client = chosen.first()
        if client is None or chosen.count() != 1 or client.withdrawn_at is not None:
            messages.error(request, _("Choose one system that has not been withdrawn."))
            return None
        return self._show_once(request, renew_secret(client=client))

    def _show_once(self, request: HttpRequest, admitted: Admitted) -> HttpResponse:
        """In the answer itself, not behind a redirect: nothing that is kept ever holds the secret."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Access data, shown once"),
            "admitted": admitted,
        }
        answer = TemplateResponse(request, "admin/accounts/apiclient/secret.html", context)
        answer["Cache-Control"] = "no-store"
        return answer
