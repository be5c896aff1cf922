"""A call for sessions: what the community proposes, who supports it, what the team thinks of it."""

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProposalFormat(models.TextChoices):
    FIRESIDE_CHAT = "fireside_chat", _("Fireside chat")
    PANEL = "panel", _("Panel")
    PARALLEL = "parallel", _("Parallel session")
    WORKSHOP = "workshop", _("Workshop")


class SessionCall(models.Model):
    """From when to when sessions are proposed, and by what they are judged."""

    event = models.OneToOneField(
        "events.Event", models.CASCADE, primary_key=True, related_name="session_call"
    )
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField()
    words = models.TextField(blank=True)
    criteria = models.JSONField(default=list)  # [{"key", "label", "weight"}]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at__gt=F("opens_at")),
                name="a_call_for_sessions_closes_after_it_opens",
            )
        ]

    def __str__(self):
        return f"{self.event}: {self.closes_at:%Y-%m-%d}"

    @property
    def is_open(self):
        now = timezone.now()
        return not self.is_to_come and now < self.closes_at

    @property
    def is_to_come(self):
        return self.opens_at is not None and timezone.now() < self.opens_at


class ProposalQuerySet(models.QuerySet):
    def public(self):
        """What everybody who sees the event may read."""
        return self.filter(state__in=(ProposalState.SUBMITTED, ProposalState.ACCEPTED))

    def with_lines(self):
        rows = self.select_related("organisation", "proposer", "session")
        return rows.annotate(support_count=Count("supports", distinct=True))


class Proposal(models.Model):
    """A session that somebody proposes, with the need that it answers."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="proposals")
    title = models.CharField(max_length=250)
    abstract = models.TextField()
    format = models.CharField(max_length=14, choices=ProposalFormat)
    need = models.TextField()
    need_for = models.CharField(max_length=200, blank=True)
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="proposals"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    speakers_words = models.TextField(blank=True)
    state = models.CharField(
        max_length=10, choices=ProposalState, default=ProposalState.DRAFT, db_index=True
    )
    made_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reasons = models.TextField(blank=True)
    session = models.OneToOneField(
        "events.Session", models.SET_NULL, null=True, blank=True, related_name="proposal"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("accepted", "refused"))
                | (Q(decided_at__isnull=False) & ~Q(reasons="")),
                name="a_proposal_is_decided_with_reasons",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:proposal", args=[self.event.slug, self.pk])

    @property
    def is_public(self):
        return self.state in (ProposalState.SUBMITTED, ProposalState.ACCEPTED)


class Support(models.Model):
    """Somebody wants to see this session."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="supports")
    supporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "supporter"], name="everybody_supports_a_proposal_once"
            )
        ]

    def __str__(self):
        return f"{self.supporter}: {self.proposal}"


class ProposalReview(models.Model):
    """What one of the team thinks of a proposal, by the criteria of the call."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    scores = models.JSONField(default=dict)  # {key of the criterion: 0 to 5}
    words = models.TextField(blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "reviewer"], name="everybody_reviews_a_proposal_once"
            )
        ]

    def __str__(self):
        return f"{self.reviewer}: {self.proposal}"
