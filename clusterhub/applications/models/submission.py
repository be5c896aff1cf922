import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models.application import Application
from clusterhub.applications.models.form import FormVersion


class Lateness(models.TextChoices):
    IN_TIME = "in_time", _("in time")
    GRACE = "grace", _("within the minutes of grace")
    EXCEPTION = "exception", _("late, by an exception")


class LateException(models.Model):
    """An officer lets one application in after the deadline: until when, and why."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="late_exceptions")
    until = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=500)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["granted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(ended_at=None),
                name="one_exception_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_exception_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.application}: {self.until:%Y-%m-%d %H:%M}"


class Submission(models.Model):
    """What was handed in, as it stood at that moment. It is never changed; the next one replaces it.

    `received_at` is when the request reached us, before it waited for anybody: see
    docs/decisions/0011-when-an-application-arrives.md.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="submissions")
    number = models.PositiveIntegerField()
    form = models.ForeignKey(FormVersion, models.RESTRICT, related_name="+")
    received_at = models.DateTimeField()
    closes_at = models.DateTimeField()  # The deadline that was measured against.
    cut_off = models.ForeignKey(
        "funding.Deadline", models.SET_NULL, null=True, blank=True, related_name="submissions"
    )
    time_zone = models.CharField(max_length=60)
    lateness = models.CharField(max_length=10, choices=Lateness)
    exception = models.ForeignKey(
        LateException, models.RESTRICT, null=True, blank=True, related_name="submissions"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    snapshot = models.JSONField()  # The shape that `snapshots.py` describes.
    digest = models.CharField(max_length=64)  # SHA-256 of the snapshot in canonical JSON.
    # Of its partners' contacts, for ties; their addresses go when they are taken off.
    contact_domains = models.JSONField(default=list)
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="submissions_are_counted"
            ),
            models.CheckConstraint(
                condition=Q(lateness=Lateness.EXCEPTION, exception__isnull=False)
                | ~Q(lateness=Lateness.EXCEPTION) & Q(exception=None),
                name="what_is_late_by_exception_has_one",
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.number}"
