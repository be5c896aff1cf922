from django.conf import settings
from django.db import models

from clusterhub.summaries.models.summary import EventSummary


class ArchivedVersion(models.Model):
    """What a summary said before another text took its place, with the document it came from."""

    summary = models.ForeignKey(EventSummary, models.CASCADE, related_name="versions")
    record = models.JSONField()
    findings = models.JSONField(default=list)  # As they were answered then.
    was_published = models.BooleanField(default=False)
    file_name = models.CharField(max_length=200, blank=True)
    format = models.CharField(max_length=10, blank=True)
    content = models.BinaryField(null=True)
    lines = models.JSONField(default=list)
    why = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.summary}, {self.at:%Y-%m-%d}"
