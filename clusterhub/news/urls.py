from django.urls import path
from django.views.decorators.http import require_safe
from wagtail.images.views.serve import ServeView

from clusterhub.news import views

app_name = "news"
urlpatterns = [
    path("news/", views.news, name="news"),
    path("news.json", views.news_json, name="news-json"),
    path("news/feed.atom", require_safe(views.NewsFeed()), name="feed"),
    path(
        "news/images/<str:signature>/<int:image_id>/<str:filter_spec>/",
        ServeView.as_view(),
        name="image",
    ),
    path(
        "news/images/<str:signature>/<int:image_id>/<str:filter_spec>/<str:filename>",
        ServeView.as_view(),
    ),
    path("media/images/<str:name>", views.small_image, name="small-image"),
    path("news/<str:slug>.json", views.article_json, name="article-json"),
    path("news/<str:slug>/", views.article, name="article"),
]
