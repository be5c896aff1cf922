from django.conf import settings
from django.db import models


class ProgrammeVersion(models.Model):
    """A programme as it was published once, as one record; rows of sessions are the working copy.

    `record` is what programme_record.py says. `brief` is its beginning, for the event's own page.
    `changes` says what is other than in the version before.
    """

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="programme_versions")
    number = models.PositiveIntegerField()
    record = models.JSONField()
    brief = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="one_programme_of_a_number")
        ]

    def __str__(self):
        return f"{self.event}: {self.number}"
