import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models.form import FormVersion
from clusterhub.applications.models.hosting import HostedCall


def sealed_or_not(hosted_pks, now):
    """The condition on applications whose deadline has passed; two small queries at most."""
    passed, over = [], []
    rows = HostedCall.objects.filter(pk__in=hosted_pks).select_related("call")
    rows = rows.prefetch_related("call__deadlines")
    for hosted in rows:
        deadlines = hosted.deadlines()
        gone = [each.pk for each in deadlines if hosted.takes_until(each.closes_at) <= now]
        passed += gone
        if deadlines and len(gone) == len(deadlines):
            over.append(hosted.pk)
    return Q(cut_off__in=passed) | Q(cut_off=None, hosted__in=over)


class ApplicationQuerySet(models.QuerySet):
    def real(self):
        """Without the publisher's own trials, which count nowhere."""
        return self.filter(is_test=False)

    def written_by(self, user):
        """Those on whose team `user` is now."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(
            pk__in=user.application_teams.filter(ended_at=None, joined_at__isnull=False).values(
                "application"
            )
        )

    def standing(self):
        """Handed in and not withdrawn: what is judged after the deadline."""
        return self.real().filter(submitted_at__isnull=False, withdrawn_at=None)

    def unsealed(self, hosted_pks, now=None):
        """Those of these calls that are handed in and whose deadline, with its grace, is over."""
        return self.standing().filter(sealed_or_not(hosted_pks, now or timezone.now()))


class Application(models.Model):
    """What one team writes for one call. Its state follows from its moments; nothing else says it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hosted = models.ForeignKey(HostedCall, models.CASCADE, related_name="applications")
    form = models.ForeignKey(FormVersion, models.RESTRICT, related_name="applications")
    number = models.PositiveIntegerField()  # Of this call: 1, 2, 3 …; trials are counted too.
    title = models.CharField(_("title of the application"), max_length=200, blank=True)
    lead_organisation = models.ForeignKey(
        "directory.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("organisation that applies"),
    )
    lead_name = models.CharField(_("its name"), max_length=200, blank=True)
    lead_country = models.ForeignKey(
        "vocabularies.Country", models.PROTECT, null=True, blank=True, related_name="+"
    )
    lead_region = models.ForeignKey(
        "vocabularies.NutsRegion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_test = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)  # Its latest that counts.
    cut_off = models.ForeignKey(  # For which it was submitted; it counts for no other.
        "funding.Deadline", models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    forgotten_at = models.DateTimeField(null=True, blank=True)
    came_from = models.OneToOneField(  # The one of the first stage that was invited.
        "self", models.SET_NULL, null=True, blank=True, related_name="second"
    )

    objects = ApplicationQuerySet.as_manager()
    handed_in = None  # Set by `as_handed_in` on rows that are read as they were handed in.

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["hosted", "number"], name="applications_are_counted"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(submitted_at__isnull=False),
                name="only_what_was_submitted_is_withdrawn",
            ),
        ]
        indexes = [
            models.Index(
                fields=["hosted", "is_test", "submitted_at"], name="applications_of_a_call"
            )
        ]

    def __str__(self):
        return f"{self.reference} {self.title}".strip()

    def get_absolute_url(self):
        return reverse("applications:application", args=[self.uid])

    @property
    def reference(self):
        """Its number as it is written in letters: 'RTG-007'."""
        prefix = self.hosted.prefix or "A"
        return f"{prefix}-T{self.number}" if self.is_test else f"{prefix}-{self.number:03}"

    @property
    def lead(self):
        if self.handed_in is not None:
            return self.handed_in.lead
        return str(self.lead_organisation) if self.lead_organisation else self.lead_name

    @property
    def is_standing(self):
        return self.submitted_at is not None and self.withdrawn_at is None and not self.is_test


class Partner(models.Model):
    """A body that takes part in an application, and whether it has said so itself."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name of the organisation"), max_length=200)
    country = models.ForeignKey(
        "vocabularies.Country", models.PROTECT, null=True, blank=True, related_name="+"
    )
    task = models.CharField(_("what it does in the project"), max_length=500, blank=True)
    contact_name = models.CharField(_("contact"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    link_version = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)  # As she wrote her name.
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(declined_at=None),
                name="a_partner_confirms_or_declines",
            )
        ]

    def __str__(self):
        return self.name
