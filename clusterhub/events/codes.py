"""The code beside the link. It is made from the row's seed and the site's secret: it stands in no
table, and a new seed ends the old code."""

import secrets
import unicodedata

from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "clusterhub.events.code"
FIGURES = 6


def new_seed():
    return secrets.token_hex(16)


def code_of(registration):
    """ "482913", or nothing where no code is of use any more."""
    if not registration.code_seed:
        return ""
    facts = f"{registration.uid}:{registration.code_seed}"
    digest = salted_hmac(SALT, facts, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**FIGURES:0{FIGURES}}"


def in_groups(code):
    """ "482 913", as one reads it aloud."""
    return f"{code[:3]} {code[3:]}" if code else ""


def fits(registration, typed):
    code = code_of(registration)
    figures = "".join(str(unicodedata.digit(sign)) for sign in typed if sign.isdigit())
    return bool(code) and constant_time_compare(figures, code)
