"""The word in the link with which an administrator says that her organisation's profile is still
true. It is signed for that organisation, that person and that date, so it works once."""

from datetime import datetime, timedelta

from django.core import signing

SALT = "clusterhub.directory.confirmation"
HOLDS = timedelta(days=60)


def since(organisation):
    """From when a profile counts as not confirmed: its people's last word, else its listing."""
    return organisation.confirmed_at or organisation.published_at


def token_of(organisation, person):
    return signing.dumps([organisation.pk, person.pk, since(organisation).isoformat()], salt=SALT)


def read(token):
    """Number of the organisation, number of the person, and the date that is answered.

    Raises BadSignature, or SignatureExpired, which is one.
    """
    organisation, person, at = signing.loads(token, salt=SALT, max_age=HOLDS)
    return organisation, person, datetime.fromisoformat(at)
