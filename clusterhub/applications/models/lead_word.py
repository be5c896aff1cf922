from django.conf import settings
from django.db import models
from django.db.models import Q

from clusterhub.applications.models.application import Application


class LeadWord(models.Model):
    """Whether a listed organisation says itself that it applies: anybody can name it, only its editors
    answer for it. Asked once for each application in which it is named."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="lead_words")
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="application_words"
    )
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "organisation"], name="an_organisation_answers_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(declined_at=None),
                name="an_organisation_applies_or_does_not",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.application}"

    @property
    def is_open(self):
        return self.confirmed_at is None and self.declined_at is None
