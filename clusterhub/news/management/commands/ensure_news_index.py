from django.core.management.base import BaseCommand

from clusterhub.news.operations import ensure_news_index


class Command(BaseCommand):
    help = (
        "Makes the index page of news, its site and the rights of editors where they are missing."
    )

    def handle(self, *args, **options):
        index = ensure_news_index()
        self.stdout.write(f"News stands at {index.get_url() or '/news/'}.")
