from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from clusterhub.accounts.invited import ONE_END, OPEN, Invited
from clusterhub.events.models.choices import OrganiserLevel, Verdict
from clusterhub.web.prepared import Prepared


class OrganiserQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def leading(self):
        return self.current().filter(level=OrganiserLevel.LEAD)


class Organiser(models.Model):
    """Somebody works on one event: as what, since when, by whose word, until when."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="organisers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="organised_events"
    )
    level = models.CharField(max_length=6, choices=OrganiserLevel)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OrganiserQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(ended_at=None),
                name="an_organiser_once_per_event",
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.event}"


class OrganiserInvitation(Invited):
    """An address was asked to help with an event."""

    LINK_SALT = "clusterhub.events.organiser"

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="organiser_invitations")
    level = models.CharField(max_length=6, choices=OrganiserLevel)

    class Meta(Invited.Meta):
        constraints = [
            models.UniqueConstraint(
                "event", Lower("email"), condition=OPEN, name="one_open_invitation_per_organiser"
            ),
            models.CheckConstraint(condition=ONE_END, name="an_organiser_comes_or_is_not_asked"),
        ]

    def __str__(self):
        return f"{self.email}: {self.event}"


class CoOrganiser(models.Model):
    """An organisation that holds an event together with its host; shown once it has said yes."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="co_organisers")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="co_organised_events"
    )
    position = models.PositiveSmallIntegerField(default=0)
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"], name="a_co_organiser_once_per_event"
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.event}"


class EventSubmissionQuerySet(models.QuerySet):
    def waiting(self):
        """Not decided yet, whoever waited longest first."""
        return self.filter(decided_at=None).order_by("submitted_at", "pk")


class EventSubmission(models.Model):
    """A member asks for her event to be shown; the team decides once on each asking."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="submissions")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="event_submissions"
    )
    submitted_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    verdict = models.CharField(max_length=9, choices=Verdict, blank=True)
    reasons = models.TextField(blank=True)

    objects = EventSubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(decided_at=None),
                name="an_event_waits_once_for_the_team",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, verdict="")
                | (Q(decided_at__isnull=False) & ~Q(verdict="")),
                name="a_decided_event_has_a_verdict",
            ),
        ]

    def __str__(self):
        return str(self.event)


def organised_by(user):
    """The numbers of the events on which `user` works, as a subquery; None for who works on none."""
    return events_of(user.pk) if user.is_authenticated and user.is_active else None


def events_of(pk):
    return Organiser.objects.current().filter(person=pk).values("event")


def levels_of(user):
    """What `user` is to each event on which she works; one query, then remembered."""
    if not user.is_authenticated or not user.is_active:
        return {}
    if not hasattr(user, "_organiser_levels"):
        user._organiser_levels = dict(_levels(user.pk))
    return user._organiser_levels


_levels = Prepared(
    lambda person: (
        Organiser.objects.current().filter(person=person).order_by().values_list("event", "level")
    )
)
