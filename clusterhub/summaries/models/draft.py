from django.conf import settings
from django.db import models

from clusterhub.summaries.models.summary import EventSummary


class EditingPresence(models.Model):
    """Who has a summary open for editing, and when her page last showed that it lives."""

    summary = models.ForeignKey(EventSummary, models.CASCADE, related_name="presences")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["summary", "editor"], name="an_editor_is_present_once_per_summary"
            )
        ]

    def __str__(self):
        return f"{self.editor}: {self.summary}"


class SetAsideDraft(models.Model):
    """What an editor wrote on an older revision: kept, and shown beside the newer one."""

    summary = models.ForeignKey(EventSummary, models.CASCADE, related_name="set_aside")
    record = models.JSONField()
    revision = models.PositiveIntegerField()  # The one that the editor had before her.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["summary", "by", "revision"], name="one_set_aside_draft_per_revision"
            )
        ]

    def __str__(self):
        return f"{self.summary}, revision {self.revision}"
