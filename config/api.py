"""How are programs answered? The settings of the API's libraries; nothing here differs from place to place."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.permissions.ScopePermission"],
    "DEFAULT_THROTTLE_CLASSES": ["accounts.api.throttling.CallerThrottle"],
    "DEFAULT_PARSER_CLASSES": ["accounts.api.parsers.BodyParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "accounts.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "accounts.api.problems.answer_problem",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Roster",
    "VERSION": "1.0",
    "DESCRIPTION": (
        "Who could be where, when, and why not: the roster of a mediation support unit for partners' systems. "
        "Errors are application/problem+json with a stable code. Instants are ISO 8601, told in UTC. "
        "docs/api.md has examples."
    ),
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "Condition": "deployments.api.feasibility_question.STATES",
        "SupportRole": "deployments.api.slot_bodies.ROLES",
        "SeatKind": "deployments.api.slot_bodies.KINDS",
        "Delivery": "deployments.api.feasibility_question.DELIVERIES",
        "TeamVerdict": "deployments.api.team_bodies.VERDICTS",
        "TeamRule": "deployments.api.team_bodies.RULES",
        "VerdictLevel": "roster.api.verdict.LEVELS",
        "BookingKind": "roster.api.booking_bodies.KINDS",
        "ToldKind": "roster.api.booking_bodies.TOLD_KINDS",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "accounts.api.schema_frame.add_frame",
    ],
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "accounts.ApiClient"
OAUTH2_PROVIDER = {
    # Clients' own credentials and nothing else: no account's rights are ever handed to a partner's system.
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",
    "SCOPES_BACKEND_CLASS": "accounts.oauth.ClientScopes",
    "APPLICATION_ADMIN_CLASS": "accounts.admin.client.ApiClientAdmin",
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    **{
        f"COMPLIANT_BCP_RFC9700_{name}": True
        for name in (
            "IMPLICIT_GRANT",
            "PASSWORD_GRANT",
            "PKCE_METHOD",
            "ACCESS_TOKEN_TRANSPORT",
            "AUTHZ_RESPONSE_ISS",
            "TOKEN_STORAGE",
            "REFRESH_TOKEN",
            "REDIRECT_URI_SCHEME",
            "REDIRECT_URI_MATCHING",
            "PKCE_REQUIRED",
        )
    },
}
