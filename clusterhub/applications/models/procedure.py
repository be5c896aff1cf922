"""How applications to a call are judged: set before the first score, and fixed from then on."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models.hosting import HostedCall
from clusterhub.applications.ranking import Criterion, Quota, Rules, Scale, Scheme, TieRule, Way

WORDS_OF_WAYS = {
    Way.IN_ORDER: _(
        "In order of score; whom a quota or the rest of the budget excludes is skipped"
    ),
    Way.STRICT: _("In strict order; the list ends at the first that does not fit"),
    Way.GREATEST_TOTAL: _("The set with the greatest sum of scores within budget and quotas"),
}
WORDS_OF_SCALES = {
    Scale.POINTS: _("Sum of scores times weights"),
    Scale.PERCENT: _("The same in percent of the greatest sum"),
}


class Procedure(models.Model):
    """The rules of one evaluation. `criteria`, `quotas` and `ties` are lists as `ranking` knows them."""

    hosted = models.OneToOneField(HostedCall, models.CASCADE, related_name="procedure")
    criteria = models.JSONField(default=list)
    scale = models.CharField(max_length=8, choices=WORDS_OF_SCALES.items(), default=Scale.POINTS)
    least_total = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    evaluators = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    is_anonymous = models.BooleanField(default=False)  # Evaluators do not see who applies.
    has_consensus = models.BooleanField(default=True)  # Else the means of the first round count.
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    amount_key = models.CharField(max_length=12, blank=True)  # The question with the amount.
    way = models.CharField(max_length=14, choices=WORDS_OF_WAYS.items(), default=Way.IN_ORDER)
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    # Of it for each cut-off at most; what one leaves the next may spend.
    cut_off_budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    quotas = models.JSONField(default=list, blank=True)
    ties = models.JSONField(default=list, blank=True)
    reserve = models.PositiveIntegerField(null=True, blank=True)
    appeal_days = models.PositiveSmallIntegerField(default=14, validators=[MaxValueValidator(90)])
    fixed_at = models.DateTimeField(null=True, blank=True)
    fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fixed_at=None) | ~Q(criteria=[]), name="fixed_rules_have_criteria"
            )
        ]

    def __str__(self):
        return f"{self.hosted}"

    def scheme(self):
        return Scheme(tuple(map(_criterion, self.criteria)), Scale(self.scale), self.least_total)

    def rules(self):
        return Rules(
            Way(self.way),
            None if self.budget is None else int(self.budget * 100),
            self.places,
            tuple(Quota(**(row | {"values": tuple(row.get("values", ()))})) for row in self.quotas),
            tuple(TieRule(**row) for row in self.ties),
            self.reserve,
        )


def _criterion(row):
    numbers = {name: Decimal(row[name]) for name in ("most", "weight", "step")}
    least = Decimal(row["least"]) if row.get("least") else None
    return Criterion(row["key"], row["label"], least=least, **numbers)


class Engagement(models.Model):
    """What an evaluator knows and takes on, and that she promised to keep it to herself."""

    role = models.OneToOneField("applications.CallRole", models.CASCADE, related_name="engagement")
    subjects = models.JSONField(default=list, blank=True)  # Slugs of industrial ecosystems.
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    invited_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None),
                name="an_evaluator_accepts_or_declines",
            )
        ]

    def __str__(self):
        return f"{self.role}"


class Minute(models.Model):
    """What was settled, by whom, when: written once, in a chain of digests, never changed."""

    hosted = models.ForeignKey(HostedCall, models.CASCADE, related_name="minutes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by_label = models.CharField(max_length=200)
    words = models.TextField()
    record = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)  # Of this record and the digest before.

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["hosted", "number"], name="minutes_are_counted")
        ]

    def __str__(self):
        return f"{self.number}: {self.words}"
