"""Paper of a whole event: it takes long to draw, so the worker does it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    PEOPLE = "people", _("A page for each person")
    TABLES = "tables", _("A page for each table and stand")
    FLOOR = "floor", _("Who sits where, slot by slot")
    SIGNS = "table-signs", _("Table signs")


class PlanPaper(models.Model):
    """One press of the button. It names people, so it goes after a day; see operations.papers."""

    matchmaking = models.ForeignKey(
        "matchmaking.Matchmaking", models.CASCADE, related_name="papers"
    )
    what = models.CharField(max_length=12, choices=PaperKind)
    part = models.PositiveSmallIntegerField(default=0)  # Of the people, a hundred each: 1, 2, …
    language = models.CharField(max_length=10)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    content = models.BinaryField(null=True)  # With an end, but without this: it failed.
    stamp = models.CharField(max_length=60, blank=True)  # Of the plan that it shows.

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matchmaking", "what", "part", "language"],
                condition=Q(ended_at=None),
                name="one_paper_of_a_kind_is_made_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(content=None) | Q(ended_at__isnull=False),
                name="a_paper_with_content_is_made",
            ),
        ]

    def __str__(self):
        return f"{self.get_what_display()}: {self.matchmaking_id}"

    @property
    def is_under_way(self):
        return self.ended_at is None

    @property
    def is_ready(self):
        return self.ended_at is not None and self.content is not None

    @property
    def name(self):
        return f"{self.what}-{self.part}" if self.part else self.what
