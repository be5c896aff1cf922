from django import template
from django.template.loader import render_to_string

from clusterhub.clock.templatetags.clock import reader_zone_of
from clusterhub.clock.zones import zone_info
from clusterhub.documents.dialect import plain
from clusterhub.web.parts import kept_article, kept_part

register = template.Library()


@register.simple_tag
def summary_row(summary):
    """One line. Lists are read far more than changed, so the same words are rendered once."""
    event, messages = summary.event, summary.key_messages or []
    return kept_part(
        "summaries/_row.html",
        url=summary.get_absolute_url(),
        title=summary.title,
        day=day_in(event.starts_at, event.time_zone) if event else None,
        series=event.series.name if event and event.series else "",
        message_count=len(messages),
        call_count=len(summary.funding or []),
        first_message=messages[0] if messages else "",
    )


@register.simple_tag(takes_context=True)
def published_article(context):
    """The whole article, rendered again when anything that it says has changed."""
    summary, event = context["summary"], context["event"]
    series = event.series if event else None
    content = [
        context["page"].content,
        [summary.pk, summary.slug, summary.published_at],
        [event.title, event.slug, event.recording_url, event.slides_url] if event else None,
        [series.name, series.slug] if series else None,
        [(each.summary.title, each.summary.slug) for each in context["cited_in"]],
        *(context[name] for name in ("doubts", "corrections", "can_edit", "is_draft")),
        reader_zone_of(context),
    ]
    return kept_article(
        content, lambda: render_to_string("summaries/_article.html", context.flatten())
    )


@register.filter
def plain_words(text):
    """A line of the dialect without its markup."""
    return plain(text)


@register.filter
def day_in(moment, zone):
    """The day of an instant where it happens."""
    return moment.astimezone(zone_info(str(zone))).date()


@register.filter
def field_id(place):
    """The place of a field as an id that links and labels can name."""
    return place.replace(".", "-")


@register.filter
def error_at(errors, place):
    return errors.get(place, "")


@register.simple_tag
def at(place, name):
    """The place of a part: "news.2" and "text" give "news.2.text"."""
    return f"{place}.{name}"
