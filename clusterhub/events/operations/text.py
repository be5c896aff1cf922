"""Typed words before they are stored: no invisible, control or direction characters."""

from django.utils.text import slugify

from clusterhub.documents.characters import Cleaner
from clusterhub.web.addresses import followable

RESERVED_SLUGS = frozenset({"new", "past", "feed", "calendar", "coming"})


def one_line(text):
    return " ".join(Cleaner().clean(text or "").split())


def several_lines(text):
    return Cleaner().clean(text or "").strip()


def web_address(text):
    """An address that a reader may follow, or nothing: what runs instead of leading is no address."""
    return followable(one_line(text))


def free_slug(queryset, words, length):
    """An address made of `words` that no row of `queryset` has yet."""
    base = slugify(words)[: length - 6].strip("-") or "untitled"
    taken = set(queryset.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken or slug in RESERVED_SLUGS:
        number += 1
        slug = f"{base}-{number}"
    return slug
