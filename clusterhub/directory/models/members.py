from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models.ties import Tie, TieQuerySet


def _ends(left, joined):
    return Q(**{left: None}) | Q(**{joined: None}) | Q(**{f"{left}__gte": F(joined)})


class MemberSource(models.TextChoices):
    TYPED = "", _("Typed in")
    LIST = "list", _("Out of a list")
    MADE = "made", _("Named before it stood in the directory")


class ClusterMember(Tie):
    """An organisation in a cluster. Each side says it for itself; said by one, it shows as such."""

    WHOLES = frozenset({OrganisationKind.CLUSTER_ORGANISATION})

    cluster_organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="members"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="memberships"
    )
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    said_by_cluster_at = models.DateTimeField(null=True, blank=True)
    said_by_member_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    source = models.CharField(max_length=80, blank=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["cluster_organisation", "left_on"], name="members_of_cluster"),
            models.Index(fields=["organisation", "left_on"], name="clusters_of_member"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_organisation", "organisation"],
                condition=Q(left_on=None),
                name="one_current_membership_per_cluster",
            ),
            models.CheckConstraint(
                condition=~Q(cluster_organisation=F("organisation")),
                name="nobody_is_a_member_of_itself",
            ),
            models.CheckConstraint(
                condition=Q(said_by_cluster_at__isnull=False) | Q(said_by_member_at__isnull=False),
                name="a_membership_is_said_by_somebody",
            ),
            models.CheckConstraint(
                condition=_ends("left_on", "joined_on"), name="a_member_leaves_after_it_joins"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} → {self.cluster_organisation}"


class ParticipantRole(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    PARTNER = "partner", _("Partner")
    MEMBER = "member", _("Member")
    ASSOCIATED = "associated", _("Associated partner")


class Participation(Tie):
    """An organisation's part in a partnership or a network."""

    ENDS = ("whole", "organisation")
    SIDES = ("whole", "part")
    SAID = ("said_by_whole_at", "said_by_part_at")
    KEY = ("role",)
    WHOLES = frozenset({OrganisationKind.NETWORK, OrganisationKind.PARTNERSHIP})

    whole = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="participations"
    )
    role = models.CharField(max_length=20, choices=ParticipantRole, default=ParticipantRole.PARTNER)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    said_by_whole_at = models.DateTimeField(null=True, blank=True)
    said_by_part_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["whole", "left_on"], name="participants_of_whole"),
            models.Index(fields=["organisation", "left_on"], name="wholes_of_participant"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["whole", "organisation", "role"],
                condition=Q(left_on=None),
                name="one_current_participation_per_role",
            ),
            models.CheckConstraint(
                condition=~Q(whole=F("organisation")), name="nobody_takes_part_in_itself"
            ),
            models.CheckConstraint(
                condition=Q(said_by_whole_at__isnull=False) | Q(said_by_part_at__isnull=False),
                name="a_participation_is_said_by_somebody",
            ),
            models.CheckConstraint(
                condition=_ends("left_on", "joined_on"), name="a_participant_leaves_after_it_joins"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} → {self.whole}"


class MemberCount(models.Model):
    """How many members of each type there were on one day."""

    TYPES = ("sme", "large", "research", "public", "other")

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="counts"
    )
    counted_on = models.DateField()
    sme = models.PositiveIntegerField(default=0)
    large = models.PositiveIntegerField(default=0)
    research = models.PositiveIntegerField(default=0)
    public = models.PositiveIntegerField(default=0)
    other = models.PositiveIntegerField(default=0)
    source = models.CharField(
        max_length=10,
        choices=[("declared", _("Declared")), ("computed", _("Counted from the list"))],
        default="declared",
    )
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    stated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-counted_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "counted_on"], name="one_member_count_per_day"
            )
        ]

    def __str__(self):
        return f"{self.organisation}, {self.counted_on}: {self.total}"

    @property
    def total(self):
        return sum(getattr(self, name) for name in self.TYPES)

    @property
    def type_count(self):
        return sum(getattr(self, name) > 0 for name in self.TYPES)
