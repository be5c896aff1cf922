"""That people meet one to one at an event: by which rules, in which slots, at which tables."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.matchmaking.models.choices import UNDER_WAY, Mode, ParticipantRole, RunState


class Matchmaking(models.Model):
    """The meetings of one event; an event without this has none. Its row is what doors lock."""

    event = models.OneToOneField(
        "events.Event", models.CASCADE, primary_key=True, related_name="matchmaking"
    )
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.SCHEDULED)
    intro = models.TextField(_("what it is about"), blank=True)
    opens_at = models.DateTimeField(_("profiles and requests from"), null=True, blank=True)
    closes_at = models.DateTimeField(_("requests until"), null=True, blank=True)
    # Against flooding: how many requests of one person may wait for an answer at once.
    most_pending = models.PositiveSmallIntegerField(default=20)
    most_meetings = models.PositiveSmallIntegerField(null=True, blank=True)  # None: no limit.
    answer_hours = models.PositiveSmallIntegerField(default=72)
    own_delegation = models.BooleanField(default=False)  # May people of one organisation meet?
    # With {code} in it; empty: the platform's own page says where the two may put a link.
    link_pattern = models.CharField(max_length=300, blank=True)
    # The schedule that people see, in the mode that makes one.
    published = models.ForeignKey(
        "matchmaking.Schedule", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Everybody was asked what has come of her meetings; see operations.later.
    asked_later_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = _("matchmakings")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="asking_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return f"{self.event}: {self.get_mode_display()}"

    @property
    def has_opened(self):
        return self.opens_at is None or self.opens_at <= timezone.now()

    @property
    def takes_requests(self):
        """Whether people ask and answer now; the event has to be known."""
        is_late = self.closes_at is not None and self.closes_at <= timezone.now()
        return self.has_opened and not is_late and not self.event.is_over


class AskingRule(models.Model):
    """People of one role may not ask people of another; what no row forbids is allowed."""

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="rules")
    asker = models.CharField(max_length=12, choices=ParticipantRole)
    asked = models.CharField(max_length=12, choices=ParticipantRole)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matchmaking", "asker", "asked"], name="one_rule_for_two_roles"
            )
        ]

    def __str__(self):
        return f"{self.get_asker_display()} → {self.get_asked_display()}"


class MeetingSlot(models.Model):
    """A time in which meetings are held, with so many shared tables. Slots of one event do not overlap."""

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    tables = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["matchmaking", "starts_at"], name="one_meeting_slot_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_meeting_slot_ends_after_it_starts"
            ),
        ]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class FreedTime(models.Model):
    """A meeting of this slot was called off or moved away; goes once the time was offered by letter."""

    slot = models.OneToOneField(MeetingSlot, models.CASCADE, primary_key=True, related_name="freed")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.slot}: {self.at:%Y-%m-%d %H:%M}"


class TableName(models.Model):
    """Where the table of a number stands: "12" may be "Hall B, by the window"."""

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="table_names")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["matchmaking", "number"], name="one_name_per_table")
        ]

    def __str__(self):
        return f"{self.number}: {self.name}"


class Schedule(models.Model):
    """One press of the organiser's button: with which settings, and what came of it."""

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="schedules")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=RunState, default=RunState.WAITING)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)  # When its worker last lived.
    stop_at = models.DateTimeField(
        null=True, blank=True
    )  # When somebody asked for the best so far.
    ended_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    # What the scheduler was given (settings) and what it gave back; ids, no names.
    options = models.JSONField(default=dict, blank=True)
    progress = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True)
    # Of everything it was made from: another one now means that the world has moved on since.
    fingerprint = models.CharField(max_length=64, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["matchmaking", "number"], name="one_schedule_per_number"
            ),
            models.UniqueConstraint(
                fields=["matchmaking"],
                condition=Q(state__in=UNDER_WAY),
                name="one_schedule_is_made_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.matchmaking.event}: {self.number}"
