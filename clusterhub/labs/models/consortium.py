"""A group that applies together, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.labs.models.choices import OutcomeKind, OutcomeState, PartnerRole, PartnerState


class Consortium(models.Model):
    """Bound to the call of its group; `answers` are facts that the rules of the call ask."""

    group = models.OneToOneField(
        "labs.IdeaGroup", models.CASCADE, primary_key=True, related_name="consortium"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    answers = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name_plural = "consortia"

    def __str__(self):
        return str(self.group)


class Partner(models.Model):
    """An organisation as others planned it, until it confirms for itself."""

    consortium = models.ForeignKey(Consortium, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lab_partners",
    )
    name = models.CharField(_("name"), max_length=200)
    country = models.ForeignKey(
        "vocabularies.Country", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=PartnerRole)
    does = models.CharField(_("what it does"), max_length=300, blank=True)
    # Who speaks for an organisation that is not listed; a listed one has its editors.
    speaker = models.ForeignKey(
        "labs.LabPerson", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=PartnerState, default=PartnerState.PROPOSED)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "organisation"],
                condition=Q(organisation__isnull=False),
                name="an_organisation_is_once_in_a_consortium",
            ),
            models.UniqueConstraint(
                fields=["consortium"],
                condition=Q(role=PartnerRole.COORDINATOR) & ~Q(state=PartnerState.DECLINED),
                name="one_coordinator_of_a_consortium",
            ),
        ]

    def __str__(self):
        return self.name


class OutcomeQuerySet(models.QuerySet):
    def public(self):
        """What the team confirmed of labs that everybody reads."""
        return self.filter(state=OutcomeState.CONFIRMED, group__lab__opened_at__isnull=False)


class Outcome(models.Model):
    """One step of the trail: what happened on which day, who said so, and that the team knows of it."""

    group = models.ForeignKey("labs.IdeaGroup", models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=OutcomeKind)
    on = models.DateField(_("on"))
    words = models.CharField(_("in words"), max_length=500, blank=True)
    said_by = models.ForeignKey(
        "labs.LabPerson", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    said_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=OutcomeState, default=OutcomeState.REPORTED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=OutcomeState.REPORTED) | Q(decided_at__isnull=False),
                name="what_is_decided_of_an_outcome_has_its_moment",
            )
        ]

    def __str__(self):
        return f"{self.group}: {self.get_kind_display()}"
