from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models.deciding import Appeal, OutcomePlace


class MoneyFrom(models.TextChoices):
    LEFT = "left", _("what is left of the call's budget")
    BEYOND = "beyond", _("money beyond the call's budget")


class Remedy(models.Model):
    """What follows from an upheld appeal: the right scores, and the rank and place that they give. The
    outcome says it from then on; `before` keeps what was decided. Nobody else loses anything by it."""

    appeal = models.OneToOneField(Appeal, models.CASCADE, related_name="remedy")
    scores = models.JSONField(default=dict)  # As those of a consensus.
    place = models.CharField(max_length=10, choices=OutcomePlace)
    before = models.JSONField(default=dict)  # {"place", "rank", "score"}
    money_from = models.CharField(max_length=6, choices=MoneyFrom, blank=True)
    money_words = models.CharField(max_length=300, blank=True)
    reasons = models.TextField()  # The applicant reads them.
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(money_from=MoneyFrom.BEYOND) | ~Q(money_words=""),
                name="money_beyond_the_budget_comes_from_somewhere",
            )
        ]

    def __str__(self):
        return f"{self.appeal}: {self.get_place_display()}"

    @property
    def was(self):
        """The place that was decided, in words."""
        return OutcomePlace(self.before["place"]).label
