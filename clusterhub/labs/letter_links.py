"""The link by which somebody who works in a lab with her account stops its letters without signing in."""

from base64 import b32encode

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from clusterhub.labs.models import LabPerson

SALT, LETTERS = "clusterhub.labs.letters", 26


def token_of(person):
    return f"{int_to_base36(person.pk)}-{_word(person)}"


def person_of(token):
    """None for a token that we never gave, or gave to her former address."""
    number, _dash, word = token.partition("-")
    try:
        pk = base36_to_int(number)
    except ValueError:
        return None
    rows = LabPerson.objects.exclude(account=None).select_related("account", "lab__event")
    person = rows.filter(pk=pk).first() if pk < 2**63 else None
    if person is None or not constant_time_compare(word, _word(person)):
        return None
    return person


def _word(person):
    facts = f"{person.pk}:{person.account.email.casefold()}"
    digest = salted_hmac(SALT, facts, algorithm="sha256").digest()
    return b32encode(digest).decode()[:LETTERS].lower()
