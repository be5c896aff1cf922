"""What every invitation to work on something has: an address, a link that ends, what became of it.

The word in the link is made anew from the row and the site's secret, so that it stands in no table:
neither among the invitations nor among the letters.
"""

from hashlib import sha256
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

OPEN = Q(accepted_at=None, withdrawn_at=None)
ONE_END = Q(accepted_at=None) | Q(withdrawn_at=None)


class InvitedQuerySet(models.QuerySet):
    def open(self):
        return self.filter(OPEN)


class Invited(models.Model):
    """An address was asked to help with something; only the digest of the link's word is kept."""

    LINK_SALT: str  # Each kind has its own: no word opens two things.

    email = models.EmailField(max_length=254)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-sent_at", "-pk"]

    @property
    def is_open(self):
        """Whether nobody has answered it, and its time is not over."""
        is_answered = self.accepted_at is not None or self.withdrawn_at is not None
        return not is_answered and self.expires_at > timezone.now()


def invite(invitations, *, email, by, holds, **facts):
    """A new row among `invitations`, for `holds`; an open one of the same address ends with it."""
    now = timezone.now()
    invitations.open().filter(email__iexact=email).update(withdrawn_at=now)
    row = invitations.create(
        email=email, invited_by=by, expires_at=now + holds, token_digest=uuid4().hex, **facts
    )
    row.token_digest = digest_of(token_of(row))
    row.save(update_fields=["token_digest"])
    return row


def has_proven(user, email):
    """A link that was passed on invites nobody: whoever comes has shown that the address is hers."""
    return EmailAddress.objects.filter(user=user, verified=True, email__iexact=email).exists()


def accept(invitation, *, by):
    invitation.accepted_at, invitation.accepted_by = timezone.now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by"])


def withdraw(invitation):
    """Whether it was open until now."""
    invitation.refresh_from_db()
    if invitation.accepted_at is not None or invitation.withdrawn_at is not None:
        return False
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    return True


def token_of(invitation):
    words = f"{invitation.pk}:{invitation.email}:{invitation.expires_at.timestamp()}"
    return salted_hmac(invitation.LINK_SALT, words, algorithm="sha256").hexdigest()


def digest_of(token):
    return sha256(token.encode()).hexdigest()
