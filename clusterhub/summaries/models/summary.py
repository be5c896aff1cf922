from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.web.addresses import page_address

LINE = (
    *("slug", "title", "published_at"),
    *("event__slug", "event__starts_at", "event__time_zone", "event__series__name"),
)


class EventSummaryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if can_edit_content(user) else self.public()

    def public(self):
        return self.exclude(published_at=None)

    def with_events(self):
        """The events and what is published, without the editors' copy of it."""
        events = self.select_related("event", "event__series", "event__country")
        return events.defer("record", "body_text", "event__description")

    def with_lines(self):
        """What a line of a list says: of the published record only `key_messages` and `funding`."""
        return (
            self.select_related("event__series")
            .only(*LINE)
            .annotate(
                key_messages=F("published_record__key_messages"),
                funding=F("published_record__funding"),
            )
        )

    def newest_talk_first(self):
        return self.order_by(F("event__starts_at").desc(nulls_last=True), "-pk")

    def matching(self, series=None, topic=None, year=None, q=None):
        """What the list's filters leave; the words `q` are for the search, not for this."""
        found = self.filter(event__series__slug=series) if series else self
        if topic:
            found = found.filter(pk__in=found.filter(mentions__topic__slug=topic).values("pk"))
        return found.filter(event__starts_at__year=year) if year else found

    def years_of_talks(self):
        """Each year that has a summary, latest first."""
        # The year in UTC, as text: by the clocks of Brussels it would cost SQLite a call of Python
        # for each summary, and nobody talks in the first hour of a year.
        year = Substr(Cast("event__starts_at", models.CharField()), 1, 4)
        years = self.exclude(event=None).order_by().annotate(year=year).values("year").distinct()
        return sorted((int(row["year"]) for row in years), reverse=True)

    def with_progress(self):
        """Adds `finding_count` and `answered_count`; matches count like doubts."""
        return self.annotate(
            finding_count=Count("findings"),
            answered_count=Count("findings", filter=~Q(findings__answer="")),
        )


class EventSummary(index.Indexed, models.Model):
    """What was said at an event: one record, published as page, PDF, Word, Markdown and JSON.

    `record` has the shape of docs/summary-format.md; `revision` rises with every save, and a save
    that names an older one is refused, so two editors never overwrite each other.
    """

    event = models.OneToOneField(
        "events.Event", models.PROTECT, null=True, blank=True, related_name="summary"
    )
    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=250)
    record = models.JSONField(default=dict)
    body_text = models.TextField(blank=True)  # Plain words of the record, for search.
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_record = models.JSONField(null=True, blank=True)

    objects = EventSummaryQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("body_text"),
        index.FilterField("published_at"),
    ]

    class Meta:
        verbose_name_plural = _("event summaries")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(published_record__isnull=False),
                name="a_published_summary_has_a_published_record",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return page_address("summaries:summary", self.slug)

    @property
    def is_published(self):
        return self.published_at is not None
