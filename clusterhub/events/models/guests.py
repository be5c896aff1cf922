from django.conf import settings
from django.db import models
from django.db.models import Q


class GuestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(withdrawn_at=None, declined_at=None)


class Guest(models.Model):
    """An address that was invited to an event. The word of its link stands in no table."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="guests")
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(max_length=254)
    address_key = models.CharField(max_length=254)
    language = models.CharField(max_length=8, default="en")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "address_key"],
                condition=Q(withdrawn_at=None),
                name="one_open_invitation_per_guest",
            ),
        ]

    def __str__(self):
        return f"{self.email}: {self.event}"

    @property
    def is_open(self):
        return self.withdrawn_at is None and self.declined_at is None
