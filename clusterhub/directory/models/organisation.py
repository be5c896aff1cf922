from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models.listing import OrganisationQuerySet
from clusterhub.directory.models.names import NameKey
from clusterhub.directory.names import fold
from clusterhub.directory.sites import host_of
from clusterhub.directory.states import LISTED, State
from clusterhub.web.addresses import followable, only_web, page_address

DERIVED = ("sort_key", "website_host")


class LocatedBy(models.TextChoices):
    TYPED = "typed", _("Typed in")
    PLACE = "place", _("The place")
    POSTCODE = "postcode", _("The postcode")
    REGION = "region", _("The region")
    IMPORT = "import", _("An import")


class Organisation(models.Model):
    """Any listed body. Its kind decides which fields are asked; only the operations change it."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
    founded_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)

    website = models.URLField(_("website"), blank=True, validators=[only_web])
    english_website = models.URLField(_("website in English"), blank=True, validators=[only_web])
    website_host = models.CharField(max_length=120, blank=True, db_index=True, editable=False)

    # The seat; where it is active is `serves` among the facts.
    country = models.ForeignKey(
        "vocabularies.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("country"),
    )
    region = models.ForeignKey(
        "vocabularies.NutsRegion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("region"),
    )
    street = models.CharField(_("street"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    city = models.CharField(_("place"), max_length=100, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    located_by = models.CharField(max_length=10, choices=LocatedBy, blank=True)

    description = models.TextField(_("description"), blank=True)
    staff_fte = models.DecimalField(
        _("management staff, full-time posts"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    ecosystems = models.ManyToManyField(
        "vocabularies.IndustrialEcosystem",
        blank=True,
        related_name="organisations",
        verbose_name=_("industrial ecosystems"),
    )
    facts = models.JSONField(
        default=dict, blank=True
    )  # Code lists and texts that `facts.py` checks.
    shown = models.JSONField(default=dict, blank=True, editable=False)  # A mirror of its own rows.

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    state_at = models.DateTimeField(null=True, blank=True)
    state_reason = models.CharField(max_length=500, blank=True)
    state_before = models.CharField(max_length=12, choices=State, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    completeness = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=0)
    sort_key = models.CharField(max_length=60, blank=True, editable=False)
    is_claimable = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="absorbed"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [
            models.Index(fields=["state", "id"], name="organisation_state"),
            models.Index(fields=["country", "state"], name="organisation_country"),
            models.Index(fields=["sort_key", "id"], name="organisation_order"),
            # Hardly any is part of another. SQLite takes the average over all for the usual case,
            # and would rather read every listed one than the few parts of one.
            models.Index(
                fields=["parent", "name"],
                name="parts_of_an_organisation",
                condition=Q(parent__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, state__in=sorted(set(State) - LISTED))
                | Q(published_at__isnull=False, state__in=sorted(LISTED)),
                name="what_is_listed_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                # Said, because a comparison with nothing is not false and would pass.
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_point_has_two_numbers_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(founded_year=None) | Q(founded_year__range=(1000, 2100)),
                name="a_founding_year_is_a_year",
            ),
            models.CheckConstraint(
                condition=Q(staff_fte=None) | Q(staff_fte__gte=0), name="staff_is_not_negative"
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, update_fields=None, **kwargs):
        self.derive()
        if update_fields is not None and {"name", "website"} & set(update_fields):
            update_fields = {*update_fields, *DERIVED}
        is_new = self._state.adding
        super().save(*args, update_fields=update_fields, **kwargs)
        if is_new and not self.merged_into_id:
            NameKey.objects.add(organisation=self, names=[(self.name, "")])
        elif update_fields is None or "name" in update_fields:
            self.index_names()

    def get_absolute_url(self):
        return page_address("directory:organisation", self.slug)

    def derive(self):
        """What follows from name and website; `bulk_create` needs it said."""
        self.sort_key = fold(self.name)[:60]
        self.website_host = host_of(self.website)

    def index_names(self):
        """Let this organisation be found again by its present names; a merged one by none."""
        names = [(self.name, ""), *self.other_names.values_list("name", "kind")]
        NameKey.objects.keep(organisation=self, names=[] if self.merged_into_id else names)

    @staticmethod
    def names_with(word):
        keys = NameKey.objects.exclude(organisation=None).filter(key__contains=word)
        return keys.values("organisation")

    @property
    def is_listed(self):
        return self.state in LISTED

    @property
    def safe_website(self):
        return followable(self.website)


class NameKind(models.TextChoices):
    LOCAL = "local", _("Local name")
    ACRONYM = "acronym", _("Acronym")
    FORMER = "former", _("Former name")
    SPELLING = "spelling", _("Other spelling")


class OtherName(models.Model):
    """Another name under which an organisation is found."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="other_names")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=NameKind)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="an_organisation_has_a_name_once"
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.organisation.index_names()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        self.organisation.index_names()
        return deleted
