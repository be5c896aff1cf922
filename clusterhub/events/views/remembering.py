"""What a browser brings along from the form to the page that follows, so that this page says the
same to whoever registers an address, whether that is registered already or not."""

import secrets

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE, SALT, SECONDS = "registered", "clusterhub.events.registered", 7200


def remember(response, event, facts):
    facts = signing.dumps(facts | {"event": event.pk}, salt=SALT)
    response.set_cookie(
        COOKIE, facts, max_age=SECONDS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def remembered(request, event):
    """What was brought along for this event, or an empty dict."""
    try:
        facts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return {}
    return facts if facts.get("event") == event.pk else {}


def mark_of(registration):
    """Says to us, and to nobody else, that this browser made this registration. Where it made none,
    because the address is registered, `registration` is None and the mark is a random word."""
    if registration is None:
        return secrets.token_hex(16)
    digest = salted_hmac(SALT, str(registration.uid), algorithm="sha256").hexdigest()
    return digest[:32]


def is_marked(facts, registration):
    return constant_time_compare(facts.get("mark", ""), mark_of(registration))
