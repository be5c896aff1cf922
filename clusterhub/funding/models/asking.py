"""What applicants told us of themselves, and which calls one person does not want to see."""

from django.conf import settings
from django.db import models


class KeptAnswers(models.Model):
    """What an organisation's editors answered about it, kept because one of them said so.

    Figures and aid among them are nobody else's business: only its own editors read them.
    """

    goes_with_the_organisation = True  # When its profile is erased; they say nothing of others.

    organisation = models.OneToOneField(
        "directory.Organisation", models.CASCADE, related_name="kept_answers"
    )
    facts = models.JSONField(default=dict)
    kept_at = models.DateTimeField(auto_now=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self):
        return f"{self.organisation}"


class CallSetAside(models.Model):
    """One person finds one call not interesting; it says nothing to anybody else."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calls_set_aside"
    )
    call = models.ForeignKey("funding.Call", models.CASCADE, related_name="set_aside")
    set_aside_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-set_aside_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "call"], name="a_person_sets_a_call_aside_once"
            )
        ]

    def __str__(self):
        return f"{self.call}"
