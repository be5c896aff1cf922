"""Rich text as it may leave the house, whatever was stored."""

import nh3
from wagtail.rich_text import expand_db_html

TAGS = {"p", "br", "h3", "h4", "strong", "b", "em", "i", "ol", "ul", "li", "a", "blockquote"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}


def clean_html(stored):
    """HTML of our few elements; links to pages are resolved, scripts and styles are gone."""
    return nh3.clean(
        expand_db_html(stored),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener",
    )
