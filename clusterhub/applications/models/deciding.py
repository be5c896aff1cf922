"""What became of each application: decision, letter, appeal, and the award with its steps."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models.application import Application
from clusterhub.applications.models.hosting import HostedCall
from clusterhub.applications.models.procedure import Minute


class Decision(models.Model):
    """The ranking as it was decided; once for each cut-off of a stage, and for good."""

    hosted = models.ForeignKey(HostedCall, models.CASCADE, related_name="decisions")
    cut_off = models.ForeignKey(
        "funding.Deadline", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    minute = models.OneToOneField(Minute, models.RESTRICT, related_name="decision")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    letters_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["hosted", "cut_off"], name="a_cut_off_is_decided_once")
        ]

    def __str__(self):
        return f"{self.hosted}"


class OutcomePlace(models.TextChoices):
    FUNDED = "funded", _("Funded")
    INVITED = "invited", _("Invited to the second stage")
    RESERVE = "reserve", _("Reserve list")
    NOT_FUNDED = "not_funded", _("Not funded")
    BELOW = "below", _("Below a threshold")
    INELIGIBLE = "ineligible", _("Not eligible")


# Now: by the decision or moved up, and not given back.
FUNDED = Q(gave_back_at=None) & (Q(place=OutcomePlace.FUNDED) | Q(moved_up_at__isnull=False))


class Outcome(models.Model):
    """What was decided on one application. Moving up and giving back are moments, not changes; only an
    upheld appeal changes it, and its `Remedy` keeps what stood before."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="outcome")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="outcomes")
    place = models.CharField(max_length=10, choices=OutcomePlace)
    rank = models.PositiveIntegerField(null=True, blank=True)
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=5, blank=True)  # Both as it was handed in.
    reason = models.TextField()  # For the minute, with the ranks of others.
    letter_reason = models.TextField()  # For the applicant.
    told_at = models.DateTimeField(null=True, blank=True)
    appeal_until = models.DateTimeField(null=True, blank=True)
    moved_up_at = models.DateTimeField(null=True, blank=True)
    gave_back_at = models.DateTimeField(null=True, blank=True)
    remedied_at = models.DateTimeField(null=True, blank=True)  # After an appeal: see `Remedy`.

    class Meta:
        ordering = [
            F("rank").asc(nulls_last=True),
            F("remedied_at").asc(nulls_last=True),  # It takes the place of whoever had this rank.
            "application__number",
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(moved_up_at=None) | Q(place=OutcomePlace.RESERVE),
                name="only_the_reserve_moves_up",
            )
        ]

    def __str__(self):
        return f"{self.application}: {self.get_place_display()}"

    @property
    def is_funded(self):
        """Now: by the decision or moved up, and not given back."""
        was = self.place == OutcomePlace.FUNDED or self.moved_up_at is not None
        return was and self.gave_back_at is None

    @property
    def can_be_appealed(self):
        return self.appeal_until is not None and timezone.now() < self.appeal_until

    def words(self):
        if self.gave_back_at:
            return _("Given back")
        if self.remedied_at and self.place == OutcomePlace.FUNDED:
            return _("Funded after an appeal")
        return _("Funded from the reserve list") if self.moved_up_at else self.get_place_display()


class Appeal(models.Model):
    """An applicant objects, in time; an officer answers with reasons."""

    outcome = models.OneToOneField(Outcome, models.CASCADE, related_name="appeal")
    words = models.TextField()
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_upheld = models.BooleanField(null=True, blank=True)
    reasons = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(is_upheld__isnull=False) & ~Q(reasons=""),
                name="an_appeal_is_decided_with_reasons",
            )
        ]

    def __str__(self):
        return f"{self.outcome}"


class Award(models.Model):
    """What follows for whoever is funded: an agreement, its steps, its end. All of it are moments."""

    outcome = models.OneToOneField(Outcome, models.CASCADE, related_name="award")
    agreement_number = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(blank=True)  # What came of it, for everybody to read.
    result_url = models.URLField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="an_award_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return f"{self.outcome.application}"


class StepKind(models.TextChoices):
    MILESTONE = "milestone", _("Milestone")
    REPORT = "report", _("Report")
    PAYMENT = "payment", _("Payment")


class Step(models.Model):
    """A milestone, a report or a payment: due, delivered, accepted or sent back, paid."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=9, choices=StepKind)
    title = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True)  # Of whoever delivered it.
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.CharField(max_length=1000, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=StepKind.PAYMENT) | Q(amount__gt=0),
                name="a_payment_has_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(kind=StepKind.PAYMENT), name="only_payments_are_paid"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def state(self):
        if self.paid_on:
            return _("Paid")
        if self.accepted_at:
            return _("Accepted")
        if self.returned_at:
            return _("Sent back")
        return _("Delivered") if self.delivered_at else _("Planned")
