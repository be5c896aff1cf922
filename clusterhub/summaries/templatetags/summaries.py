from django import template

from clusterhub.clock.zones import zone_info
from clusterhub.documents.dialect import plain

register = template.Library()


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
