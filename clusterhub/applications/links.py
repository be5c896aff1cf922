"""The words in the links that invite: to the team of an application, and to confirm as a partner.
Made anew from the row and the site's secret, kept in no table; a new version ends the old link."""

from base64 import b32encode

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from clusterhub.applications.models import Member, Partner

LETTERS = 26  # Of five bits each.


def token_of(row):
    return f"{int_to_base36(row.pk)}-{_word(row)}"


def member_behind(token):
    return _behind(Member.objects.select_related("application__hosted__call", "invited_by"), token)


def partner_behind(token):
    rows = Partner.objects.select_related("application__hosted__call", "application__form")
    return _behind(rows, token)


def _behind(rows, token):
    number, _dash, word = token.partition("-")
    try:
        pk = base36_to_int(number)
    except ValueError:
        return None
    row = rows.filter(pk=pk).first() if pk < 2**63 else None
    if row is None or not constant_time_compare(word, _word(row)):
        return None
    return row


def _word(row):
    address = row.address_key if isinstance(row, Member) else row.contact_email.casefold()
    facts = f"{row.pk}:{address}:{row.application_id}:{row.link_version}"
    salt = f"clusterhub.applications.{row._meta.model_name}"
    digest = salted_hmac(salt, facts, algorithm="sha256").digest()
    return b32encode(digest).decode()[:LETTERS].lower()
