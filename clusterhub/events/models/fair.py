"""Who shows something at an event and who gives advice there: exhibitors with a stand and their
contacts, experts with hours that one person books."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clusterhub.events.models.registration import Registration


class Fair(models.Model):
    """That an event has exhibitors or experts, and how many; made by the first of them."""

    event = models.OneToOneField(
        "events.Event", models.CASCADE, primary_key=True, related_name="fair"
    )
    exhibitor_count = models.PositiveIntegerField(default=0)
    expert_count = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.event}: {self.exhibitor_count}, {self.expert_count}"


class Exhibitor(models.Model):
    """An organisation with a stand."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="exhibitors")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="exhibitions"
    )
    slug = models.SlugField(max_length=100)
    stand = models.CharField(max_length=30, blank=True)
    words = models.TextField(blank=True)
    url = models.URLField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"], name="an_organisation_exhibits_once"
            ),
            models.UniqueConstraint(fields=["event", "slug"], name="one_exhibitor_per_address"),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.event}"


class ExhibitorStaff(models.Model):
    """Somebody who comes to the event stands at this stand and may ask visitors for their contact."""

    exhibitor = models.ForeignKey(Exhibitor, models.CASCADE, related_name="staff")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="stands")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["exhibitor", "registration"], name="somebody_stands_at_a_stand_once"
            )
        ]

    def __str__(self):
        return f"{self.registration.name}: {self.exhibitor}"


class LeadQuerySet(models.QuerySet):
    def agreed(self):
        """Those whose yes holds: only these may be shown to an exhibitor."""
        return self.filter(agreed_at__isnull=False, declined_at=None)

    def unanswered(self):
        return self.filter(agreed_at=None, declined_at=None)


class Lead(models.Model):
    """An exhibitor read somebody's ticket and asks for her contact; hers is the answer."""

    exhibitor = models.ForeignKey(Exhibitor, models.CASCADE, related_name="leads")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="leads")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(auto_now_add=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibitor", "registration"], name="an_exhibitor_asks_somebody_once"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(declined_at=None),
                name="a_contact_is_given_or_not",
            ),
        ]

    def __str__(self):
        return f"{self.exhibitor}: {self.pk}"


class Expert(models.Model):
    """Somebody gives advice in a corner, one visitor at a time."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="experts")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="consultations")
    words = models.TextField(blank=True)
    place = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="an_expert_once_per_event")
        ]

    def __str__(self):
        return f"{self.person}: {self.event}"


class ExpertSlot(models.Model):
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "starts_at"], name="an_expert_has_one_slot_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_slot_ends_after_it_starts"
            ),
        ]

    def __str__(self):
        return f"{self.expert}: {self.starts_at:%H:%M}"


class ExpertBooking(models.Model):
    """A slot is somebody's until she gives it back."""

    slot = models.ForeignKey(ExpertSlot, models.CASCADE, related_name="bookings")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="bookings")
    words = models.CharField(max_length=500, blank=True)
    booked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["slot__starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot"], condition=Q(ended_at=None), name="one_visitor_per_slot"
            )
        ]

    def __str__(self):
        return f"{self.slot}"
