"""News as JSON and as linked data; docs/guides/news.md names the fields."""

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape

from clusterhub.news.clean_html import clean_html
from clusterhub.web.addresses import absolute


def news_in_list(page):
    return {
        "title": page.title,
        "url": absolute(page.get_absolute_url()),
        "json_url": absolute(reverse("news:article-json", args=[page.slug])),
        "date": page.date,
        "lead": page.lead,
    }


def news_in_full(page, topics, mentions):
    return {
        **news_in_list(page),
        "body_html": "\n".join(_block_html(block) for block in page.body),
        "topics": [{"slug": topic.slug, "name": topic.name} for topic in topics],
        "source_url": page.safe_source_url,
        "published_at": page.first_published_at,
        "updated_at": page.last_published_at,
        "named_in": [
            {"title": str(mention.summary), "url": absolute(mention.summary.get_absolute_url())}
            for mention in mentions
        ],
    }


def linked_data(page):
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.lead,
        "url": absolute(page.get_absolute_url()),
        "datePublished": (page.first_published_at or page.date).isoformat(),
        "dateModified": (page.last_published_at or page.date).isoformat(),
        "publisher": {
            "@type": "Organization",
            "name": settings.SITE_NAME,
            "url": settings.BASE_URL,
        },
    }


def _block_html(block):
    if block.block_type == "text":
        return clean_html(block.value.source)
    if block.block_type == "quote":
        who = f"<footer>{escape(block.value['who'])}</footer>" if block.value["who"] else ""
        return f"<blockquote><p>{escape(block.value['text'])}</p>{who}</blockquote>"
    if block.block_type == "links":
        items = (
            f'<li><a href="{escape(link["url"])}">{escape(link["label"])}</a></li>'
            for link in block.value
        )
        return clean_html(f"<ul>{''.join(items)}</ul>")
    return f"<p>{escape(block.value['caption'])}</p>" if block.value["caption"] else ""
