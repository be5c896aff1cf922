import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.events.models.choices import (
    ApprovalCause,
    AttendanceMode,
    RegistrationStatus,
    Way,
)
from clusterhub.events.models.places import Pool

WITH_A_PLACE = (RegistrationStatus.HELD, RegistrationStatus.CONFIRMED)
OVER = (RegistrationStatus.CANCELLED, RegistrationStatus.LAPSED, RegistrationStatus.REFUSED)
LIVING = ~Q(status__in=OVER)
SAID_NO = "said no"  # The step of somebody whom others registered and who will not come.


class RegistrationQuerySet(models.QuerySet):
    def living(self):
        return self.filter(LIVING)

    def with_a_place(self):
        return self.filter(status__in=WITH_A_PLACE)


class Registration(models.Model):
    """One person comes to one event: in one mode, with a place or a turn. Only operations write it.

    It leaves no entry in the trail, because the trail is never erased and she may be; what
    happened to it stands in its steps and goes with them.
    """

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="registrations")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pool = models.ForeignKey(
        Pool, models.RESTRICT, null=True, blank=True, related_name="registrations"
    )
    attendee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
    )
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"), max_length=254)
    address_key = models.CharField(max_length=254)
    language = models.CharField(max_length=8, default="en")
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(
        "vocabularies.Country", models.PROTECT, null=True, blank=True, related_name="+"
    )
    mode = models.CharField(max_length=10, choices=AttendanceMode)
    status = models.CharField(max_length=10, choices=RegistrationStatus)
    status_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateTimeField(null=True, blank=True)
    # With the site's secret it makes the code of the mail; empty once that is of no use any more.
    code_seed = models.CharField(max_length=64, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    link_version = models.PositiveSmallIntegerField(default=0)
    ticket_code = models.CharField(max_length=13, unique=True)
    calendar_sequence = models.PositiveIntegerField(default=0)
    way = models.CharField(max_length=8, choices=Way)
    registered_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    party = models.ForeignKey(
        "events.Party", models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    brought_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="colleagues"
    )
    wants_mail = models.BooleanField(default=True)
    approval_cause = models.CharField(max_length=8, choices=ApprovalCause, blank=True)
    approval_reasons = models.TextField(blank=True)

    # Not stored: whether `register` has just made it, or found that she is registered already.
    is_new = False

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["registered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=WITH_A_PLACE, pool__isnull=False)
                | (~Q(status__in=WITH_A_PLACE) & Q(pool=None)),
                name="who_has_a_place_has_it_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(status=RegistrationStatus.HELD) | Q(keep_until__isnull=False),
                name="what_is_held_is_held_until_a_moment",
            ),
            models.UniqueConstraint(
                fields=["event", "address_key"],
                condition=LIVING,
                name="one_living_registration_per_address",
            ),
            models.UniqueConstraint(
                fields=["event", "attendee"],
                condition=LIVING & Q(attendee__isnull=False),
                name="one_living_registration_per_person",
            ),
        ]
        indexes = [
            models.Index(fields=["event", "status"], name="registrations_by_status"),
            models.Index(
                fields=["keep_until"],
                condition=Q(status=RegistrationStatus.HELD),
                name="which_holds_end",
            ),
            models.Index(fields=["attendee", "-registered_at"], name="registrations_of_a_person"),
            models.Index(fields=["address_key"], name="registrations_of_an_address"),
        ]

    def __str__(self):
        return f"{self.name}: {self.event}"

    @property
    def has_a_place(self):
        return self.status in WITH_A_PLACE


class RegistrationStep(models.Model):
    """What happened to a registration; erased with it."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="steps")
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="+")
    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"


class SessionPlace(models.Model):
    """She comes to this session; without a pool it only stands in her agenda."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="session_places")
    session = models.ForeignKey("events.Session", models.RESTRICT, related_name="session_places")
    pool = models.ForeignKey(Pool, models.RESTRICT, null=True, blank=True, related_name="+")
    placed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "session"],
                condition=Q(ended_at=None),
                name="one_place_per_session_and_person",
            )
        ]

    def __str__(self):
        return f"{self.registration}: {self.session}"


class Fit(models.TextChoices):
    ALL = "all", _("All or none")
    AS_MANY = "as_many", _("As many as fit")


class Party(models.Model):
    """People who are registered together by one of them or by their cluster."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    leader = models.ForeignKey(
        Registration, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    fit = models.CharField(max_length=8, choices=Fit)
    name = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("parties")

    def __str__(self):
        return self.name or f"{self.event}: {self.pk}"
