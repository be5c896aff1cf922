"""The word in the link to one's own registration. It is made anew from the row and the site's secret,
so that it stands in no table, and a new version of it ends the old one."""

from base64 import b32encode

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from clusterhub.events.models import Registration
from clusterhub.web.addresses import absolute
from clusterhub.web.prepared import Prepared

SALT = "clusterhub.events.registration"
LETTERS = 26  # Of five bits each: nobody tries 2 ** 130 words.


# What a token opens that stands where others see it: in the head of a letter, in a calendar program.
MAIL, CALENDAR = "mail", "calendar"


def token_of(registration):
    return f"{int_to_base36(registration.pk)}-{_word(registration)}"


def token_for(registration, purpose):
    """One that opens nothing but this."""
    return f"{int_to_base36(registration.pk)}-{_word(registration, purpose)}"


def stop_address(registration):
    """Where she stops letters to many."""
    return absolute(f"/r/{token_for(registration, MAIL)}/mail/")


def registration_of(token, by_number=None):
    """The registration that a token leads to, with its event; None for one that we never gave."""
    return _registration(token, "", by_number)


def registration_for(token, purpose):
    """The same for a token of this purpose."""
    return _registration(token, purpose, None)


def _registration(token, purpose, by_number):
    number, _dash, word = token.partition("-")
    try:
        pk = base36_to_int(number)
    except ValueError:
        return None
    registration = (by_number or _by_number)(pk) if pk < 2**63 else None
    if registration is None or not constant_time_compare(word, _word(registration, purpose)):
        return None
    return registration


_by_number = Prepared(
    lambda pk: (
        Registration.objects.select_related("event__series", "event__country", "pool")
        .filter(pk=pk)
        .order_by()
    )
).one


def _word(registration, purpose=""):
    salt = f"{SALT}.{purpose}" if purpose else SALT
    facts = (registration.pk, registration.uid, registration.address_key, registration.link_version)
    digest = salted_hmac(salt, ":".join(map(str, facts)), algorithm="sha256").digest()
    return b32encode(digest).decode()[:LETTERS].lower()
