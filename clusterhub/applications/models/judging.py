"""Who judges what: screening, conflicts of interest, assignments, sheets, consensus."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models.application import Application
from clusterhub.applications.models.hosting import RoleKind


class Verdict(models.TextChoices):
    YES = "yes", _("Eligible")
    NO = "no", _("Not eligible")
    ASK = "ask", _("To be asked")


class Screening(models.Model):
    """Whether an application may take part; the latest counts, those before stay readable."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="screenings")
    verdict = models.CharField(max_length=4, choices=Verdict)
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(ended_at=None),
                name="one_current_screening_per_application",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.YES) | ~Q(reason=""), name="a_no_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.get_verdict_display()}"


class ConflictQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(lifted_at=None)


class Conflict(models.Model):
    """A tie between somebody and an application: its file is shut for her while it stands."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="judging_conflicts"
    )
    kind = models.CharField(max_length=12)  # As `conflicts.ConflictKind`.
    subject = models.CharField(max_length=300, blank=True)
    found_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lift_reason = models.CharField(max_length=500, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["found_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person", "kind", "subject"], name="a_tie_is_noted_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | ~Q(lift_reason="") & ~Q(kind="declared"),
                name="a_tie_is_lifted_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.person} – {self.application}"


class AssignmentQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def readable_by(self, user, roles):
        """What `user` may open as an evaluator now: role, promise, assignment, and no tie."""
        hosted = [pk for pk, kinds in roles.items() if RoleKind.EVALUATOR in kinds]
        mine = self.current().filter(evaluator=user.pk, application__hosted__in=hosted)
        promised = mine.filter(
            application__withdrawn_at=None,
            application__forgotten_at=None,
            application__hosted__roles__person=user.pk,
            application__hosted__roles__role=RoleKind.EVALUATOR,
            application__hosted__roles__ended_at=None,
            application__hosted__roles__engagement__accepted_at__isnull=False,
        )
        tied = Conflict.objects.standing().filter(person=user.pk).values("application")
        return promised.exclude(application__in=tied)


class Assignment(models.Model):
    """One evaluator has one application to judge."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="assignments")
    evaluator = models.ForeignKey(  # Her scores stay when her account goes, without her name.
        *(settings.AUTH_USER_MODEL, models.SET_NULL),
        null=True,
        related_name="evaluation_assignments",
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "evaluator"],
                condition=Q(ended_at=None),
                name="an_application_once_per_evaluator",
            )
        ]

    def __str__(self):
        return f"{self.evaluator} – {self.application}"


class Evaluation(models.Model):
    """What one evaluator says of one application; nobody else reads it before she gives it."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="evaluation")
    scores = models.JSONField(default=dict)  # {key of the criterion: "4.5"}
    comments = models.JSONField(default=dict)  # {key of the criterion: words; "": in sum}
    number = models.PositiveIntegerField(default=1)  # Grows with every save.
    saved_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(voided_at=None) | ~Q(void_reason=""),
                name="scores_are_voided_for_a_reason",
            )
        ]

    def __str__(self):
        return f"{self.assignment}"

    @property
    def counts(self):
        return self.given_at is not None and self.voided_at is None


class Consensus(models.Model):
    """What the evaluators of an application say together; settled once all agree to one wording."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="consensus")
    scores = models.JSONField(default=dict)
    words = models.TextField(blank=True)  # What the applicant reads.
    number = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self):
        return f"{self.application}"


class Voice(models.Model):
    """An evaluator agrees to one wording of the consensus; a new wording asks everybody anew."""

    consensus = models.ForeignKey(Consensus, models.CASCADE, related_name="voices")
    evaluator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="consensus_voices"
    )
    number = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consensus", "evaluator", "number"], name="one_voice_per_wording"
            )
        ]

    def __str__(self):
        return f"{self.evaluator}: {self.number}"
