from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from clusterhub.accounts.permissions import can_edit_content


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


class ListedQuerySet(models.QuerySet):
    def listed(self):
        return self.exclude(published_at=None)

    def visible_to(self, user):
        """What has been published; editors also see what has not."""
        return self.all() if can_edit_content(user) else self.listed()


class OrganisationQuerySet(ListedQuerySet):
    def with_places(self):
        return self.select_related("country", "region")


class Organisation(index.Indexed, models.Model):
    """Any listed body."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
    country = models.ForeignKey(
        "vocabularies.Country", models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    region = models.ForeignKey(
        "vocabularies.NutsRegion", models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("description"), blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts"
    )
    ecosystems = models.ManyToManyField(
        "vocabularies.IndustrialEcosystem", blank=True, related_name="organisations"
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

    def get_absolute_url(self):
        return reverse("directory:organisation", args=[self.slug])

    def other_names_text(self):
        return " ".join(self.other_names.values_list("name", flat=True)) if self.pk else ""


class NameKind(models.TextChoices):
    LOCAL = "local", _("Local name")
    ACRONYM = "acronym", _("Acronym")
    FORMER = "former", _("Former name")
    SPELLING = "spelling", _("Other spelling")


class OtherName(models.Model):
    """Another name under which an organisation is found."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=NameKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="an_organisation_has_a_name_once"
            )
        ]

    def __str__(self):
        return self.name


class Person(index.Indexed, models.Model):
    """Somebody who is named here: speaks, moderates, represents. Most have no sign-in."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    other_names = models.JSONField(_("other spellings"), default=list, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person"
    )
    country = models.ForeignKey(
        "vocabularies.Country", models.PROTECT, null=True, blank=True, related_name="people"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ListedQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=4),
        index.AutocompleteField("name"),
        index.SearchField("other_names_text"),
        index.FilterField("published_at"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("people")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("directory:person", args=[self.slug])

    def other_names_text(self):
        return " ".join(self.other_names)


class Affiliation(models.Model):
    """A person's tie to an organisation, in a role."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="affiliations")
    role = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(ended_at=None),
                name="one_current_affiliation_per_role",
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.role}, {self.organisation}"
