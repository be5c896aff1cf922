from django.urls import path

from clusterhub.api.endpoints import api
from clusterhub.api.views import description, tokens

app_name = "api"
urlpatterns = [
    path("api/", description.reference_page, name="reference"),
    path("api/v1/openapi.json", description.openapi, name="openapi"),
    path("api/v1/", api.urls),
    path("api/v1/<path:rest>", description.unknown, name="unknown"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revocation/", tokens.revocation, name="revocation"),
]
