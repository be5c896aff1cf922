"""Ideas before the event, and who stands behind them."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from clusterhub.labs.models.choices import PartKind

NEAR_PROPOSER = (
    "proposer__registration__organisation",
    "proposer__registration__country",
    "proposer__account",
)


class IdeaQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(withdrawn_at=None, hidden_at=None)

    def with_lines(self):
        """What a line of a list shows: who proposed it, its group, how many stand behind it."""
        return (
            self.select_related(*NEAR_PROPOSER, "group")
            .prefetch_related("topics")
            .annotate(
                support_count=Count("parts", distinct=True),
                join_count=Count("parts", Q(parts__kind=PartKind.JOIN), distinct=True),
            )
            .order_by("-posted_at", "-pk")
        )


class Idea(models.Model):
    """What somebody wants to solve with others. Withdrawn and hidden ideas are shown to nobody."""

    lab = models.ForeignKey("labs.Lab", models.CASCADE, related_name="ideas")
    proposer = models.ForeignKey(
        "labs.LabPerson", models.SET_NULL, null=True, blank=True, related_name="ideas"
    )
    group = models.ForeignKey(
        "labs.IdeaGroup", models.SET_NULL, null=True, blank=True, related_name="ideas"
    )
    title = models.CharField(_("title"), max_length=150)
    challenge = models.TextField(_("challenge"))
    problem = models.TextField(_("problem"))
    present = models.TextField(_("what is there"), blank=True)
    missing = models.TextField(_("who is missing"), blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    topics = models.ManyToManyField("vocabularies.Topic", blank=True, related_name="+")
    posted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    hidden_reason = models.CharField(max_length=300, blank=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at=None) | ~Q(hidden_reason=""),
                name="an_idea_is_hidden_with_a_reason",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_shown(self):
        return self.withdrawn_at is None and self.hidden_at is None


class IdeaPart(models.Model):
    """Somebody finds an idea good, or wants to work on it."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="parts")
    person = models.ForeignKey("labs.LabPerson", models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=8, choices=PartKind)
    at = models.DateTimeField()  # When she said so; another answer is said anew.

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "person"], name="one_part_of_a_person_in_an_idea"
            )
        ]

    def __str__(self):
        return f"{self.person_id}: {self.idea_id}"
