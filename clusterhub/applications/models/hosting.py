from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusterhub.funding.models import CallStatus
from clusterhub.funding.models.state import status_of

LONGEST_GRACE = 60
STAGE_MARK, CUT_OFF_MARK = "/stage-", "/cut-off-"


class LateRule(models.TextChoices):
    NEVER = "never", _("Nothing counts after the deadline")
    EXCEPTION = "exception", _("An officer may let one in, with a reason")


class OfficersRead(models.TextChoices):
    AFTER = "after", _("After the deadline; before it they see only titles and counts")
    ALWAYS = "always", _("From the first draft on, so that they can help")


class HostedCallQuerySet(models.QuerySet):
    def at(self, address):
        """Those at an address: that of a call stands for its first stage, see `address`."""
        whole, _slash, _cut_off = address.partition(CUT_OFF_MARK)
        slug, _slash, stage = whole.partition(STAGE_MARK)
        return self.filter(call__slug=slug, stage=int(stage) if stage.isdecimal() else 1)


class HostedCall(models.Model):
    """A call whose applications are written and handed in here. Its deadlines are the call's.

    The second stage of a call is a row of its own: own form, rules, evaluation and decision.
    """

    call = models.ForeignKey("funding.Call", models.CASCADE, related_name="stages")
    stage = models.PositiveSmallIntegerField(default=1, editable=False)
    prefix = models.CharField(_("before each number"), max_length=20, blank=True)
    grace_minutes = models.PositiveSmallIntegerField(
        _("minutes of grace after the deadline"),
        default=0,
        validators=[MaxValueValidator(LONGEST_GRACE)],
    )
    late_rule = models.CharField(max_length=10, choices=LateRule, default=LateRule.EXCEPTION)
    officers_read = models.CharField(
        max_length=10, choices=OfficersRead, default=OfficersRead.AFTER
    )
    most_members = models.PositiveSmallIntegerField(
        _("people in a team at most"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    most_per_organisation = models.PositiveSmallIntegerField(
        _("applications of one organisation at most"), null=True, blank=True
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days for which applications are kept after the deadline"),
        default=1095,
        validators=[MinValueValidator(30), MaxValueValidator(3650)],
    )
    last_number = models.PositiveIntegerField(default=0, editable=False)
    hosted_at = models.DateTimeField()
    hosted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)  # From then on one can apply here.
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = HostedCallQuerySet.as_manager()
    part = None  # The round of which a page speaks, where there are several: see `rounds`.

    class Meta:
        ordering = ["stage", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "stage"], name="a_call_has_a_stage_once"),
            models.CheckConstraint(
                condition=Q(stage__range=(1, 2)), name="a_call_has_one_stage_or_two"
            ),
            models.CheckConstraint(
                condition=Q(grace_minutes__lte=LONGEST_GRACE), name="grace_is_minutes_not_hours"
            ),
        ]

    def __str__(self):
        return str(self.call) if self.is_first else gettext("%s, second stage") % self.call

    @property
    def is_first(self):
        return self.stage == 1

    @property
    def address(self):
        """What stands for it in addresses: 'a-call', 'a-call/stage-2', 'a-call/cut-off-7'."""
        stage = "" if self.is_first else f"{STAGE_MARK}{self.stage}"
        key = self.part.key if self.part else 0
        return f"{self.call.slug}{stage}{f'{CUT_OFF_MARK}{key}' if key else ''}"

    def second_stage(self):
        """The stage to which this one invites, or None."""
        if not self.is_first:
            return None
        return HostedCall.objects.filter(call=self.call_id, stage=2).select_related("call").first()

    def deadlines(self):
        """Those of its stage, in order; what names no stage belongs to the first."""
        return [each for each in self.call.deadlines.all() if (each.stage or 1) == self.stage]

    def is_halted(self, moment):
        """Whether the call took nothing at that moment, whatever its deadlines say: not open yet,
        suspended, cancelled, spent, decided."""
        if self.call.opens_at and self.call.opens_at > moment:
            return True
        return status_of(self.call, [], moment) not in (CallStatus.OPEN, CallStatus.ANNOUNCED)

    def takes_until(self, closes_at):
        """The first moment at which nothing more is taken for a deadline without an exception."""
        return closes_at + timedelta(minutes=self.grace_minutes)


class RoleKind(models.TextChoices):
    PUBLISHER = "publisher", _("Publisher")
    OFFICER = "officer", _("Officer")
    EVALUATOR = "evaluator", _("Evaluator")
    OBSERVER = "observer", _("Observer")


class CallRoleQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)


class CallRole(models.Model):
    """What somebody is to one hosted call: by whose grant, since when, until when."""

    hosted = models.ForeignKey(HostedCall, models.CASCADE, related_name="roles")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="call_roles")
    role = models.CharField(max_length=10, choices=RoleKind)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = CallRoleQuerySet.as_manager()

    class Meta:
        ordering = ["granted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hosted", "person", "role"],
                condition=Q(ended_at=None),
                name="one_current_role_per_call_and_person",
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.get_role_display()}"


def roles_of(user):
    """What `user` is now to each hosted call: sets of `RoleKind` by number; asked once, kept on her.

    An operation that decides something asks anew under its lock: see `permissions.holds`.
    """
    if not user.is_authenticated or not user.is_active:
        return {}
    if not hasattr(user, "_call_roles"):
        user._call_roles = {}
        rows = CallRole.objects.current().filter(person=user.pk)
        for hosted, role in rows.values_list("hosted", "role"):
            user._call_roles.setdefault(hosted, set()).add(role)
    return user._call_roles
