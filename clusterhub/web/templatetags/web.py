"""Tags for pages: what they tell search engines, icons, fields, page numbers, navigation."""

import json
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from clusterhub.web import bundles, navigation, parts
from clusterhub.web.addresses import page_address
from clusterhub.web.context import site
from clusterhub.web.forms import kept_field
from clusterhub.web.icons import PATHS
from clusterhub.web.preferences import THEMES

register = template.Library()

SILENT = mark_safe('aria-hidden="true"')
HTML_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.inclusion_tag("web/_page_meta.html", takes_context=True)
def page_meta(context, title="", description="", image="", type="website", canonical=""):
    """Title, description, canonical address and Open Graph; all text is shortened and escaped."""
    request = context.get("request")
    path = canonical or (request.path if request else "/")
    site = context.get("site") or {"name": settings.SITE_NAME}
    return {
        "title": _shortened(title, 110),
        "og_title": _shortened(title or site["name"], 110),
        "description": _shortened(" ".join(str(description).split()), 200),
        "image": absolute(image) if image else "",
        "type": type,
        "canonical": absolute(path),
        "site": site,
    }


def _shortened(text, most):
    # Django looks for letters that count as none, which takes long and matters for long texts alone.
    return text if len(text := str(text)) <= most else Truncator(text).chars(most)


def absolute(address):
    address = str(address)
    return address if "://" in address else f"{settings.BASE_URL}/{address.lstrip('/')}"


@register.simple_tag
def json_ld(data):
    """Linked data for search engines; nothing in it can end the script element."""
    text = json.dumps(data, ensure_ascii=False, default=str).translate(HTML_IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.simple_tag
def icon(name, label=""):
    """A small drawing; without a label it is hidden from screen readers."""
    return _icon(name, str(label))


@lru_cache(maxsize=512)
def _icon(name, label):
    spoken = format_html('role="img" aria-label="{}"', label) if label else SILENT
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" {}><path d="{}"/></svg>', spoken, PATHS[name]
    )


@register.simple_tag(takes_context=True)
def site_facts(context):
    """Our `site`, also where a view of another package has put its own under that name."""
    return site(context["request"])["site"]


@register.simple_tag
def stylesheet():
    address = reverse("web:stylesheet", args=[bundles.stylesheet().version])
    return format_html('<link rel="stylesheet" href="{}">', address)


@register.simple_tag
def script():
    address = reverse("web:script", args=[bundles.script().version])
    return format_html('<script type="module" src="{}"></script>', address)


register.simple_tag(parts.kept_part)
# `{% slug_url "events:event-ics" event.slug %}`: like `url`, which looks through all addresses each time.
register.simple_tag(page_address, name="slug_url")
register.simple_tag(kept_field)
register.simple_tag(navigation.entries, name="main_navigation")
register.filter(parts.day_words)


@register.simple_tag(takes_context=True)
def kind_of_page(context):
    request = context.get("request")
    return navigation.kind_of(request.path) if request else ""


@register.simple_tag
def address_of(name):
    """The address of a named page, or nothing where that page is not installed."""
    return navigation.address_of(name)


@register.simple_tag
def account_links(user):
    """The menu of an account without its name: the same for all who hold the same roles."""
    roles, path = tuple(sorted(user.roles)), "web/_account_links.html"
    return parts.kept_part(path, roles=roles, is_staff=user.is_staff)


@register.simple_tag(takes_context=True)
def kept_pagination(context, page):
    """The links to the other pages of a list, drawn once for all who chose the same."""
    request, numbers = context["request"], (page.number, page.paginator.num_pages)
    values = {"page": page, "label": ""}
    return parts.kept_article(
        ("pagination", request.GET.urlencode(), numbers),
        lambda: render_to_string("web/components/pagination.html", values, request),
    )


@register.simple_tag
def theme_choices():
    return THEMES.items()


@register.simple_tag
def field(bound_field, label="", hint=""):
    """One form field as the design system shows it, with other words where the page needs them."""
    bound_field.label = label or bound_field.label
    bound_field.help_text = hint or bound_field.help_text
    # Forms of others repeat their label there, in words of their own.
    bound_field.field.widget.attrs.pop("placeholder", None)
    return bound_field.as_field_group()


@register.filter
def is_choice(bound_field):
    """A single box to tick: its label stands at its right."""
    return (
        getattr(bound_field.field.widget, "input_type", "") == "checkbox"
        and not bound_field.use_fieldset
    )


@register.simple_tag
def elided_pages(page):
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def labelled(row, columns):
    """Each cell of a row with its column, for tables that become cards on a phone."""
    return list(zip(columns, row, strict=True))


@register.filter
def message_state(level):
    """Django's name of a message's level as one of our four states."""
    return {"success": "good", "warning": "warning", "error": "danger"}.get(level, "neutral")
