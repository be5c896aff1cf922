import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from clusterhub.accounts.permissions import can_run_events


class EventSeries(models.Model):
    """Events that belong together, such as the EU Clusters Talks."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    summary = models.CharField(_("summary"), max_length=400, blank=True)
    rhythm = models.CharField(_("rhythm in words"), max_length=150, blank=True)
    organiser = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="series"
    )
    time_zone = models.CharField(max_length=60, default="Europe/Brussels")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("event series")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("events:series", args=[self.slug])


class EventFormat(models.TextChoices):
    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Hybrid")


class EventStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everything that was ever published; the event team also sees drafts."""
        return self.all() if can_run_events(user) else self.public()

    def public(self):
        return self.exclude(status=EventStatus.DRAFT)

    def coming(self, now=None):
        """Not over yet, soonest first."""
        return self.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now=None):
        """Over, latest first."""
        return self.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")

    def with_cards(self):
        """What a list shows, in a fixed number of queries."""
        return self.select_related("series", "country", "summary").prefetch_related(
            "topics", Prefetch("speakers", Speaker.objects.with_people())
        )


class Event(index.Indexed, models.Model):
    """One event, from invitation to published summary. Only the operations change it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    slug = models.SlugField(max_length=100, unique=True)
    series = models.ForeignKey(
        EventSeries, models.SET_NULL, null=True, blank=True, related_name="events"
    )
    title = models.CharField(_("title"), max_length=250)
    lead = models.CharField(_("in one sentence"), max_length=400, blank=True)
    description = models.TextField(_("description"), blank=True)
    format = models.CharField(_("format"), max_length=10, choices=EventFormat)
    status = models.CharField(max_length=10, choices=EventStatus, default=EventStatus.DRAFT)
    status_note = models.CharField(max_length=300, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Brussels")
    time_as_printed = models.CharField(max_length=200, blank=True)
    venue_name = models.CharField(_("venue"), max_length=200, blank=True)
    venue_address = models.CharField(_("address"), max_length=300, blank=True)
    city = models.CharField(_("town"), max_length=100, blank=True)
    country = models.ForeignKey(
        "vocabularies.Country", models.PROTECT, null=True, blank=True, related_name="events"
    )
    online_url = models.URLField(_("address of the stream"), blank=True)
    recording_url = models.URLField(_("recording"), blank=True)
    slides_url = models.URLField(_("slides"), blank=True)
    topics = models.ManyToManyField("vocabularies.Topic", blank=True, related_name="events")
    ecosystems = models.ManyToManyField(
        "vocabularies.IndustrialEcosystem", blank=True, related_name="events"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("lead", boost=2),
        index.SearchField("description"),
        index.SearchField("people_text"),
        index.FilterField("status"),
        index.FilterField("starts_at"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="an_event_ends_after_it_starts"
            )
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="event_starts"),
            models.Index(fields=["ends_at"], name="event_ends"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:event", args=[self.slug])

    @property
    def is_over(self):
        return self.ends_at < timezone.now()

    @property
    def is_on_now(self):
        return self.starts_at <= timezone.now() <= self.ends_at

    @property
    def is_soon(self):
        return not self.is_over and self.starts_at - timezone.now() < timedelta(days=7)

    def people_text(self):
        return " ".join(self.speakers.values_list("person__name", flat=True)) if self.pk else ""


class EventLink(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=150)
    url = models.URLField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label


class Session(models.Model):
    """One part of an event's programme."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=250)
    description = models.TextField(blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="one_session_per_number"),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="a_session_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.title


class SpeakerPart(models.TextChoices):
    SPEAKER = "speaker", _("Speaker")
    PANELLIST = "panellist", _("Panellist")
    MODERATOR = "moderator", _("Moderator")


class SpeakerQuerySet(models.QuerySet):
    def with_people(self):
        return self.select_related("person", "organisation", "session")

    def moderating(self):
        return self.filter(part=SpeakerPart.MODERATOR)


class Speaker(models.Model):
    """A person in a role for an organisation, at an event or in one session of it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="speakers")
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

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "session", "person", "part"],
                nulls_distinct=False,
                name="a_person_has_a_part_once_per_session",
            )
        ]

    def __str__(self):
        return f"{self.person} ({self.get_part_display()})"
