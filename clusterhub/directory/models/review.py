from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def _person(**options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        **options,
    )


class Decision(models.TextChoices):
    PUBLISHED = "published", _("Listed")
    EMERGING = "emerging", _("Listed as emerging")
    RETURNED = "returned", _("Returned")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SubmissionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decided_at=None)

    def to_review(self):
        """Handed in and not decided."""
        return self.open().filter(looks={})

    def to_look_at(self):
        """Listed, changed since, and not looked at again."""
        return self.open().exclude(looks={})

    def oldest_first(self):
        return self.order_by("submitted_at", "pk")


class Submission(models.Model):
    """A profile as it was handed in, and what was decided on it."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="submissions"
    )
    submitted_by = _person()
    submitted_at = models.DateTimeField()
    record = models.JSONField(default=dict)
    criteria = models.JSONField(default=list)
    # What a listed one changed that it was listed for: {"name": [before, after]}.
    looks = models.JSONField(default=dict, blank=True)
    taken_by = _person()
    taken_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True, db_index=True)
    decided_by = _person()
    verdict = models.CharField(max_length=10, choices=Decision, blank=True)
    reasons = models.TextField(blank=True, max_length=5000)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(decided_at=None),
                name="one_open_submission_per_organisation",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, verdict="")
                | Q(decided_at__isnull=False) & ~Q(verdict=""),
                name="a_decided_submission_has_a_verdict",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.submitted_at:%Y-%m-%d}"


class Leaning(models.TextChoices):
    PUBLISH = "publish", _("List it")
    RETURN = "return", _("Return it")
    UNSURE = "unsure", _("Not sure")


class Opinion(models.Model):
    """A second pair of eyes: one validator asks another."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="opinions")
    asked_by = _person()
    asked_of = _person()
    question = models.CharField(max_length=500)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=2000)
    leans = models.CharField(max_length=10, choices=Leaning, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self):
        return self.question


class CriterionCode(models.TextChoices):
    STAFF = "staff", _("At least half a full-time post")
    ENGLISH_WEBSITE = "english_website", _("A website in English that shows activity")
    MEMBERS = "members", _("At least fifteen members")
    TWO_TYPES = "two_types", _("Members of at least two kinds")
    PUBLIC_TIE = "public_tie", _("A tie to the public sector")


class Evidence(models.Model):
    """What an organisation says to one criterion, and what a validator found."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="evidence"
    )
    criterion = models.CharField(max_length=20, choices=CriterionCode)
    words = models.TextField(blank=True, max_length=2000)
    url = models.URLField(blank=True, max_length=500)
    document = models.ForeignKey(
        "directory.ProfileDocument", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    stated_by = _person()
    stated_at = models.DateTimeField()
    checked_by = _person()
    checked_at = models.DateTimeField(null=True, blank=True)
    is_met = models.BooleanField(null=True)

    class Meta:
        ordering = ["criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "criterion"], name="one_evidence_per_criterion"
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_criterion_display()}"


class WaiverGround(models.TextChoices):
    RECOGNISED_PROGRAMME = "recognised_programme", _("Recognised by a public cluster programme")
    SOCIAL_ECONOMY = "social_economy", _("Cluster of the social economy")


class Waiver(models.Model):
    """Why the criteria are not asked of an organisation; they never count as met."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="waivers"
    )
    ground = models.CharField(max_length=20, choices=WaiverGround)
    programme = models.CharField(max_length=200, blank=True)
    reason = models.TextField(max_length=2000)
    granted_by = _person()
    granted_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "ground"],
                condition=Q(ended_at=None),
                name="one_current_waiver_per_ground",
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_ground_display()}"
