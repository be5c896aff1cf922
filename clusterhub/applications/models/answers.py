import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from clusterhub.applications.models.application import Application


class Answer(models.Model):
    """The present answer to one question; `number` grows with every change."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=12)  # Of the question, in whichever version of the form.
    value = models.JSONField(null=True)
    number = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "key"], name="one_answer_per_application_and_question"
            )
        ]

    def __str__(self):
        return f"{self.application}: {self.key}"


class AnswerVersion(models.Model):
    """What an answer was before, or what somebody wrote beside it while another wrote too."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="answer_versions")
    key = models.CharField(max_length=12)
    value = models.JSONField(null=True)
    number = models.PositiveIntegerField()  # Of the answer that it was, or on which it was based.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField()
    is_rival = models.BooleanField(default=False)  # Written at the same time; waits for a decision.
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [
            models.Index(fields=["application", "key"], name="versions_of_an_answer"),
            models.Index(
                fields=["application"],
                condition=Q(is_rival=True, settled_at=None),
                name="answers_to_settle",
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.key} {self.number}"


class Attachment(models.Model):
    """A file that answers a question. What was handed in is kept, also when it is replaced later."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    key = models.CharField(max_length=12)
    name = models.CharField(max_length=200)  # As it was called where it came from.
    kind = models.CharField(max_length=10)  # By its content: pdf, docx, png …
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    file = models.FileField(upload_to="applications/")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self):
        return self.name
