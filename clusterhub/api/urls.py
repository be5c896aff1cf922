from django.urls import path

from clusterhub.api.endpoints import api
from clusterhub.api.views import description, open_data, tokens, webhooks

app_name = "api"
urlpatterns = [
    path("api/", description.reference_page, name="reference"),
    path("api/v1/openapi.json", description.openapi, name="openapi"),
    path("api/v1/", api.urls),
    path("api/v1/<path:rest>", description.unknown, name="unknown"),
    path("open-data/", open_data.open_data, name="open-data"),
    path("open-data/catalogue.jsonld", open_data.catalogue_file, name="catalogue"),
    path("open-data/<str:name>", open_data.file, name="open-data-file"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revocation/", tokens.revocation, name="revocation"),
    path("account/webhooks/", webhooks.webhooks, name="webhooks"),
    path("account/webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("account/webhooks/<int:pk>/end/", webhooks.webhook_end, name="webhook-end"),
    path("account/webhooks/<int:pk>/secret/", webhooks.webhook_secret, name="webhook-secret"),
    path("account/webhooks/<int:pk>/on/", webhooks.webhook_on, name="webhook-on"),
]
