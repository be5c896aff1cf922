from django.db import models
from django.db.models import F, Q


class TwinQuerySet(models.QuerySet):
    def waiting(self):
        """Both are still there to be merged."""
        gone = {"merged_into": None, "erased_at": None}
        return self.filter(
            **{f"{side}__{name}": value for side in "ab" for name, value in gone.items()}
        )


class Twin(models.Model):
    """Two organisations that look like one; a validator says whether they are."""

    a = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    b = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    score = models.FloatField()
    why = models.CharField(max_length=200)
    found_at = models.DateTimeField(auto_now_add=True)

    objects = TwinQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="two_look_alike_once"),
            models.CheckConstraint(
                condition=Q(a__lt=F("b")), name="the_older_of_twins_stands_first"
            ),
        ]

    def __str__(self):
        return f"{self.a} ≈ {self.b}"


class TwinSearch(models.Model):
    """How far one look for twins has come: it follows the changes since the one before, or goes
    through the whole directory where these are not known any more."""

    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_whole = models.BooleanField(default=False)
    change = models.BigIntegerField(default=0)  # The last SearchChange that was followed.
    position = models.BigIntegerField(default=0)  # How far in the next one, or in the whole.
    looked_at = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d}"
