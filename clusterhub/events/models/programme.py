import uuid

from django.db import models
from django.db.models import F, Q

from clusterhub.accounts.permissions import can_run_events
from clusterhub.events.models.choices import EventStatus, LinkKind, SessionFormat, SpeakerPart


class EventLink(models.Model):
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=150)
    url = models.URLField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label


class Session(models.Model):
    """One part of an event's programme: the working copy of it, once versions are published.

    Its places, if they are counted, are a pool; who comes stands in SessionPlace.
    """

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="sessions")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=250)
    description = models.TextField(blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    format = models.CharField(max_length=14, choices=SessionFormat, blank=True)
    track = models.ForeignKey(
        "events.Track", models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    room = models.ForeignKey(
        "events.Room", models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    language = models.CharField(max_length=8, blank=True)
    interpretation = models.JSONField(default=list, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    topics = models.ManyToManyField("vocabularies.Topic", blank=True, related_name="sessions")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # What an import knows it by, so that a second one changes it and adds nothing.
    outside_key = models.CharField(max_length=120, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="one_session_per_number"),
            models.UniqueConstraint(
                fields=["event", "outside_key"],
                condition=~Q(outside_key=""),
                name="one_session_per_outside_key",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="a_session_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def version(self):
        """What a form carries, so that a save over somebody else's is noticed."""
        return self.updated_at.isoformat() if self.updated_at else ""


class SessionLink(models.Model):
    """Material of a session, or what it is tied to: a call, a need, a group, by its own address."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=10, choices=LinkKind, default=LinkKind.OTHER)
    label = models.CharField(max_length=150)
    url = models.URLField(max_length=500)
    shown_from = models.DateTimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label


LINE = (
    "event", "session", "part", "role", "organisation_as_printed", "position",
    "person__name", "person__slug", "person__published_at",
    "person__country__name", "person__country__names",
    "organisation__name", "organisation__slug", "organisation__published_at",
)  # fmt: skip


class SpeakerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who speaks at an event that `user` may see; visitors know whom a version has named."""
        return self.all() if can_run_events(user) else self.announced()

    def announced(self):
        return self.named().exclude(event__status=EventStatus.DRAFT)

    def named(self):
        """Who stands in the newest version of the programme, or in the rows where there is none."""
        return self.filter(Q(event__programme_number=0) | Q(announced_at__isnull=False))

    def with_people(self):
        return self.select_related("person__country", "organisation", "session")

    def with_lines(self):
        """What the line of a person says, and nothing else."""
        return self.select_related("person__country", "organisation").only(*LINE)

    def with_events(self):
        """For a speaker's page: every appearance with its event, latest first."""
        return (
            self.select_related("event__series", "event__country", "organisation", "session")
            .defer("event__description")
            .order_by("-event__starts_at", "position", "pk")
        )

    def moderating(self):
        return self.filter(part=SpeakerPart.MODERATOR)


class Speaker(models.Model):
    """A person in a role for an organisation, at an event or in one session of it."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="speakers")
    session = models.ForeignKey(
        Session, models.CASCADE, null=True, blank=True, related_name="speakers"
    )
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="speakers")
    part = models.CharField(max_length=10, choices=SpeakerPart, default=SpeakerPart.SPEAKER)
    role = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="speakers"
    )
    organisation_as_printed = models.CharField(max_length=250, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    # Since when a published version names her; without versions everybody is named at once.
    announced_at = models.DateTimeField(null=True, blank=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person", "part"], name="a_person_has_a_part_once_per_session"
            ),
            models.UniqueConstraint(
                fields=["event", "person", "part"],
                condition=Q(session=None),
                name="a_person_has_a_part_once_per_event",
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.get_part_display()})"

    @property
    def organisation_name(self):
        return self.organisation.name if self.organisation else self.organisation_as_printed
