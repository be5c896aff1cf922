from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    READ = "read", _("Read what I can see")
    WRITE = "organisations:write", _("Add organisations and change those I keep")


class TokenQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody sees her own; nobody sees those of others."""
        return self.filter(holder=user) if user.is_authenticated else self.none()

    def living(self):
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), holder__is_active=True)

    def of_secret(self, secret):
        return self.filter(digest=digest_of(secret))


class Token(models.Model):
    """With this a program acts for somebody; only the digest of the secret is kept."""

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    begins = models.CharField(max_length=8)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True, blank=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="a_token_expires_after_it_was_made"
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.begins}…)"

    @property
    def is_living(self):
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def may_write(self):
        return Scope.WRITE in self.scopes


def digest_of(secret):
    return sha256(secret.encode()).hexdigest()
