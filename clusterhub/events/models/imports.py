from django.conf import settings
from django.db import models


class ProgrammeImport(models.Model):
    """A programme that somebody brought as a file: looked at first, then taken over or let go.

    `programme` is what was read; it is emptied as soon as it is no longer needed.
    """

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="programme_imports")
    file_name = models.CharField(max_length=150)
    dialect = models.CharField(max_length=20)
    programme = models.JSONField(null=True)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    brought_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-brought_at", "-pk"]

    def __str__(self):
        return f"{self.event}: {self.file_name}"

    @property
    def is_open(self):
        return self.taken_at is None and self.programme is not None
