import uuid

from django.db import models
from django.db.models import Min, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from clusterhub.accounts.permissions import can_edit_content


class CallKind(models.TextChoices):
    DIRECT = "direct", _("Direct")
    CASCADE = "cascade", _("Cascade funding")


class CallStatus(models.TextChoices):
    FORTHCOMING = "forthcoming", _("Forthcoming")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    UNKNOWN = "unknown", _("No deadline known")


class CallQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if can_edit_content(user) else self.public()

    def public(self):
        return self.exclude(published_at=None)

    def with_deadlines(self):
        return self.prefetch_related(
            Prefetch("deadlines", Deadline.objects.prefetch_related("changes"))
        )

    def with_next_deadline(self, now=None):
        """Adds `next_deadline_at`: the first deadline still to come, or None."""
        coming = Q(deadlines__closes_at__gte=now or timezone.now())
        return self.annotate(next_deadline_at=Min("deadlines__closes_at", filter=coming))

    def open(self, now=None):
        """Open for applications now, the one that closes first on top."""
        now = now or timezone.now()
        return (
            self.with_next_deadline(now)
            .filter(Q(opens_at=None) | Q(opens_at__lte=now), next_deadline_at__isnull=False)
            .order_by("next_deadline_at", "pk")
        )


class Call(index.Indexed, models.Model):
    """A call for applications. Its status follows from its dates."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(max_length=100, unique=True)
    identifier = models.CharField(_("official identifier"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=CallKind, default=CallKind.DIRECT)
    programme = models.CharField(_("programme"), max_length=150, blank=True)
    partnership = models.CharField(_("partnership"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    url = models.URLField(_("official page"), max_length=500, blank=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="calls"
    )
    topics = models.ManyToManyField("vocabularies.Topic", blank=True, related_name="calls")
    ecosystems = models.ManyToManyField(
        "vocabularies.IndustrialEcosystem", blank=True, related_name="calls"
    )
    source = models.CharField(_("where the facts come from"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = CallQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("identifier", boost=4),
        index.AutocompleteField("identifier"),
        index.SearchField("programme"),
        index.SearchField("partnership"),
        index.SearchField("summary"),
        index.FilterField("published_at"),
    ]

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("funding:call", args=[self.slug])

    def status(self, now=None):
        """Computed from the dates; uses prefetched deadlines when there are."""
        now = now or timezone.now()
        if self.opens_at and self.opens_at > now:
            return CallStatus.FORTHCOMING
        deadlines = list(self.deadlines.all())
        if not deadlines:
            return CallStatus.UNKNOWN
        if any(deadline.closes_at >= now for deadline in deadlines):
            return CallStatus.OPEN
        return CallStatus.CLOSED

    def next_deadline(self, now=None):
        """The first deadline still to come, else the last one, else None."""
        now = now or timezone.now()
        deadlines = list(self.deadlines.all())
        coming = [deadline for deadline in deadlines if deadline.closes_at >= now]
        return coming[0] if coming else (deadlines[-1] if deadlines else None)


class Deadline(models.Model):
    """The last instant at which a call, or one cut-off of it, takes applications.

    A deadline of which only the day is known closes at the end of that day in its zone and says so.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="deadlines")
    closes_at = models.DateTimeField(_("closes"))
    time_zone = models.CharField(max_length=60, default="Europe/Brussels")
    is_day_only = models.BooleanField(_("only the day is known"), default=False)
    label = models.CharField(_("label"), max_length=100, blank=True)
    as_printed = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["closes_at", "pk"]
        indexes = [models.Index(fields=["closes_at"], name="deadline_closes")]

    def __str__(self):
        return f"{self.call}: {self.closes_at:%Y-%m-%d %H:%M}"

    @property
    def is_past(self):
        return self.closes_at < timezone.now()


class DeadlineChange(models.Model):
    """What a deadline was before it moved, and where the news came from."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="changes")
    was_at = models.DateTimeField()
    was_day_only = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now_add=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return f"was {self.was_at:%Y-%m-%d %H:%M}"

