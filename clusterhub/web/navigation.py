"""The main navigation by address name; a place that is not installed is left out."""

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

PLACES = ["/regions/", "/countries/", "/ecosystems/", "/technologies/", "/partnerships/"]
# Kind, words, the page's name, and what else belongs there.
MAIN = [
    ("events", _("Talks & events"), "events:coming", ["/series/", "/topics/", "/labs/"]),
    ("summaries", _("Summaries"), "summaries:summaries", []),
    ("organisations", _("Organisations"), "directory:organisations", PLACES),
    ("funding", _("Funding"), "funding:calls", []),
    ("news", _("News"), "/news/", []),
    ("people", _("People"), "directory:people", []),
]


def entries():
    found = [
        {"kind": kind, "label": label, "url": address_of(target), "also": also}
        for kind, label, target, also in MAIN
    ]
    return [entry for entry in found if entry["url"]]


def kind_of(path):
    """The kind of things that this page belongs to, or nothing."""
    for entry in entries():
        if path.startswith((entry["url"], *entry["also"])):
            return entry["kind"]
    return ""


def address_of(target):
    return target if target.startswith("/") else _address_of(target, settings.ROOT_URLCONF)


@lru_cache(maxsize=256)
def _address_of(target, _urlconf):
    try:
        return reverse(target)
    except NoReverseMatch:
        return ""
