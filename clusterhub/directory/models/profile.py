from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.kinds import Part
from clusterhub.web.addresses import only_web


class ContactRole(models.TextChoices):
    GENERAL = "general", _("General contact")
    PLATFORM = "eccp", _("Contact for this platform")
    INTERNATIONAL = "international", _("International contact")
    PRESS = "press", _("Press")
    OTHER = "other", _("Other")


class Audience(models.TextChoices):
    PUBLIC = "public", _("Everyone")
    SIGNED_IN = "signed_in", _("Who is signed in")
    MEMBERS = "members", _("Editors of member organisations")
    EDITORS = "editors", _("Editors of this profile")


class ContactQuerySet(models.QuerySet):
    def consented(self):
        return self.filter(consented_at__isnull=False, consent_withdrawn_at=None)


class Contact(models.Model):
    """Somebody to write to; shown to others only after she said yes."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="contacts"
    )
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=ContactRole, default=ContactRole.GENERAL)
    role_words = models.CharField(max_length=150, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.EDITORS)
    person = models.ForeignKey(
        "directory.Person", models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    consent_token_digest = models.CharField(max_length=64, blank=True, db_index=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    consent_withdrawn_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    @property
    def has_consented(self):
        return self.consented_at is not None and self.consent_withdrawn_at is None


class LabelLevel(models.TextChoices):
    BRONZE = "bronze", _("Bronze")
    SILVER = "silver", _("Silver")
    GOLD = "gold", _("Gold")
    OTHER = "other", _("Other")


class Label(models.Model):
    """A quality label of a cluster organisation, from one day to another."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="labels"
    )
    scheme = models.CharField(max_length=30, default="ECEI")
    level = models.CharField(max_length=10, choices=LabelLevel)
    issued_on = models.DateField()
    valid_until = models.DateField()
    renews = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="renewals"
    )
    certificate_url = models.URLField(blank=True, max_length=500, validators=[only_web])
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-valid_until", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")), name="a_label_ends_after_it_is_issued"
            )
        ]

    def __str__(self):
        return f"{self.scheme} {self.get_level_display()}"


class SupportProgramme(models.Model):
    """A cluster programme that has supported an organisation."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="programmes"
    )
    name = models.CharField(max_length=200)
    country = models.ForeignKey(
        "vocabularies.Country", models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    url = models.URLField(blank=True, max_length=500, validators=[only_web])

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_programme_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return self.name


class ProfileDocument(models.Model):
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="documents"
    )
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="profiles/")
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=2, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self):
        return self.title


class PartConfirmation(models.Model):
    """When an organisation's own people last said that one part of its profile is true."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="confirmations"
    )
    part = models.CharField(max_length=20, choices=Part)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "part"], name="one_confirmation_per_part"
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_part_display()}"
