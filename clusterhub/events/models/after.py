"""What is left of an event afterwards: figures, opinions, and the report of what was forgotten."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.events.models.choices import AttendanceMode


class EventFigures(models.Model):
    """The figures of an event as they were before its people were forgotten; they name nobody."""

    event = models.OneToOneField(
        "events.Event", models.CASCADE, primary_key=True, related_name="figures"
    )
    made_at = models.DateTimeField()
    facts = models.JSONField()

    class Meta:
        verbose_name_plural = _("event figures")

    def __str__(self):
        return f"{self.event}: {self.made_at:%Y-%m-%d}"


class Forgetting(models.Model):
    """One time that the people of an event were forgotten: what went, and how much of it.

    `counts` grows with every part that is deleted, in the same transaction; so it is true even of
    a run that was killed, and the next run goes on with it.
    """

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="forgettings")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(ended_at=None),
                name="an_event_is_forgotten_by_one_run",
            )
        ]

    def __str__(self):
        return f"{self.event}: {self.began_at:%Y-%m-%d}"


class Erasure(models.Model):
    """Somebody had her registration erased; that is all that is known of her."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="erasures")
    on = models.DateField()

    def __str__(self):
        return f"{self.event}: {self.on}"


class FeedbackAnswer(models.Model):
    """What one participant thought. Nothing leads from here to her: no key, no hour, no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="feedback")
    on = models.DateField()
    # Empty where so few took part in this way that it would point at them.
    mode = models.CharField(max_length=10, choices=AttendanceMode, blank=True)
    scores = models.JSONField(default=dict)
    best = models.TextField(blank=True)
    better = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.event}: {self.on}"


class FeedbackReceipts(models.Model):
    """Who has answered, as digests of the links. One sorted list and not a row for each: rows would
    lie in the order in which people answered, as the answers do, and so tell whose is whose."""

    event = models.OneToOneField(
        "events.Event", models.CASCADE, primary_key=True, related_name="feedback_receipts"
    )
    digests = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = _("feedback receipts")

    def __str__(self):
        return f"{self.event}: {len(self.digests)}"


class Thanks(models.Model):
    """The letter of thanks after an event; who has got it says her own registration's step."""

    event = models.OneToOneField(
        "events.Event", models.CASCADE, primary_key=True, related_name="thanks"
    )
    words = models.TextField(_("in your own words"), blank=True)
    is_automatic = models.BooleanField(default=False)
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = _("thanks")

    def __str__(self):
        return str(self.event)


class PersonalFeed(models.Model):
    """The version of the word in the address of somebody's own calendar; a new one ends the old."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="personal_feed"
    )
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    def __str__(self):
        return f"{self.person}: {self.version}"
