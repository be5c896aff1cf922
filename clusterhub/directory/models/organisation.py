from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from clusterhub.directory.models.listing import ListedQuerySet
from clusterhub.directory.models.names import NameKey
from clusterhub.web.addresses import followable, only_web, page_address


class OrganisationKind(models.TextChoices):
    CLUSTER_ORGANISATION = "cluster_organisation", _("Cluster organisation")
    SME = "sme", _("Small or medium-sized enterprise")
    LARGE_COMPANY = "large_company", _("Large company")
    RTO = "rto", _("Research or technology organisation")
    UNIVERSITY = "university", _("University")
    PUBLIC_AUTHORITY = "public_authority", _("Public authority")
    INVESTOR = "investor", _("Investor")
    NETWORK = "network", _("Network or association")
    PARTNERSHIP = "partnership", _("Partnership or project")
    OTHER = "other", _("Other")


class OrganisationQuerySet(ListedQuerySet):
    def with_places(self):
        return self.select_related("country", "region")


class Organisation(index.Indexed, models.Model):
    """Any listed body."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
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
    website = models.URLField(_("website"), blank=True, validators=[only_web])
    description = models.TextField(_("description"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    ecosystems = models.ManyToManyField(
        "vocabularies.IndustrialEcosystem",
        blank=True,
        related_name="organisations",
        verbose_name=_("industrial ecosystems"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=4),
        index.AutocompleteField("name"),
        index.SearchField("other_names_text", boost=3),
        index.AutocompleteField("other_names_text"),
        index.SearchField("description"),
        index.FilterField("kind"),
        index.FilterField("published_at"),
        index.FilterField("country_id"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.index_names()

    def get_absolute_url(self):
        return page_address("directory:organisation", self.slug)

    def other_names_text(self):
        return " ".join(self.other_names.values_list("name", flat=True)) if self.pk else ""

    def index_names(self):
        """Let this organisation be found again by its present names."""
        others = self.other_names.values_list("name", "kind")
        NameKey.objects.keep(organisation=self, names=[(self.name, ""), *others])

    @staticmethod
    def names_with(word):
        keys = NameKey.objects.exclude(organisation=None).filter(key__contains=word)
        return keys.values("organisation")

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
