import mimetypes

from django.contrib.syndication.views import Feed
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.activity.doors import get_visible_or_404
from clusterhub.directory.views.lists import list_as_json, render_list
from clusterhub.news.forms import NewsFilters
from clusterhub.news.models import NewsPage
from clusterhub.news.shapes import linked_data, news_in_full, news_in_list

PER_PAGE = 20
NEWEST = 50


@require_safe
def news(request):
    filters, page = _filtered(request)
    context = {"page": page, "filters": filters, "can_edit": can_edit_content(request.user)}
    return render_list(request, "news", "news", context)


@require_safe
def news_json(request):
    _filters, page = _filtered(request)
    return list_as_json(request, "news", page, news_in_list)


def _filtered(request):
    visible = NewsPage.objects.visible_to(request.user)
    filters = NewsFilters(request.GET, visible)
    rows = filters.apply(visible).defer_streamfields()
    return filters, Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


@require_safe
def article(request, slug):
    page = _visible(request, slug)
    context = {
        "page": page,
        "topics": list(page.topics.all()),
        "mentions": _mentions(page, request.user),
        "linked_data": linked_data(page),
        "can_edit": can_edit_content(request.user),
    }
    return render(request, "news/news_page.html", context)


@require_safe
def article_json(request, slug):
    page = _visible(request, slug)
    mentions = _mentions(page, request.user)
    return JsonResponse(news_in_full(page, list(page.topics.all()), mentions))


def _visible(request, slug):
    return get_visible_or_404(NewsPage.objects.visible_to(request.user), slug=slug)


def _mentions(page, user):
    first = {}
    for mention in page.mentions.visible_to(user).with_summaries().order_by("pk")[:200]:
        first.setdefault(mention.summary_id, mention)
    return list(first.values())


@require_safe
def small_image(request, name):
    """The renditions that the editing desk shows; readers get theirs by signed addresses."""
    kind = mimetypes.guess_type(name)[0] or ""
    if not kind.startswith("image/") or kind == "image/svg+xml":
        raise Http404
    try:
        file = default_storage.open(f"images/{name}")
    except (OSError, ValueError, SuspiciousFileOperation) as trouble:
        raise Http404 from trouble
    return FileResponse(
        file, content_type=kind, headers={"Cache-Control": "private, max-age=86400"}
    )


class NewsFeed(Feed):
    feed_type = Atom1Feed

    def title(self):
        return _("News")

    def link(self):
        return reverse("news:news")

    def feed_url(self):
        return reverse("news:feed")

    def get_object(self, request):
        return request

    def items(self, request):
        visible = NewsPage.objects.visible_to(request.user)
        rows = NewsFilters(request.GET, visible).apply(visible)
        return rows.defer_streamfields().order_by("-first_published_at", "-pk")[:NEWEST]

    def item_title(self, page):
        return page.title

    def item_description(self, page):
        return page.lead

    def item_guid(self, page):
        return f"urn:uuid:{page.translation_key}"

    def item_pubdate(self, page):
        return page.first_published_at.astimezone(get_default_timezone())

    def item_updateddate(self, page):
        return (page.last_published_at or page.first_published_at).astimezone(
            get_default_timezone()
        )
