"""The word in the link with which a contact says yes or no. It is made anew from the row and the
site's secret, so that it stands in no table; another address makes another link."""

from hashlib import sha256

from django.utils.crypto import salted_hmac

SALT = "clusterhub.directory.contact-consent"


def token_of(contact):
    return salted_hmac(SALT, f"{contact.pk}:{contact.email}", algorithm="sha256").hexdigest()


def wording_of(contact):
    """What she is asked about, so that a yes to other words is known as one."""
    asked = (contact.name, contact.role, contact.role_words, contact.email, contact.phone)
    return sha256("\0".join((*asked, contact.audience)).encode()).hexdigest()


def digest_of(token):
    return sha256(token.encode()).hexdigest()
