from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SearchChange(models.Model):
    """Organisations from one number to another have changed; the search index still has to follow."""

    first_pk = models.BigIntegerField()
    last_pk = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_pk__gte=F("first_pk")), name="a_change_runs_upwards"
            )
        ]

    def __str__(self):
        return f"{self.first_pk}–{self.last_pk}"


class DirectoryDump(models.Model):
    """One edition of the open data."""

    made_at = models.DateTimeField(auto_now_add=True)
    rows = models.PositiveIntegerField()
    files = models.JSONField(default=list)  # [{"name", "format", "bytes", "sha256"}]
    licence = models.CharField(max_length=200)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("open data edition")

    def __str__(self):
        return f"{self.made_at:%Y-%m-%d}"
