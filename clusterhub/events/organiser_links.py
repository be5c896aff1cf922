"""The word in the link that invites an organiser. It is made anew from the row and the site's
secret, so that it stands in no table: neither among the invitations nor among the tasks."""

from hashlib import sha256

from django.utils.crypto import salted_hmac

SALT = "clusterhub.events.organiser"


def token_of(invitation):
    words = f"{invitation.pk}:{invitation.email}:{invitation.expires_at.timestamp()}"
    return salted_hmac(SALT, words, algorithm="sha256").hexdigest()


def digest_of(token):
    return sha256(token.encode()).hexdigest()
