import uuid

from django.db import models
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from clusterhub.directory.names import fold
from clusterhub.funding.models.queries import CallQuerySet, CallStatus, soon_ends_at
from clusterhub.web.addresses import followable, only_web, page_address

__all__ = ["Call", "CallKind", "CallStatus"]

WORDS_OF = ("title", "identifier", "programme", "partnership", "summary")
LONGEST = 20_000


class CallKind(models.TextChoices):
    DIRECT = "direct", _("Direct")
    CASCADE = "cascade", _("Cascade funding")


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
    url = models.URLField(
        _("official page"),
        max_length=500,
        blank=True,
        validators=[only_web],
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="calls"
    )
    topics = models.ManyToManyField("vocabularies.Topic", blank=True, related_name="calls")
    ecosystems = models.ManyToManyField(
        "vocabularies.IndustrialEcosystem", blank=True, related_name="calls"
    )
    source = models.CharField(_("where the facts come from"), max_length=300, blank=True)
    words = models.TextField(blank=True, editable=False)  # Its texts as they are compared.
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

    def save(self, *args, update_fields=None, **kwargs):
        self.words = fold(" ".join(getattr(self, name) for name in WORDS_OF), LONGEST)
        if update_fields is not None and set(WORDS_OF) & set(update_fields):
            update_fields = [*update_fields, "words"]
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self):
        return page_address("funding:call", self.slug)

    @property
    def safe_url(self):
        """The official page if a browser may go there, else nothing."""
        return followable(self.url)

    def status(self, now=None):
        """Computed from the dates; uses prefetched deadlines when there are."""
        now = now or timezone.now()
        if self.opens_at and self.opens_at > now:
            return CallStatus.FORTHCOMING
        deadlines = list(self.deadlines.all())
        if not deadlines:
            return CallStatus.UNKNOWN
        if any(deadline.closes_at > now for deadline in deadlines):
            return CallStatus.OPEN
        return CallStatus.CLOSED

    def is_closing_soon(self, now=None):
        """Open, with a cut-off within the next days; the same as `closing_soon()` of the rows."""
        now = now or timezone.now()
        if self.status(now) != CallStatus.OPEN:
            return False
        return self.next_deadline(now).closes_at <= soon_ends_at(now)

    def next_deadline(self, now=None):
        """The first deadline still to come, else the last one, else None."""
        now = now or timezone.now()
        deadlines = list(self.deadlines.all())
        coming = [deadline for deadline in deadlines if deadline.closes_at > now]
        return coming[0] if coming else (deadlines[-1] if deadlines else None)

    def subjects(self):
        """Topics and ecosystems in one query: rows of kind, slug, name and names."""
        columns = ("slug", "name", "names")
        topics = self.topics.order_by().annotate(of=Value("topic")).values("of", *columns)
        ecosystems = self.ecosystems.order_by().annotate(of=Value("ecosystem"))
        return topics.union(ecosystems.values("of", *columns), all=True)
