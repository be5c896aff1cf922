import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Count, F, Max, Prefetch, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from clusterhub.accounts.permissions import can_run_events
from clusterhub.clock.zones import zone_info
from clusterhub.directory.names import fold
from clusterhub.events.models.choices import EventFormat, EventStatus
from clusterhub.events.models.programme import Speaker
from clusterhub.events.models.series import EventSeries
from clusterhub.web.addresses import page_address

LINE = (
    "slug", "title", "lead", "format", "status", "starts_at", "ends_at", "time_zone", "city",
    "series__name", "country__name", "country__names", "summary__slug", "summary__published_at",
)  # fmt: skip


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

    def matching(self, *, series="", topic="", country="", ecosystem="", format="", when=""):
        """Narrowed down by what somebody chose ("2026-03" or "2026" for `when`); an empty choice
        does not narrow."""
        chosen = {
            "series__slug": series,
            "topics__slug": topic,
            "country__code": country,
            "ecosystems__slug": ecosystem,
            "format": format,
            "month__startswith": when,
        }
        return self.filter(**{name: value for name, value in chosen.items() if value})

    def with_lines(self):
        """What one line of a list shows, and nothing else."""
        return self.select_related("series", "country", "summary").only(*LINE)

    def with_cards(self):
        """All that a program is told of each event, in a fixed number of queries."""
        return (
            self.select_related("series", "country", "summary")
            .defer(
                "description", "summary__record", "summary__published_record", "summary__body_text"
            )
            .prefetch_related("topics")
        )

    def with_page(self):
        """Everything that the event's own page shows, apart from its subjects."""
        return (
            self.select_related("series__organiser", "country", "summary", "admission")
            .defer("summary__record", "summary__body_text")
            .prefetch_related(
                "links", "sessions", Prefetch("speakers", Speaker.objects.with_lines())
            )
        )

    def with_calendar(self):
        """What a calendar tells of each event; thousands share one series and few countries."""
        topics = Prefetch("topics", to_attr="topic_list")
        return self.defer("description").prefetch_related("series", "country", topics)

    def facets(self):
        """How many events each filter would leave: kind, key, name, names, count, in one query."""
        kinds = {
            "series": ("series__slug", "series__name", None),
            "topic": ("topics__slug", "topics__name", "topics__names"),
            "ecosystem": ("ecosystems__slug", "ecosystems__name", "ecosystems__names"),
            "country": ("country__code", "country__name", "country__names"),
            "format": ("format", "format", None),
            "when": ("month", "month", None),
        }
        events = self.order_by()
        branches = [_facet(events, kind, *columns) for kind, columns in kinds.items()]
        return branches[0].union(*branches[1:], all=True)

    def freshness(self):
        """How many there are and when the last of them changed: enough to say "not modified"."""
        return self.order_by().aggregate(count=Count("pk"), changed_at=Max("updated_at"))


def _facet(events, kind, key, name, names):
    no_names = Value({}, output_field=models.JSONField())
    return (
        events.filter(**{f"{key}__isnull": False})  # Unlike exclude(), one join per event.
        .values(
            facet=Value(kind, output_field=models.CharField()),
            key=F(key),
            label=F(name),
            labels=F(names) if names else no_names,
        )
        .annotate(count=Count("pk"))
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
    # "2026-03" by the event's own clocks: no database could tell that from the zone's name.
    month = models.CharField(max_length=7, editable=False)
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
        index.SearchField("words_without_accents"),
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

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is None or {"starts_at", "time_zone"} & set(update_fields):
            self.month = f"{self.starts_there:%Y-%m}"
            update_fields = update_fields and [*update_fields, "month"]
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self):
        return page_address("events:event", self.slug)

    @property
    def version(self):
        """What a form carries, so that a save over somebody else's is noticed."""
        return self.updated_at.isoformat()

    @property
    def starts_there(self):
        """The start as the clocks at the event show it."""
        return self.starts_at.astimezone(zone_info(self.time_zone))

    @property
    def ends_there(self):
        return self.ends_at.astimezone(zone_info(self.time_zone))

    @property
    def place(self):
        """Town and country in words, as far as they are known."""
        return ", ".join(str(part) for part in (self.city, self.country) if part)

    @property
    def published_summary(self):
        summary = getattr(self, "summary", None)
        return summary if summary and summary.published_at else None

    @property
    def is_draft(self):
        return self.status == EventStatus.DRAFT

    @property
    def is_over(self):
        return self.ends_at < timezone.now()

    @property
    def is_on_now(self):
        return self.starts_at <= timezone.now() <= self.ends_at

    @property
    def is_soon(self):
        return timedelta() < self.starts_at - timezone.now() < timedelta(days=7)

    def subjects(self):
        """Topics and ecosystems as rows of kind, slug, name and names, in one query."""
        columns = ("kind", "slug", "name", "names")
        topics = self.topics.order_by().annotate(kind=Value("topic")).values(*columns)
        ecosystems = self.ecosystems.order_by().annotate(kind=Value("ecosystem")).values(*columns)
        return topics.union(ecosystems, all=True).order_by("kind", "name")

    def words_without_accents(self):
        """So that "kovac" finds "Kovač" on every database: PostgreSQL alone would not."""
        return fold(f"{self.title} {self.lead} {self.people_text()}", longest=3000)

    def people_text(self):
        return " ".join(self.speakers.values_list("person__name", flat=True)) if self.pk else ""
