from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.summaries.models.summary import EventSummary


class FileFormat(models.TextChoices):
    PDF = "pdf", "PDF"


class FileStatus(models.TextChoices):
    QUEUED = "queued", _("Queued")
    MAKING = "making", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed")


class FileQuerySet(models.QuerySet):
    def unfinished(self):
        return self.exclude(status__in=[FileStatus.DONE, FileStatus.FAILED])


class SummaryFile(models.Model):
    """A published summary as a file that takes long to make. The row outlives a killed worker."""

    summary = models.ForeignKey(EventSummary, models.CASCADE, related_name="files")
    format = models.CharField(max_length=5, choices=FileFormat)
    status = models.CharField(max_length=10, choices=FileStatus, default=FileStatus.QUEUED)
    fingerprint = models.CharField(max_length=64)  # Of the published record it is made from.
    content = models.BinaryField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["summary", "format"], name="one_file_per_format"),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(content__isnull=False),
                name="a_file_that_is_done_has_content",
            ),
        ]

    def __str__(self):
        return f"{self.summary}: {self.format}"
