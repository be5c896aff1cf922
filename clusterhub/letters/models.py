from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LetterState(models.TextChoices):
    QUEUED = "queued", _("Waits to be sent")
    SENDING = "sending", _("Is being sent")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Not sent: no longer true")
    FAILED = "failed", _("Not sent: refused")
    BOUNCED = "bounced", _("Came back")
    COMPLAINED = "complained", _("Reported as unwanted")


ON_THE_WAY = (LetterState.QUEUED, LetterState.SENDING)
NOT_ARRIVED = (LetterState.FAILED, LetterState.BOUNCED, LetterState.COMPLAINED)


class Priority(models.IntegerChoices):
    SOMEBODY_WAITS = 0  # Before her screen, for a link.
    NORMAL = 5
    BULK = 9


class LetterQuerySet(models.QuerySet):
    def in_folder(self, folder):
        return self.filter(folder=folder)

    def about(self, kind, *pks):
        return self.filter(about_kind=kind, about_id__in=pks)

    def due(self, now):
        """What is to leave now, who waits for it first."""
        rows = self.filter(state=LetterState.QUEUED, not_before__lte=now)
        return rows.order_by("priority", "pk")

    def not_arrived(self):
        return self.filter(state__in=NOT_ARRIVED)


class Letter(models.Model):
    """One mail to one address: what it tells stands in `facts`, its words are written when it leaves.

    It is written in the transaction that makes it true, so it is sent if and only if that holds.
    """

    # Dotted path of the function that writes its words.
    renderer = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    to_address = models.EmailField(max_length=254)
    about_kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    # Whose log it stands in: "events.event:12".
    folder = models.CharField(max_length=60, blank=True)
    # A second letter with the same key is not written at all.
    once_key = models.CharField(max_length=100, unique=True, null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    is_bulk = models.BooleanField(default=False)
    priority = models.SmallIntegerField(choices=Priority, default=Priority.NORMAL)
    not_before = models.DateTimeField()
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    provider_id = models.CharField(max_length=200, blank=True)
    # The last words of the mail server, when it did not take it.
    problem = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENDING) | Q(claimed_at__isnull=False),
                name="what_is_being_sent_was_claimed",
            )
        ]
        indexes = [
            models.Index(
                fields=["priority", "id"],
                condition=Q(state=LetterState.QUEUED),
                name="which_letters_wait",
            ),
            models.Index(
                fields=["claimed_at"],
                condition=Q(state=LetterState.SENDING),
                name="which_letters_leave",
            ),
            models.Index(fields=["folder", "-id"], name="letters_of_a_folder"),
            models.Index(fields=["about_kind", "about_id"], name="letters_about_a_row"),
            models.Index(
                fields=["provider_id"], condition=~Q(provider_id=""), name="letters_at_a_provider"
            ),
        ]

    def __str__(self):
        return f"{self.kind} to {self.to_address}"

    @property
    def has_not_arrived(self):
        return self.state in NOT_ARRIVED
