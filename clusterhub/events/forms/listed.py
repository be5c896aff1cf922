"""Whom somebody means by a name: one that is listed and called exactly so."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from clusterhub.directory.models import Organisation, Person


def listed_organisation(words):
    found = _one(Organisation.objects.all(), words)
    if found is None:
        raise ValidationError(_("No listed organisation has exactly this name."))
    return found


def listed_person(words):
    found = _one(Person.objects.all(), words)
    if found is None:
        raise ValidationError(_("Nobody who is listed has exactly this name."))
    return found


def _one(rows, words):
    """By name, or by the last part of the address of the page, which tells namesakes apart."""
    words = " ".join(words.split())
    listed = rows.exclude(published_at=None)
    by_address = listed.filter(slug=words.rstrip("/").rpartition("/")[2].lower()[:100]).first()
    named = listed.filter(Q(name__iexact=words))[:2]
    return by_address or (named[0] if len(named) == 1 else None)
