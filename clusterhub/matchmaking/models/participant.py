"""Who wants to meet people at an event, and what she says for it."""

from django.db import models
from django.db.models import F, Q

from clusterhub.events.models import RegistrationStatus
from clusterhub.matchmaking.models.choices import ParticipantRole


class ParticipantQuerySet(models.QuerySet):
    def present(self):
        """Who takes part: has not left, and comes to the event."""
        return self.filter(left_at=None, registration__status=RegistrationStatus.CONFIRMED)


class Participant(models.Model):
    """Somebody who is registered opted in. Name, organisation, country, mode are her registration's."""

    matchmaking = models.ForeignKey(
        "matchmaking.Matchmaking", models.CASCADE, related_name="participants"
    )
    registration = models.OneToOneField(
        "events.Registration", models.CASCADE, related_name="participant"
    )
    role = models.CharField(
        max_length=12, choices=ParticipantRole, default=ParticipantRole.DELEGATE
    )
    offers = models.CharField(max_length=500, blank=True)
    seeks = models.CharField(max_length=500, blank=True)
    offered_technologies = models.ManyToManyField(
        "vocabularies.Technology", blank=True, related_name="+"
    )
    sought_technologies = models.ManyToManyField(
        "vocabularies.Technology", blank=True, related_name="+"
    )
    # Whom she wants to meet: empty means anybody.
    wanted_kinds = models.JSONField(default=list, blank=True)
    wanted_countries = models.ManyToManyField("vocabularies.Country", blank=True, related_name="+")
    wanted_ecosystems = models.ManyToManyField(
        "vocabularies.IndustrialEcosystem", blank=True, related_name="+"
    )
    # Calls that she follows may be a reason to meet, for those who follow them and show it, too.
    shows_calls = models.BooleanField(default=False)
    languages = models.JSONField(default=list, blank=True)  # Two-letter codes.
    most_meetings = models.PositiveSmallIntegerField(null=True, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    left_at = models.DateTimeField(null=True, blank=True)
    times_offered_at = models.DateTimeField(null=True, blank=True)  # See operations.offering.

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["matchmaking"], condition=Q(left_at=None), name="who_wants_to_meet"
            )
        ]

    def __str__(self):
        return f"{self.registration.name}: {self.matchmaking_id}"


class SlotOff(models.Model):
    """A slot that she took out herself; sessions she attends are taken out without a row."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="slots_off")
    slot = models.ForeignKey("matchmaking.MeetingSlot", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "slot"], name="a_slot_is_off_once")
        ]

    def __str__(self):
        return f"{self.participant_id}: {self.slot}"


class NotForMe(models.Model):
    """She does not want to be shown this person again; nobody else learns of it."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="not_for_me")
    other = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "not for me"
        constraints = [
            models.UniqueConstraint(fields=["participant", "other"], name="not_for_me_said_once"),
            models.CheckConstraint(
                condition=~Q(participant=F("other")), name="nobody_turns_herself_away"
            ),
        ]

    def __str__(self):
        return f"{self.participant_id}: {self.other_id}"


class Portrait(models.Model):
    """What the suggestions read of somebody: made of profile, registration and organisation, and made
    anew whenever they change. Thrown away, it comes again."""

    participant = models.OneToOneField(
        Participant, models.CASCADE, primary_key=True, related_name="portrait"
    )
    facts = models.JSONField(default=dict)
    digest = models.CharField(
        max_length=32
    )  # Of facts and meanings: the same digest, the same row.
    meanings = models.BinaryField(null=True)  # None: the worker has not come to it yet.
    price = models.FloatField(default=0)  # What it costs to be shown; see suggesting.prices.

    def __str__(self):
        return f"{self.participant_id}: {self.digest[:8]}"
