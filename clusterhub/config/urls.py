"""Addresses of the whole site; Wagtail's catch-all comes last."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from clusterhub.web.media import media

urlpatterns = [
    path("", include("clusterhub.home.urls")),
    path("", include("clusterhub.api.urls")),
    path("", include("clusterhub.web.urls")),
    path("", include("clusterhub.events.urls")),
    path("", include("clusterhub.summaries.urls")),
    path("", include("clusterhub.applications.urls")),
    path("", include("clusterhub.matchmaking.urls")),
    path("", include("clusterhub.labs.urls")),
    path("", include("clusterhub.directory.urls")),
    path("", include("clusterhub.applications.urls.evaluation")),
    path("", include("clusterhub.funding.urls")),
    path("", include("clusterhub.news.urls")),
    path("account/", include("clusterhub.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("media/<path:path>", media, name="media"),
    path("staff/", admin.site.urls),
    path("editing/", include(wagtailadmin_urls)),
    path("files/", include(wagtaildocs_urls)),
    # Wagtail's second door with a password and without limits.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("", include(wagtail_urls)),
]

if settings.ANYMAIL.get("WEBHOOK_SECRET"):  # Before Wagtail's catch-all.
    urlpatterns.insert(0, path("mail-events/", include("anymail.urls")))

handler400 = "clusterhub.web.views.bad_request"
handler403 = "clusterhub.web.views.forbidden"
handler404 = "clusterhub.web.views.not_found"
handler500 = "clusterhub.web.views.server_error"
