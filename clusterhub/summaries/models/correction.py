from django.conf import settings
from django.db import models

from clusterhub.summaries.models.summary import EventSummary


class Correction(models.Model):
    """What was changed after publishing, visible to every reader."""

    summary = models.ForeignKey(EventSummary, models.CASCADE, related_name="corrections")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=400)
    changes = models.JSONField(default=list)  # [{"place": …, "before": …, "after": …}]

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.what
