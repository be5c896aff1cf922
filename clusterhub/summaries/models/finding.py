from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.summaries.models.summary import EventSummary

MATCHED = "-matched"


class SourceDocument(models.Model):
    """The document that a summary was read from, kept as it came, with its text by lines."""

    summary = models.OneToOneField(EventSummary, models.CASCADE, related_name="source")
    file_name = models.CharField(max_length=200)
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64, unique=True)  # One file, one summary.
    content = models.BinaryField()
    lines = models.JSONField(default=list)
    read_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.file_name


class FindingAnswer(models.TextChoices):
    ACCEPTED = "accepted", _("Proposal accepted")
    CHANGED = "changed", _("Changed by hand")
    DISMISSED = "dismissed", _("Dismissed")


class FindingStanding(models.TextChoices):
    OPEN = "open", _("Belongs to the draft")
    SETTLED = "settled", _("Published as it was answered")
    OUTDATED = "outdated", _("About a document that another one replaces")


class FindingQuerySet(models.QuerySet):
    def of_the_draft(self):
        """Those that the editor's next version rests on."""
        return self.exclude(standing=FindingStanding.OUTDATED)

    def of_the_public(self):
        """Those that the published version rests on."""
        return self.exclude(standing=FindingStanding.OPEN)

    def unanswered(self):
        return self.filter(answered_at=None)

    def agreed(self):
        """Of the draft, with a yes."""
        return self.filter(standing=FindingStanding.OPEN, answer__in=["accepted", "changed"])

    def matches(self):
        """Names that are exactly a record of the platform: one yes confirms them all."""
        return self.filter(code__endswith=MATCHED)

    def doubts(self):
        return self.exclude(code__endswith=MATCHED)


class Finding(models.Model):
    """A doubt that an editor must answer before the summary is published."""

    summary = models.ForeignKey(EventSummary, models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    message = models.TextField()
    where = models.JSONField(default=list)  # Line numbers in the source, from 1.
    values = models.JSONField(default=list)
    proposal = models.JSONField(null=True, blank=True)  # What accepting does; see operations.
    answer = models.CharField(max_length=10, choices=FindingAnswer, blank=True)
    standing = models.CharField(
        max_length=10, choices=FindingStanding, default=FindingStanding.OPEN
    )
    answer_values = models.JSONField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & ~Q(answered_at=None),
                name="an_answer_has_a_moment",
            )
        ]

    def __str__(self):
        return f"{self.code}: {self.message[:60]}"

    @property
    def is_settled(self):
        return self.standing != FindingStanding.OPEN

    @property
    def is_match(self):
        return self.code.endswith(MATCHED)
