from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportPurpose(models.TextChoices):
    ORGANISATIONS = "organisations", _("Organisations")
    MEMBERS = "members", _("Members of a cluster")


class ImportState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    READING = "reading", _("Being read")
    PREVIEWED = "previewed", _("Ready to be looked at")
    APPLYING = "applying", _("Being taken over")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    CANCELLED = "cancelled", _("Cancelled")


class ImportBatch(models.Model):
    """A list that somebody brought, from the file to the last row taken over."""

    purpose = models.CharField(max_length=20, choices=ImportPurpose)
    cluster_organisation = models.ForeignKey(
        "directory.Organisation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="import_batches",
    )
    file = models.FileField(upload_to="imports/")
    file_name = models.CharField(max_length=200)
    bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="import_batches"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.WAITING)
    words = models.CharField(max_length=500, blank=True)
    row_count = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    beat_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name_plural = _("import batches")

    def __str__(self):
        return self.file_name


class RowVerdict(models.TextChoices):
    NEW = "new", _("New")
    SAME = "same", _("Already there")
    CHANGED = "changed", _("Already there, with changes")
    TWIN = "twin", _("Perhaps already there")
    FAULTY = "faulty", _("Faulty")


class RowDecision(models.TextChoices):
    TAKE = "take", _("Take")
    LEAVE = "leave", _("Leave out")
    SAME_AS = "same_as", _("It is this one")


class ImportRow(models.Model):
    """One row of a brought list: what it says, what we think of it, what was decided."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    verdict = models.CharField(max_length=10, choices=RowVerdict)
    organisation = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    score = models.FloatField(null=True, blank=True)
    problems = models.JSONField(default=list)  # [[column, words]]
    decision = models.CharField(max_length=10, choices=RowDecision, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["batch", "verdict"], name="rows_by_verdict")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="one_row_per_number")
        ]

    def __str__(self):
        return f"{self.batch}, {self.number}"
