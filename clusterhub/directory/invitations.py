"""The word in an invitation's link. It is made anew from the row and the site's secret, so that
it stands in no table: neither among the invitations nor among the tasks that send them."""

from hashlib import sha256

from django.utils.crypto import salted_hmac

SALT = "clusterhub.directory.invitation"


def token_of(invitation):
    words = f"{invitation.pk}:{invitation.email}:{invitation.expires_at.timestamp()}"
    return salted_hmac(SALT, words, algorithm="sha256").hexdigest()


def digest_of(token):
    return sha256(token.encode()).hexdigest()
