from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from clusterhub.accounts.permissions import can_edit_content


class EventSummaryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if can_edit_content(user) else self.public()

    def public(self):
        return self.exclude(published_at=None)

    def with_events(self):
        return self.select_related("event", "event__series", "event__country")


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

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("summaries:summary", args=[self.slug])

    @property
    def is_published(self):
        return self.published_at is not None


class SourceDocument(models.Model):
    """The document that a summary was read from, kept as it came, with its text by lines."""

    summary = models.OneToOneField(EventSummary, models.CASCADE, related_name="source")
    file_name = models.CharField(max_length=200)
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    lines = models.JSONField(default=list)
    read_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.file_name


class FindingAnswer(models.TextChoices):
    ACCEPTED = "accepted", _("Proposal accepted")
    CHANGED = "changed", _("Changed by hand")
    DISMISSED = "dismissed", _("Dismissed")


class FindingQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(answered_at=None)


class Finding(models.Model):
    """A doubt that an editor must answer before the summary is published."""

    summary = models.ForeignKey(EventSummary, models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    message = models.TextField()
    where = models.JSONField(default=list)  # Line numbers in the source, from 1.
    values = models.JSONField(default=list)
    proposal = models.JSONField(null=True, blank=True)  # What accepting does; see operations.
    answer = models.CharField(max_length=10, choices=FindingAnswer, blank=True)
    answer_values = models.JSONField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & ~Q(answered_at=None),
                name="an_answer_has_a_moment",
            )
        ]

    def __str__(self):
        return f"{self.code}: {self.message[:60]}"


class MentionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if can_edit_content(user) else self.exclude(summary__published_at=None)

    def with_summaries(self):
        return self.select_related("summary", "summary__event")


class Mention(models.Model):
    """A summary names one record of the platform. Made only with an editor's yes."""

    summary = models.ForeignKey(EventSummary, models.CASCADE, related_name="mentions")
    place = models.CharField(max_length=60)  # Where in the record: "agenda.2.speakers.0".
    words = models.CharField(max_length=300)  # As the summary has it.
    person = models.ForeignKey(
        "directory.Person", models.CASCADE, null=True, related_name="mentions"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, null=True, related_name="mentions"
    )
    call = models.ForeignKey("funding.Call", models.CASCADE, null=True, related_name="mentions")
    event = models.ForeignKey("events.Event", models.CASCADE, null=True, related_name="mentions")
    news = models.ForeignKey("news.NewsPage", models.CASCADE, null=True, related_name="mentions")
    topic = models.ForeignKey(
        "vocabularies.Topic", models.CASCADE, null=True, related_name="mentions"
    )

    objects = MentionQuerySet.as_manager()

    TARGETS = ("person", "organisation", "call", "event", "news", "topic")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["summary", "place", "words"], name="one_mention_per_place_and_words"
            )
        ]

    def __str__(self):
        return f"{self.summary}: {self.words}"

    @property
    def target(self):
        return next((getattr(self, name) for name in self.TARGETS if getattr(self, f"{name}_id")), None)


class Correction(models.Model):
    """What was changed after publishing, visible to every reader."""

    summary = models.ForeignKey(EventSummary, models.CASCADE, related_name="corrections")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=400)
    changes = models.JSONField(default=list)  # [{"place": …, "before": …, "after": …}]

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.what
