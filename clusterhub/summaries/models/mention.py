from django.db import models

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.funding.models import MOMENTS
from clusterhub.summaries.models.summary import EventSummary

OWN = ("summary", "place", "words")
OF_TARGETS = (
    "person__name", "person__slug", "person__published_at",
    "organisation__name", "organisation__slug", "organisation__published_at",
    "organisation__country__name", "organisation__country__names",
    "call__title", "call__slug", "call__published_at", *(f"call__{name}" for name in MOMENTS),
    "event__title", "event__slug", "event__status", "event__published_at",
    "news__title", "news__slug", "news__live", "news__path", "news__depth",
    "topic__name", "topic__names", "topic__slug",
)  # fmt: skip


class MentionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if can_edit_content(user) else self.exclude(summary__published_at=None)

    def with_summaries(self):
        return self.select_related("summary", "summary__event")

    def with_targets(self):
        """Every kind of target at once, and what a page says of each, without the rest of it."""
        targets = self.select_related(
            "person", "organisation__country", "call", "event", "news", "topic"
        ).only(*OWN, *OF_TARGETS)
        return targets.prefetch_related("call__deadlines__changes")


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
    def kind(self):
        return next((name for name in self.TARGETS if getattr(self, f"{name}_id")), None)

    @property
    def target(self):
        return getattr(self, self.kind) if self.kind else None
