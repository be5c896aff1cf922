from django.conf import settings
from django.db import models

from clusterhub.events.models import Event
from clusterhub.funding.models import Call


class InfoSessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those whose call and event `user` may both see, in the order of time."""
        rows = self.filter(
            call__in=Call.objects.visible_to(user).order_by().values("pk"),
            event__in=Event.objects.visible_to(user).order_by().values("pk"),
        )
        return rows.order_by("event__starts_at", "pk")


class InfoSession(models.Model):
    """An event at which a call is explained; each has a page, and each page names the other."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="info_sessions")
    event = models.ForeignKey(Event, models.CASCADE, related_name="explained_calls")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()

    objects = InfoSessionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "event"], name="an_event_explains_a_call_once")
        ]

    def __str__(self):
        return f"{self.event}: {self.call}"
