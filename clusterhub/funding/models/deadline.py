from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.moments import local_to_instant
from clusterhub.clock.words import day_in_words, instant_in_words
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info


def end_of_day(day, zone=DEFAULT_ZONE):
    """The instant at which a day is over in a zone: its 24:00, when the next one begins."""
    return local_to_instant(datetime.combine(day + timedelta(days=1), time()), zone).instant


class Deadline(models.Model):
    """The instant from which a call, or one cut-off of it, takes no more applications.

    16:59:59 is in time for 17:00, 17:00:00 is not. A deadline of which only the day is known is
    the end of that day in its zone (24:00), and says that the hour is not known.
    """

    call = models.ForeignKey("funding.Call", models.CASCADE, related_name="deadlines")
    closes_at = models.DateTimeField(_("closes"))
    time_zone = models.CharField(max_length=60, default=DEFAULT_ZONE)
    is_day_only = models.BooleanField(_("only the day is known"), default=False)
    stage = models.PositiveSmallIntegerField(_("stage"), null=True, blank=True)
    label = models.CharField(_("label"), max_length=100, blank=True)
    as_printed = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["closes_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "closes_at", "label"], name="a_call_has_a_deadline_once"
            )
        ]
        indexes = [models.Index(fields=["closes_at"], name="deadline_closes")]

    def __str__(self):
        return f"{self.call}: {self.closes_at:%Y-%m-%d %H:%M}"

    @property
    def is_past(self):
        return self.closes_at <= timezone.now()

    @property
    def closes_there(self):
        """The deadline as the clocks of its own zone show it."""
        return self.closes_at.astimezone(zone_info(self.time_zone))

    @property
    def day(self):
        """The last day on which one may apply, in its own zone."""
        return (self.closes_there - timedelta(microseconds=1)).date()

    @property
    def when(self):
        """What is known: the instant, or only the day."""
        return self.day if self.is_day_only else self.closes_at

    def moved_from(self):
        """What it was before, in words, latest first. Rows of a list know only their last move."""
        if not hasattr(self, "was_at"):
            changes = self.changes.all()
        elif self.was_at:
            changes = [DeadlineChange(was_at=self.was_at, was_day_only=self.was_day_only)]
        else:
            return []
        return [change.words(self.time_zone) for change in changes]


class DeadlineChange(models.Model):
    """What a deadline was before it moved, and where the news came from."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="changes")
    was_at = models.DateTimeField()
    was_day_only = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=timezone.now)  # By the source's own word.
    noted_at = models.DateTimeField(default=timezone.now, db_index=True)  # When we learned of it.
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return f"was {self.was_at:%Y-%m-%d %H:%M}"

    def words(self, zone):
        if not self.was_day_only:
            return instant_in_words(self.was_at, zone)
        return day_in_words((self.was_at - timedelta(microseconds=1)).astimezone(zone_info(zone)))
