from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models.application import Application


class MemberRole(models.TextChoices):
    LEAD = "lead", _("Lead: writes, invites, submits")
    WRITER = "writer", _("Writes")
    READER = "reader", _("Reads")


class MemberQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def joined(self):
        return self.current().exclude(joined_at=None)


class Member(models.Model):
    """Somebody on the team of an application, or an address that was asked to join it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="application_teams",
    )
    email = models.EmailField(_("e-mail address"), max_length=254)
    address_key = models.CharField(max_length=254)
    role = models.CharField(max_length=6, choices=MemberRole)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField()
    link_version = models.PositiveSmallIntegerField(default=0)
    joined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "address_key"],
                condition=Q(ended_at=None),
                name="an_address_once_per_application",
            ),
            models.UniqueConstraint(
                fields=["application", "person"],
                condition=Q(ended_at=None, person__isnull=False),
                name="a_person_once_per_application",
            ),
            models.CheckConstraint(
                condition=Q(joined_at=None) | Q(person__isnull=False),
                name="who_has_joined_is_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.person or self.email}: {self.get_role_display()}"
