from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Change(models.TextChoices):
    EDITED = "edited", _("Edited")
    RESTORED = "restored", _("Restored")
    MERGED = "merged", _("Merged")
    PARTED = "parted", _("Merge undone")
    IMPORTED = "imported", _("Imported")
    REVIEWED = "reviewed", _("Reviewed")


class Revision(models.Model):
    """A profile as it stood after one change, without contacts. What was never edited has none."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_label = models.CharField(max_length=200, blank=True)
    change = models.CharField(max_length=10, choices=Change)
    record = models.JSONField()
    changed = models.JSONField(default=list)
    restored_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="one_revision_per_number"
            )
        ]

    def __str__(self):
        return f"{self.organisation}, {self.number}"


class Merge(models.Model):
    """Two profiles of one body became one; `moved` says which rows, so that it can be undone."""

    kept = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="merges")
    gone = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    merged_at = models.DateTimeField(auto_now_add=True)
    moved = models.JSONField(default=dict)  # {"events.speaker.organisation": [pk, …]}
    stayed = models.JSONField(default=dict)  # The same, of what `kept` had already.
    made = models.JSONField(default=dict)  # {"directory.othername": [pk, …]}
    kept_before = models.JSONField(default=dict)  # {"website": [before, after]}
    gone_before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="a_merge_needs_two"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="merged_into_one_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.gone} → {self.kept}"


class NotSame(models.Model):
    """Somebody looked at two alike organisations: they are two."""

    a = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    b = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="two_are_kept_apart_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="the_older_of_two_stands_first"),
        ]

    def __str__(self):
        return f"{self.a} ≠ {self.b}"
