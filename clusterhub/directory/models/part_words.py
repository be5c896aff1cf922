from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery


class PartWord(models.Model):
    """What the body above says of one that calls itself its part; without a row it has said nothing."""

    part = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="words_of_those_above"
    )
    parent = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="words_on_parts"
    )
    is_yes = models.BooleanField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "parent"], name="one_word_on_each_part")
        ]

    def __str__(self):
        return f"{self.parent}: {self.part}"


def word_of_parent():
    """For `annotate(parent_word=…)`: True, False, or None where the body above has said nothing."""
    words = PartWord.objects.filter(part=OuterRef("pk"), parent=OuterRef("parent"))
    return Subquery(words.values("is_yes")[:1])
