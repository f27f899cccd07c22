"""May this caller use this API view? The default permission of the API: the view's declared audience, nothing else."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.permissions import belongs_to, declared_audience

if TYPE_CHECKING:
    # The views import this module, through the setting of the default permission, while they are being imported.
    from rest_framework.views import APIView


class AudiencePermission(BasePermission):
    """Asks the same question as `accounts.middleware.AudienceMiddleware`, once the API has authenticated the caller."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        audience = declared_audience(type(view))
        return audience is not None and belongs_to(request.user, audience)
