from django import template

register = template.Library()


@register.simple_tag
def lab_url(door, name, *values):
    """The address of a page of the lab, by the way that the reader came in."""
    return door.url(name, *values)
