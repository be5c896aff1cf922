"""Requests and what comes of them: a meeting, its seats, what the two say of it afterwards."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clusterhub.matchmaking.models.choices import (
    LIVING_REQUEST,
    LaterOutcome,
    MeetingOutcome,
    RequestState,
)


class MeetingRequest(models.Model):
    """One asks another for a meeting; of two people one request lives at a time, whoever asked."""

    matchmaking = models.ForeignKey(
        "matchmaking.Matchmaking", models.CASCADE, related_name="requests"
    )
    asker = models.ForeignKey("matchmaking.Participant", models.CASCADE, related_name="asked_by_me")
    asked = models.ForeignKey("matchmaking.Participant", models.CASCADE, related_name="asked_of_me")
    pair = models.CharField(max_length=40, editable=False)  # "12:57", the smaller number first.
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.PENDING)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    # The time under discussion, and who named it last.
    proposed_slot = models.ForeignKey(
        "matchmaking.MeetingSlot", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    proposed_by = models.ForeignKey(
        "matchmaking.Participant", models.CASCADE, null=True, blank=True, related_name="+"
    )
    # The organiser put the two together; None: they found each other.
    arranged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_arranged = models.BooleanField(default=False)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(asker=F("asked")), name="nobody_asks_herself_to_meet"
            ),
            models.UniqueConstraint(
                fields=["pair"],
                condition=Q(state__in=LIVING_REQUEST),
                name="one_living_request_of_two",
            ),
        ]
        indexes = [
            models.Index(fields=["asked", "state"], name="requests_to_answer"),
            models.Index(fields=["asker", "state"], name="requests_that_wait"),
            models.Index(
                fields=["expires_at"],
                condition=Q(state=RequestState.PENDING),
                name="which_requests_expire",
            ),
        ]

    def __str__(self):
        return f"{self.asker_id} → {self.asked_id}: {self.get_state_display()}"


class MeetingQuerySet(models.QuerySet):
    def living(self):
        return self.filter(cancelled_at=None)

    def placed(self):
        return self.living().filter(slot__isnull=False)


class Meeting(models.Model):
    """Both want to meet: with a time and a place, or waiting for one. Only operations.placing writes
    slot, table and stand, and the seats with them."""

    matchmaking = models.ForeignKey(
        "matchmaking.Matchmaking", models.CASCADE, related_name="meetings"
    )
    request = models.OneToOneField(MeetingRequest, models.CASCADE, related_name="meeting")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)  # Of its entry in calendars.
    a = models.ForeignKey("matchmaking.Participant", models.CASCADE, related_name="+")
    b = models.ForeignKey("matchmaking.Participant", models.CASCADE, related_name="+")
    value = models.FloatField(default=1.0)
    slot = models.ForeignKey(
        "matchmaking.MeetingSlot", models.RESTRICT, null=True, blank=True, related_name="meetings"
    )
    table = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # From 1; None online, at a stand.
    stand = models.ForeignKey(
        "events.Exhibitor", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    link = models.URLField(max_length=500, blank=True)  # Where the two meet online.
    is_locked = models.BooleanField(default=False)  # The organiser: no schedule moves it.
    agreed_at = models.DateTimeField(auto_now_add=True)
    told_sequence = models.IntegerField(default=-1)  # Which sequence the two were told of last.
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        "matchmaking.Participant", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cancel_words = models.CharField(max_length=300, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["slot__starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(a=F("b")), name="nobody_meets_herself"),
            models.CheckConstraint(
                condition=Q(slot__isnull=False) | Q(table=None, stand=None),
                name="a_place_without_a_time_is_none",
            ),
            models.UniqueConstraint(
                fields=["slot", "table"],
                condition=Q(cancelled_at=None, table__isnull=False),
                name="no_table_twice",
            ),
            models.UniqueConstraint(
                fields=["slot", "stand"],
                condition=Q(cancelled_at=None, stand__isnull=False),
                name="no_stand_twice",
            ),
        ]
        indexes = [models.Index(fields=["a"]), models.Index(fields=["b"])]

    def __str__(self):
        return f"{self.a_id} + {self.b_id}"


class MeetingSeat(models.Model):
    """One of the two is taken in this slot: two rows for each placed meeting, none for others."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="seats")
    participant = models.ForeignKey("matchmaking.Participant", models.CASCADE, related_name="seats")
    slot = models.ForeignKey("matchmaking.MeetingSlot", models.RESTRICT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "slot"], name="nobody_is_in_two_meetings"
            ),
            models.UniqueConstraint(fields=["meeting", "participant"], name="one_seat_for_each"),
        ]

    def __str__(self):
        return f"{self.participant_id}: {self.slot}"


class MeetingReport(models.Model):
    """What one of the two says of a meeting, on the day and after it; the other one reads none of it
    but the contact, and only where it was given."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="reports")
    participant = models.ForeignKey(
        "matchmaking.Participant", models.CASCADE, related_name="reports"
    )
    late_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    other_missing_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=MeetingOutcome, blank=True)
    note = models.TextField(_("private note"), blank=True)
    shares_contact = models.BooleanField(default=False)
    noted_at = models.DateTimeField(null=True, blank=True)
    asked_later_at = models.DateTimeField(null=True, blank=True)
    later_outcome = models.CharField(max_length=10, choices=LaterOutcome, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "participant"], name="each_reports_once_on_a_meeting"
            )
        ]

    def __str__(self):
        return f"{self.participant_id}: {self.meeting_id}"


class MeetingFigures(models.Model):
    """What is left when people are forgotten: counts, nothing of anybody."""

    matchmaking = models.OneToOneField(
        "matchmaking.Matchmaking", models.CASCADE, primary_key=True, related_name="figures"
    )
    figures = models.JSONField(default=dict)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("meeting figures")

    def __str__(self):
        return str(self.matchmaking_id)
