import uuid
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    READ = "read", _("Read what I can see")
    WRITE = "organisations:write", _("Add organisations and change those I keep")
    EVENTS_READ = "events:read", _("Read events that are not public yet")
    REGISTRATIONS_READ = "registrations:read", _("Read who comes to events that I run")
    REGISTRATIONS_WRITE = "registrations:write", _("Register and cancel at events that I run")
    CHECK_INS_READ = (
        "check-ins:read",
        _("Read how many came to events that I work on, without names"),
    )
    CHECK_INS_WRITE = "check-ins:write", _("Check people in at events that I work on")
    MEETINGS_READ = (
        "meetings:read",
        _("Read the 1:1 meetings of events that I work on, without names"),
    )


FOR_EVENTS = (
    Scope.EVENTS_READ,
    Scope.REGISTRATIONS_READ,
    Scope.REGISTRATIONS_WRITE,
    Scope.CHECK_INS_READ,
    Scope.CHECK_INS_WRITE,
    Scope.MEETINGS_READ,
)


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

    @property
    def writes(self):
        return any(scope.endswith(":write") for scope in self.scopes)

    def may(self, scope):
        return scope in self.scopes


class WebhookQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody sees her own."""
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def living(self):
        return self.filter(ended_at=None, off_at=None, owner__is_active=True)


class Webhook(models.Model):
    """An address that is told what happens: to the registrations of one event, to one call, or to
    all calls that fit a query."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="webhooks")
    event = models.ForeignKey(
        "events.Event", models.CASCADE, null=True, blank=True, related_name="webhooks"
    )
    call = models.ForeignKey(
        "funding.Call", models.CASCADE, null=True, blank=True, related_name="webhooks"
    )
    query = models.CharField(max_length=1000, null=True, blank=True)  # "" asks for every call.
    url = models.CharField(_("address"), max_length=500)
    secret_version = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    # Steps until then were looked at.
    read_until = models.DateTimeField()
    failing_since = models.DateTimeField(null=True, blank=True)
    off_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=False, call=None, query=None)
                | Q(event=None, call__isnull=False, query=None)
                | Q(event=None, call=None, query__isnull=False),
                name="a_webhook_is_about_one_thing",
            )
        ]

    def __str__(self):
        # Without its path: that is often the receiver's secret, and this stands in the trail.
        return f"{self.about}: {urlsplit(self.url).hostname or '?'}"

    @property
    def about(self):
        """Of what it tells, in words."""
        if self.query is None:
            return str(self.event or self.call)
        said = ", ".join(value for _name, value in parse_qsl(self.query))
        return f"{_('Calls')}: {said}" if said else str(_("All calls"))

    @property
    def is_living(self):
        return self.ended_at is None and self.off_at is None


# What a program reads, of what news of calls calls it.
VERBS = {
    "new": "new",
    "moved": "deadline moved",
    "changed": "changed",
    "closed": "closed",
}


class WebhookDelivery(models.Model):
    """One thing to tell one webhook; it goes when the person is forgotten whom it tells of."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    step = models.ForeignKey(
        "events.RegistrationStep", models.CASCADE, null=True, blank=True, related_name="+"
    )
    call = models.ForeignKey(
        "funding.Call", models.CASCADE, null=True, blank=True, related_name="+"
    )
    # Of a call: "new", "moved:17", "changed:4", "closed:20271231170000".
    what = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)  # None: taken, or given up.
    taken_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = _("webhook deliveries")
        constraints = [
            models.UniqueConstraint(fields=["webhook", "step"], name="each_step_is_told_once"),
            models.UniqueConstraint(
                fields=["webhook", "call", "what"], name="each_news_of_a_call_is_told_once"
            ),
            models.CheckConstraint(
                condition=Q(step__isnull=False, call=None, what="")
                | Q(step=None, call__isnull=False) & ~Q(what=""),
                name="a_step_or_the_news_of_a_call_is_told",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(next_at__isnull=False),
                name="which_deliveries_wait",
            )
        ]

    def __str__(self):
        return f"{self.webhook}: {self.step or self.what}"

    @property
    def verb(self):
        return VERBS[self.what.partition(":")[0]] if self.what else self.step.verb


def digest_of(secret):
    return sha256(secret.encode()).hexdigest()
