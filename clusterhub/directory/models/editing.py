from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from clusterhub.accounts.invited import ONE_END, OPEN, Invited


class Level(models.TextChoices):
    ADMINISTRATOR = "admin", _("Administrator")
    EDITOR = "editor", _("Editor")


class EditorshipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def administrators(self):
        return self.current().filter(level=Level.ADMINISTRATOR)


class Editorship(models.Model):
    """Somebody keeps an organisation's profile: since when, by whose grant, until when."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="editorships"
    )
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="editorships")
    level = models.CharField(max_length=6, choices=Level)
    granted_at = models.DateTimeField(auto_now_add=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = EditorshipQuerySet.as_manager()

    class Meta:
        ordering = ["granted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "editor"],
                condition=Q(ended_at=None),
                name="one_current_editorship_per_person",
            )
        ]

    def __str__(self):
        return f"{self.editor}: {self.organisation}"


class Invitation(Invited):
    """An address was asked to help with a profile."""

    LINK_SALT = "clusterhub.directory.invitation"

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="invitations"
    )
    level = models.CharField(max_length=6, choices=Level)

    class Meta(Invited.Meta):
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=OPEN,
                name="one_open_invitation_per_address",
            ),
            models.CheckConstraint(
                condition=ONE_END, name="an_invitation_is_accepted_or_withdrawn"
            ),
        ]

    def __str__(self):
        return f"{self.email}: {self.organisation}"


class Verdict(models.TextChoices):
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class ClaimQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decided_at=None)


class Claim(models.Model):
    """Somebody says that a profile without administrator is her organisation's."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="claims"
    )
    claimant = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims")
    reason = models.TextField(blank=True, max_length=2000)
    host = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    words = models.CharField(max_length=500, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "claimant"],
                condition=Q(decided_at=None),
                name="one_open_claim_per_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, verdict="")
                | Q(decided_at__isnull=False) & ~Q(verdict=""),
                name="a_decided_claim_has_a_verdict",
            ),
        ]

    def __str__(self):
        return f"{self.claimant}: {self.organisation}"


def levels_of(user):
    """What `user` may edit herself: the level for each organisation; one query, then remembered."""
    if not user.is_authenticated or not user.is_active:
        return {}
    if not hasattr(user, "_levels"):
        own = Editorship.objects.current().filter(
            editor=user, organisation__merged_into=None, organisation__erased_at=None
        )
        user._levels = dict(own.values_list("organisation", "level"))
    return user._levels
