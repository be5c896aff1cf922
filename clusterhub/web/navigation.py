"""The main navigation by address name; a place that is not installed is left out."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

MAIN = [
    ("events", _("Talks & events"), "events:events"),
    ("organisations", _("Organisations"), "directory:organisations"),
    ("funding", _("Funding"), "funding:calls"),
    ("news", _("News"), "/news/"),
    ("people", _("People"), "directory:people"),
]


def main_navigation(path):
    entries = []
    for kind, label, target in MAIN:
        if address := address_of(target):
            here = path == address or path.startswith(address.rstrip("/") + "/")
            entries.append({"kind": kind, "label": label, "url": address, "is_here": here})
    return entries


def address_of(target):
    if target.startswith("/"):
        return target
    try:
        return reverse(target)
    except NoReverseMatch:
        return ""
