from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.documents.dialect import plain, render_html
from clusterhub.summaries.models import EventSummary

ENTRIES = 50


class Feed(Atom1Feed):
    content_type = "application/atom+xml; charset=utf-8"


@require_safe
def feed(request):
    address = f"{settings.BASE_URL}{reverse('summaries:summaries')}"
    feed = Feed(
        title=_("%(site)s: summaries of talks") % {"site": settings.SITE_NAME},
        link=address,
        feed_url=f"{settings.BASE_URL}{reverse('summaries:feed')}",
        description=_("What was said, as soon as it is published."),
        language="en",
    )
    published = EventSummary.objects.public().order_by("-published_at", "-pk")
    for summary in published.defer("record", "body_text")[:ENTRIES]:
        messages = summary.published_record["key_messages"]
        feed.add_item(
            title=summary.published_record["title"],
            link=f"{settings.BASE_URL}{summary.get_absolute_url()}",
            unique_id=f"{settings.BASE_URL}{summary.get_absolute_url()}",
            description=" ".join(plain(message) for message in messages)[:1000],
            content="".join(f"<p>{render_html(message)}</p>" for message in messages),
            pubdate=summary.published_at,
            updateddate=summary.updated_at,
            categories=summary.published_record["topics"][:20],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=Feed.content_type)
