"""Who came: doors that are open on somebody's phone, what was scanned there, and who joined online."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.events.door_days import day_at

OPEN_AFTER_THE_END = timedelta(hours=12)


class ScanOutcome(models.TextChoices):
    """What came of one look at a ticket."""

    IN = "in", _("Come in")
    AGAIN = "again", _("In already")
    UNDONE = "undone", _("Taken back")
    UNKNOWN = "unknown", _("Not a ticket of ours")
    ELSEWHERE = "elsewhere", _("Ticket for another event")
    CANCELLED = "cancelled", _("Cancelled")
    NO_PLACE = "no_place", _("No place")
    ONLINE = "online", _("Registered online")
    NOT_TODAY = "not_today", _("Not today")


class Door(models.Model):
    """One way in, worked by whoever has its link; `session` narrows it to one part of the day."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="doors")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=60)
    session = models.ForeignKey(
        "events.Session", models.CASCADE, null=True, blank=True, related_name="doors"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.event}: {self.name}"

    @property
    def until(self):
        return self.event.ends_at + OPEN_AFTER_THE_END

    @property
    def is_open(self):
        return self.ended_at is None and timezone.now() < self.until

    @property
    def day_now(self):
        """The day of the event that it is now, or None on any other."""
        event = self.event
        return day_at(timezone.now(), event.starts_at, event.ends_at, event.time_zone)


class CheckInQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone_at=None)


class CheckIn(models.Model):
    """She is here: on one conference day, or in one session. Taken back, it stays as undone."""

    registration = models.ForeignKey(
        "events.Registration", models.CASCADE, related_name="check_ins"
    )
    on = models.DateField()
    session = models.ForeignKey(
        "events.Session", models.RESTRICT, null=True, blank=True, related_name="check_ins"
    )
    first_at = models.DateTimeField()
    door = models.ForeignKey(Door, models.SET_NULL, null=True, blank=True, related_name="check_ins")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["first_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "on"],
                condition=Q(session=None, undone_at=None),
                name="one_check_in_a_day_and_person",
            ),
            models.UniqueConstraint(
                fields=["registration", "session"],
                condition=Q(session__isnull=False, undone_at=None),
                name="one_check_in_a_session_and_person",
            ),
        ]

    def __str__(self):
        return f"{self.registration}: {self.on}"


class Scan(models.Model):
    """What a device said, once for each of its own numbers, however often it says it."""

    client_id = models.UUIDField(unique=True)
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="+")
    door = models.ForeignKey(Door, models.SET_NULL, null=True, blank=True, related_name="scans")
    registration = models.ForeignKey(
        "events.Registration", models.CASCADE, null=True, blank=True, related_name="scans"
    )
    # What it made, or what was there before; to take it back.
    check_in = models.ForeignKey(
        CheckIn, models.SET_NULL, null=True, blank=True, related_name="scans"
    )
    said_at = models.DateTimeField()
    received_at = models.DateTimeField()
    was_offline = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=ScanOutcome)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["event", "-received_at"], name="scans_of_an_event")]

    def __str__(self):
        return f"{self.said_at:%Y-%m-%d %H:%M} {self.outcome}"


class Joining(models.Model):
    """She went into the online room on this conference day."""

    registration = models.ForeignKey("events.Registration", models.CASCADE, related_name="joinings")
    on = models.DateField()
    joined_at = models.DateTimeField()

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "on"], name="one_joining_a_day")
        ]

    def __str__(self):
        return f"{self.registration}: {self.on}"
