from django.db import models
from django.utils.translation import gettext_lazy as _

from clusterhub.events.models.choices import EventKind


class Hosting(models.Model):
    """What kind of event it is, who holds it, and how one finds the way in."""

    kind = models.CharField(
        _("kind"), max_length=16, choices=EventKind, default=EventKind.TALK, db_index=True
    )
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="side_events"
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="hosted_events",
    )
    presidency = models.ForeignKey(
        "vocabularies.Country", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    venue_access = models.TextField(_("how to get in"), blank=True)
    venue_plan = models.ImageField(upload_to="venues/", blank=True)

    class Meta:
        abstract = True

    @property
    def has_point(self):
        return self.latitude is not None and self.longitude is not None
