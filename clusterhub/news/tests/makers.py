from itertools import count

from clusterhub.news.models import NewsIndexPage, NewsPage
from clusterhub.news.operations import publish_news

_numbers = count(1)


def make_news(is_published=True, **changes):
    """A published news item; unpublished is a draft as the editing desk leaves it."""
    values = {"title": f"News {next(_numbers)}", "lead": "In one line.", "body": "Some words."}
    if is_published:
        return publish_news(by=None, **(values | changes))
    draft = NewsPage(title=changes["title"], lead="In one line.", date="2026-01-01", live=False)
    return NewsIndexPage.objects.get().add_child(instance=draft)
