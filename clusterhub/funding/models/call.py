import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from clusterhub.directory.names import fold
from clusterhub.funding.models.choices import (
    TAKES_APPLICATIONS,
    CallKind,
    CallStatus,
    MoneyForm,
    Procedure,
)
from clusterhub.funding.models.queries import CallQuerySet
from clusterhub.funding.models.state import status_of
from clusterhub.web.addresses import followable, only_web, page_address

WORDS_OF = ("title", "identifier", "programme", "partnership", "summary")
LONGEST = 20_000


def money(words):
    return models.DecimalField(
        words,
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )


class Call(index.Indexed, models.Model):
    """A call for applications. Its status follows from its dates."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(max_length=100, unique=True)
    identifier = models.CharField(_("official identifier"), max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    parent_identifier = models.CharField(
        _("identifier of the call it belongs to"), max_length=120, blank=True, db_index=True
    )
    kind = models.CharField(_("kind"), max_length=25, choices=CallKind, default=CallKind.DIRECT)
    programme = models.CharField(_("programme"), max_length=150, blank=True)
    partnership = models.CharField(_("partnership"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("text"), blank=True)  # HTML that was cleaned to ours.
    url = models.URLField(
        _("official page"),
        max_length=500,
        blank=True,
        validators=[only_web],
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    procedure = models.CharField(_("procedure"), max_length=15, choices=Procedure, blank=True)
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True)
    resumed_at = models.DateTimeField(_("resumed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    spent_at = models.DateTimeField(_("budget spent"), null=True, blank=True)
    results_at = models.DateTimeField(_("results out"), null=True, blank=True)
    budget_eur = money(_("budget in euro"))
    min_eur = money(_("least per project in euro"))
    max_eur = money(_("most per project in euro"))
    rate = models.DecimalField(
        _("funding rate in percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    money_form = models.CharField(
        _("form of the money"), max_length=15, choices=MoneyForm, blank=True
    )
    projects_expected = models.PositiveIntegerField(_("projects expected"), null=True, blank=True)
    rules = models.JSONField(default=list, blank=True)  # Who may apply; `funding.eligibility`.
    organisation = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="calls"
    )
    publisher_name = models.CharField(_("publisher's name"), max_length=300, blank=True)
    contact_name = models.CharField(_("contact"), max_length=200, blank=True)
    contact_email = models.EmailField(_("contact's address"), blank=True)
    contact_url = models.URLField(
        _("contact's page"), max_length=500, blank=True, validators=[only_web]
    )
    topics = models.ManyToManyField("vocabularies.Topic", blank=True, related_name="calls")
    ecosystems = models.ManyToManyField(
        "vocabularies.IndustrialEcosystem", blank=True, related_name="calls"
    )
    technologies = models.ManyToManyField(
        "vocabularies.Technology", blank=True, related_name="calls"
    )
    keywords = models.JSONField(default=list, blank=True)
    # Names of fields (and "deadlines") that a person has written: no import changes them.
    by_hand = models.JSONField(default=list, blank=True, editable=False)
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
        indexes = [models.Index(fields=["updated_at"], name="call_updated")]
        constraints = [
            models.CheckConstraint(
                condition=Q(min_eur=None) | Q(max_eur=None) | Q(min_eur__lte=F("max_eur")),
                name="a_call_pays_no_more_at_least_than_at_most",
            ),
            models.CheckConstraint(
                condition=Q(rate=None) | Q(rate__gte=0, rate__lte=100),
                name="a_rate_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(resumed_at=None) | Q(suspended_at__lte=F("resumed_at")),
                name="a_call_resumes_after_it_was_suspended",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, update_fields=None, **kwargs):
        texts = [*(getattr(self, name) for name in WORDS_OF), *self.keywords]
        self.words = fold(" ".join(texts), LONGEST)
        if update_fields is not None:  # Lists know by `updated_at` what to read again.
            is_said = {*WORDS_OF, "keywords"} & set(update_fields)
            update_fields = [*{*update_fields, "updated_at", *(["words"] if is_said else [])}]
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self):
        return page_address("funding:call", self.slug)

    @property
    def safe_url(self):
        """The official page if a browser may go there, else nothing."""
        return followable(self.url)

    def status(self, now=None):
        """Computed from the moments; uses prefetched deadlines when there are."""
        return status_of(self, list(self.deadlines.all()), now or timezone.now())

    def is_open(self, now=None):
        """Whether it takes applications; what closes soon is open, too."""
        return self.status(now) in TAKES_APPLICATIONS

    def is_closing_soon(self, now=None):
        """Open, with a cut-off within the next days; the same as `closing_soon()` of the rows."""
        return self.status(now) == CallStatus.CLOSING_SOON

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
