from django import template
from django.utils.safestring import mark_safe
from wagtail.images.views.serve import generate_image_url

from clusterhub.news.clean_html import clean_html

register = template.Library()


@register.filter
def cleaned(rich_text):
    """Rich text of the editing desk as safe HTML."""
    return mark_safe(clean_html(getattr(rich_text, "source", rich_text)))


@register.filter
def image_address(image, size="width-1200"):
    """Where we serve an image in this size; the address is signed and cannot be made up."""
    return generate_image_url(image, size, viewname="news:image")
