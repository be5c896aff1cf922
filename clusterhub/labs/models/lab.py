"""A lab is the part of an event in which ideas become groups; who takes part in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.accounts.permissions import can_run_events
from clusterhub.events.models import Event
from clusterhub.events.models.organisers import levels_of
from clusterhub.events.permissions import WORKING


class LabQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What the team has opened at an event that she may see; who runs the lab sees it before."""
        rows = self.filter(event__in=Event.objects.visible_to(user))
        if can_run_events(user):
            return rows
        own = [event for event, level in levels_of(user).items() if level in WORKING]
        return rows.filter(Q(opened_at__isnull=False) | Q(event__in=own))


class Lab(models.Model):
    """The lab of one event; an event without this has none. Its row is what doors lock."""

    event = models.OneToOneField(
        "events.Event", models.CASCADE, primary_key=True, related_name="lab"
    )
    intro = models.TextField(_("what ideas are about"), blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)  # From then on everybody reads it.
    closed_at = models.DateTimeField(null=True, blank=True)  # No more ideas; groups work on.

    objects = LabQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
                name="a_lab_closes_after_it_opened",
            )
        ]

    def __str__(self):
        return str(self.event)

    @property
    def takes_ideas(self):
        return self.opened_at is not None and self.closed_at is None


def goes_without_account(collector, field, sub_objs, using):
    """When a registration goes, so does who came by its link alone; who works with her account stays
    by her account, and goes with it."""
    models.SET_NULL(collector, field, sub_objs.exclude(account=None), using)
    models.CASCADE(collector, field, sub_objs.filter(account=None), using)


class LabPersonQuerySet(models.QuerySet):
    def with_names(self):
        return self.select_related("registration__organisation", "registration__country", "account")

    def of_group(self, group):
        """Who proposed one of its ideas, or wants to work on one."""
        shown = Q(withdrawn_at=None, hidden_at=None)
        ideas = group.ideas.filter(shown)
        joined = Q(parts__idea__in=ideas, parts__kind="join")
        return self.filter(Q(ideas__in=ideas) | joined).distinct()


class LabPerson(models.Model):
    """Somebody who says something in a lab. Name and organisation are her registration's or account's."""

    lab = models.ForeignKey(Lab, models.CASCADE, related_name="people")
    registration = models.OneToOneField(
        "events.Registration",
        goes_without_account,
        null=True,
        blank=True,
        related_name="lab_person",
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="labs"
    )
    came_at = models.DateTimeField(auto_now_add=True)
    # Of who has an account alone; a registration says itself which letters it wants.
    letters_stopped_at = models.DateTimeField(null=True, blank=True)

    objects = LabPersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "lab people"
        constraints = [
            models.CheckConstraint(
                condition=Q(registration__isnull=False) | Q(account__isnull=False),
                name="who_is_in_a_lab_came_somehow",
            ),
            models.UniqueConstraint(
                fields=["lab", "account"],
                condition=Q(account__isnull=False),
                name="everybody_is_once_in_a_lab",
            ),
        ]

    def __str__(self):
        return f"{self.lab_id}: {self.pk}"

    @property
    def name(self):
        return self.registration.name if self.registration_id else str(self.account)

    @property
    def organisation(self):
        """As words; of somebody with an account alone, nothing is known."""
        if not self.registration_id:
            return ""
        listed = self.registration.organisation
        return listed.name if listed else self.registration.organisation_name

    @property
    def country(self):
        return str(self.registration.country or "") if self.registration_id else ""
