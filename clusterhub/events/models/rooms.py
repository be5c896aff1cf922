"""Where and under which heading sessions are held."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from clusterhub.events.models.choices import RoomKind, TrackColour


class Room(models.Model):
    """A room of the venue or of the web. Its addresses are for those who take part, never public."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(max_length=8, choices=RoomKind, default=RoomKind.ON_SITE)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    floor = models.CharField(max_length=60, blank=True)
    how_to_find = models.TextField(blank=True)
    join_url = models.URLField(blank=True)
    embed_url = models.URLField(blank=True)
    opens_minutes = models.PositiveSmallIntegerField(default=15)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("event", Lower("name"), name="one_room_of_a_name_per_event")
        ]

    def __str__(self):
        return self.name


class Track(models.Model):
    """A line of sessions through an event, known by its name and its colour."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="tracks")
    name = models.CharField(_("name"), max_length=100)
    colour = models.CharField(max_length=14, choices=TrackColour, default=TrackColour.BLUE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("event", Lower("name"), name="one_track_of_a_name_per_event")
        ]

    def __str__(self):
        return self.name
