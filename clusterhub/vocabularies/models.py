from datetime import date

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Length
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clusterhub.web.addresses import page_address


class NamedInLanguages(models.Model):
    """Something with an English name, names in other languages, and other words for it."""

    name = models.CharField(max_length=250)
    names = models.JSONField(default=dict, blank=True)  # {"de": "…", "fr": "…"}
    aliases = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.names.get((get_language() or "en")[:2], self.name)


class Programme(models.TextChoices):
    EU = "eu", _("European Union")
    EEA = "eea", _("European Economic Area")
    EURO = "euro", _("Euro area")
    SMP = "smp", _("Single Market Programme, SME pillar")
    COSME = "cosme", _("COSME")


class Standing(models.TextChoices):
    MEMBER = "member", _("Member State of the European Union")
    EEA_EFTA = "eea_efta", _("European Economic Area (EFTA)")
    EFTA = "efta", _("European Free Trade Association")
    CANDIDATE = "candidate", _("Candidate country")
    POTENTIAL_CANDIDATE = "potential_candidate", _("Potential candidate")
    THIRD = "third", _("Other country")


class CountryQuerySet(models.QuerySet):
    def taking_part_in(self, programme, *, on=None):
        """Countries in a union or programme on a day (today when none is given)."""
        standings = CountryStanding.objects.filter(programme=programme).on(on or date.today())
        return self.filter(pk__in=standings.values("country"))


class Country(NamedInLanguages):
    """A country with its standing; `code` is ISO 3166-1 alpha-2 (XK for Kosovo)."""

    code = models.CharField(max_length=2, primary_key=True)
    code_3 = models.CharField(max_length=3)
    eurostat_code = models.CharField(max_length=2)
    standing = models.CharField(max_length=40, choices=Standing)
    capital = models.CharField(max_length=80, blank=True)
    languages = models.JSONField(default=list)

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("countries")


class CountryStandingQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day)).filter(
            Q(ends_on=None) | Q(ends_on__gte=day)
        )


class CountryStanding(models.Model):
    """A country's part in a union or programme, from one day to another (open when empty)."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="standings")
    programme = models.CharField(max_length=10, choices=Programme)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    is_certain = models.BooleanField(default=True)
    note = models.CharField(max_length=200, blank=True)

    objects = CountryStandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "programme", "starts_on"], name="one_standing_per_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_standing_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"{self.country}: {self.get_programme_display()}"


class NutsRegionQuerySet(models.QuerySet):
    def of_version(self, version):
        return self.filter(version=version)

    def within(self, region):
        """The region itself and everything below it, by its code: no walk through the tree."""
        return self.filter(version=region.version, code__startswith=region.code)

    def enclosing(self, region):
        """What the region lies in, the country first."""
        codes = [region.code[:length] for length in range(2, len(region.code))]
        return self.filter(version=region.version, code__in=codes).order_by("level")


class NutsRegion(models.Model):
    """Eurostat's region of level 0 to 3 in one version of the nomenclature."""

    code = models.CharField(max_length=5)
    version = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    country = models.ForeignKey(Country, models.PROTECT, related_name="regions")
    name = models.CharField(max_length=150)
    native_name = models.CharField(max_length=150, blank=True)
    anchor_place = models.CharField(max_length=100, blank=True)
    anchor_latitude = models.FloatField(null=True)
    anchor_longitude = models.FloatField(null=True)

    objects = NutsRegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="one_region_per_code"),
            models.CheckConstraint(
                condition=Q(level=Length("code") - Value(2)),
                name="a_code_has_two_and_level_characters",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.code})"


class IndustrialEcosystem(NamedInLanguages):
    """One of the European Commission's 14."""

    slug = models.SlugField(max_length=60, primary_key=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class NaceActivity(models.Model):
    """An economic activity; the same code means other things in another revision."""

    revision = models.CharField(max_length=3)
    code = models.CharField(max_length=6)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    section = models.CharField(max_length=1)
    name = models.CharField(max_length=250)
    names = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["revision", "section", "code"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "code"], name="one_activity_per_code")
        ]

    def __str__(self):
        return f"{self.code} {self.names.get((get_language() or 'en')[:2], self.name)}"


class Technology(NamedInLanguages):
    slug = models.SlugField(max_length=60, primary_key=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("technologies")


class EmergingIndustry(NamedInLanguages):
    """One of those that cut across the old sectors, after the European Cluster Observatory."""

    slug = models.SlugField(max_length=60, primary_key=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        verbose_name_plural = _("emerging industries")


class S3Priority(NamedInLanguages):
    """What a region may choose for its smart specialisation: a field, or a part of one."""

    slug = models.SlugField(max_length=80, primary_key=True)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    level = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("smart specialisation priority")
        verbose_name_plural = _("smart specialisation priorities")


class PostcodePrefix(models.Model):
    """Where a country's postcodes begin with; loaded by an operator, never shipped."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="postcode_prefixes")
    prefix = models.CharField(max_length=10)
    region = models.ForeignKey(NutsRegion, models.CASCADE, related_name="postcode_prefixes")

    class Meta:
        ordering = ["country", "prefix"]
        verbose_name_plural = _("postcode prefixes")
        constraints = [
            models.UniqueConstraint(fields=["country", "prefix"], name="one_region_per_postcode")
        ]

    def __str__(self):
        return f"{self.country_id} {self.prefix}"


class Topic(NamedInLanguages):
    """What talks, news and calls are about; editors add to the list."""

    slug = models.SlugField(max_length=80, unique=True)
    description = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

    def get_absolute_url(self):
        return page_address("events:topic", self.slug)
