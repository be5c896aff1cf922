from django.db import models
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models.application import Application


class Reading(models.TextChoices):
    """Whose eyes a file is for: each shows something else."""

    TEAM = "team", _("The team: what stands there now")
    DESK = "desk", _("The desk: what was handed in")
    JUDGE = "judge", _("Evaluators: without names where the round is blind")


class MakingState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    MAKING = "making", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed")


class MadeFile(models.Model):
    """An application as PDF, which takes too long for a request. The row outlives a killed worker; it
    goes a day after it was made, and with its application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="made_files")
    reading = models.CharField(max_length=5, choices=Reading)
    state = models.CharField(max_length=6, choices=MakingState, default=MakingState.QUEUED)
    digest = models.CharField(max_length=64)  # Of `source`: what is there now has this one.
    source = models.JSONField()  # What it is made from, as it stood when somebody asked.
    content = models.BinaryField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reading"], name="one_file_for_each_kind_of_reader"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(content__isnull=False),
                name="a_made_file_has_content",
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.get_reading_display()}"
