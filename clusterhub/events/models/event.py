import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, Max, OuterRef, Prefetch, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from clusterhub.accounts.permissions import can_run_events
from clusterhub.clock.zones import zone_info
from clusterhub.directory.names import fold
from clusterhub.events.models.choices import EVENT_PAGE, EventFormat, EventStatus
from clusterhub.events.models.hosting import Hosting
from clusterhub.events.models.organisers import CoOrganiser, organised_by
from clusterhub.events.models.series import EventSeries
from clusterhub.web.addresses import page_address

LINE = (
    "slug", "title", "lead", "format", "status", "starts_at", "ends_at", "time_zone", "city",
    "programme_number", "series__name", "country__name", "country__names", "summary__slug", "summary__published_at",
)  # fmt: skip

AROUND = ("series__organiser", "country", "presidency")
AROUND_SHOWN = (
    "series", "series__slug", "series__name", "series__organiser", "series__organiser__name",
    "series__organiser__slug", "series__organiser__published_at",
    "country", "country__name", "country__names", "presidency", "presidency__name",
    "presidency__names",
)  # fmt: skip
NEAR_FOR_CALENDAR = ("series", "country", Prefetch("topics", to_attr="topic_list"))
PUBLIC = ~Q(status=EventStatus.DRAFT)


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everything that was ever published; the event team also sees drafts, organisers theirs."""
        if can_run_events(user):
            return self.all()
        own = organised_by(user)
        return self.public() if own is None else self.filter(PUBLIC | Q(pk__in=own))

    def searchable_by(self, user):
        """What is visible but for one's own drafts: the index does not know who works on what."""
        return self.all() if can_run_events(user) else self.public()

    def public(self):
        return self.filter(PUBLIC)

    def coming(self, now=None):
        """Not over yet, soonest first."""
        return self.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now=None):
        """Over, latest first."""
        return self.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")

    def matching(
        self, *, series="", topic="", country="", ecosystem="", kind="", format="", when=""
    ):
        """Narrowed down by what somebody chose ("2026-03" or "2026" for `when`); an empty choice
        does not narrow."""
        chosen = {
            "series__slug": series,
            "topics__slug": topic,
            "country__code": country,
            "ecosystems__slug": ecosystem,
            "kind": kind,
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
        return self.with_parts().prefetch_related(*AROUND, "links")

    def with_parts(self):
        """With what is its own; the rest apart, since PostgreSQL plans a join of nine tables for long."""
        return (
            self.select_related("summary", "admission", "session_call", "fair")
            .defer("summary__record", "summary__body_text")
            .annotate(has_neighbours=_any_neighbours())
        )

    def with_surroundings(self):
        """Series with its organiser, country and presidency, and nothing of the event itself."""
        return self.select_related(*AROUND).only(*AROUND_SHOWN)

    def with_calendar(self):
        """What a calendar tells of each event; thousands share one series and few countries."""
        return self.defer("description").prefetch_related(*NEAR_FOR_CALENDAR)

    def facets(self):
        """How many events each filter would leave: kind, key, name, names, count, in one query."""
        kinds = {
            "series": ("series__slug", "series__name", None),
            "topic": ("topics__slug", "topics__name", "topics__names"),
            "ecosystem": ("ecosystems__slug", "ecosystems__name", "ecosystems__names"),
            "country": ("country__code", "country__name", "country__names"),
            "kind": ("kind", "kind", None),
            "format": ("format", "format", None),
            "when": ("month", "month", None),
        }
        events = self.order_by()
        branches = [_facet(events, kind, *columns) for kind, columns in kinds.items()]
        return branches[0].union(*branches[1:], all=True)

    def freshness(self):
        """How many there are and when the last of them changed: enough to say "not modified"."""
        return self.order_by().aggregate(count=Count("pk"), changed_at=Max("updated_at"))


def _any_neighbours():
    """Whether the page has anything to ask of side events, co-organisers and calls explained."""
    co_organisers = CoOrganiser.objects.filter(event=OuterRef("pk"), agreed_at__isnull=False)
    side_events = Event.objects.filter(parent=OuterRef("pk"))
    calls = Event.objects.filter(pk=OuterRef("pk"), explained_calls__isnull=False)
    anything = Exists(co_organisers) | Exists(side_events) | Exists(calls)
    return ExpressionWrapper(anything, output_field=models.BooleanField())


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


class Event(Hosting, index.Indexed, models.Model):
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
    # The version of the programme that everybody sees; 0: the rows themselves.
    programme_number = models.PositiveIntegerField(default=0, editable=False)
    topics = models.ManyToManyField("vocabularies.Topic", blank=True, related_name="events")
    ecosystems = models.ManyToManyField(
        "vocabularies.IndustrialEcosystem", blank=True, related_name="events"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    # How long after the end registrations are kept, and when they were forgotten.
    keep_days = models.PositiveSmallIntegerField(default=90)
    people_forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EventQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("lead", boost=2),
        index.SearchField("description"),
        index.SearchField("people_text"),
        index.SearchField("sessions_text"),
        index.SearchField("words_without_accents"),
        index.FilterField("status"),
        index.FilterField("starts_at"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="an_event_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_point_has_two_numbers",
            ),
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
        return page_address("events:event", self.slug, EVENT_PAGE)

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
        words = f"{self.title} {self.lead} {self.people_text()} {self.sessions_text()}"
        return fold(words, longest=20_000)

    def people_text(self):
        if not self.pk:
            return ""
        return " ".join(self.speakers.named().values_list("person__name", flat=True))

    def sessions_text(self):
        """What sessions are called, so that one of them finds the conference."""
        if not self.pk:
            return ""
        if not self.programme_number:
            return " ".join(self.sessions.values_list("title", flat=True))
        version = self.programme_versions.only("record").get(number=self.programme_number)
        return " ".join(session["title"] for session in version.record["sessions"])
