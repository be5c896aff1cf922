from django.contrib.sitemaps import views as sitemap_views
from django.urls import path
from django.views.decorators.http import require_safe

from clusterhub.home.sitemaps import SITEMAPS
from clusterhub.home.views import condition, front, my_page, pages, search

app_name = "home"
urlpatterns = [
    path("", front.front_page, name="front"),
    path("my/", my_page.my_page, name="my-page"),
    path("search/", search.search, name="search"),
    path("healthz", condition.healthz, name="healthz"),
    path("status/", condition.status, name="status"),
    path("outbox/", condition.outbox, name="outbox"),
    path("about/accessibility/", pages.accessibility, name="accessibility"),
    path("about/privacy/", pages.privacy, name="privacy"),
    path("about/terms/", pages.terms, name="terms"),
    path("feeds/", pages.feeds, name="feeds"),
    path("robots.txt", pages.robots, name="robots"),
    path(
        "sitemap.xml",
        require_safe(sitemap_views.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "home:sitemap-section"},
        name="sitemap",
    ),
    path(
        "sitemap-<section>.xml",
        require_safe(sitemap_views.sitemap),
        {"sitemaps": SITEMAPS},
        name="sitemap-section",
    ),
]
