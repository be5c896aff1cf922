from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class NewsConfig(AppConfig):
    name = "clusterhub.news"

    def ready(self):
        post_migrate.connect(prepare, sender=self)


def prepare(sender, using, **kwargs):
    """After every migration, and after a flush: the index page, the site and the editors' rights."""
    from clusterhub.news.operations import ensure_news_index  # The models are not loaded before.

    if "news_newsindexpage" in connections[using].introspection.table_names():
        ensure_news_index()
