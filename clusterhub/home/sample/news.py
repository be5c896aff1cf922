"""News of the sample."""

from datetime import date, timedelta

from django.utils import timezone

from clusterhub.home.sample.files import blocks
from clusterhub.news.models import NewsPage
from clusterhub.news.operations import publish_news
from clusterhub.vocabularies.models import Topic


def load_news(by):
    known = set(NewsPage.objects.values_list("title", flat=True))
    for block in blocks("news.txt"):
        if block["title"] not in known:
            publish_news(
                title=block["title"],
                lead=block["lead"],
                body=block["body"],
                date=_day(block),
                topics=Topic.objects.filter(slug__in=block.get("topics", "").split()),
                by=by,
            )


def _day(block):
    if "date" in block:
        return date.fromisoformat(block["date"])
    return timezone.localdate() - timedelta(days=int(block["days_ago"]))
