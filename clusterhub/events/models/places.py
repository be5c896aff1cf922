"""Scarce places: who may have them, how many there are, and whose turn it is."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clusterhub.events.models.choices import AttendanceMode, Outcome, PoolKind


class WhoMayCome(models.TextChoices):
    ANYONE = "anyone", _("Anyone")
    MEMBERS = "members", _("Members of organisations")
    COUNTRIES = "countries", _("People from certain countries")
    INVITED = "invited", _("By invitation")


class Admission(models.Model):
    """How one registers for an event; an event without one takes no registrations."""

    event = models.OneToOneField(
        "events.Event", models.CASCADE, primary_key=True, related_name="admission"
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    who = models.CharField(max_length=10, choices=WhoMayCome, default=WhoMayCome.ANYONE)
    # Codes of programmes and countries, for WhoMayCome.COUNTRIES.
    programmes = models.JSONField(default=list, blank=True)
    countries = models.JSONField(default=list, blank=True)
    needs_approval = models.BooleanField(default=False)
    decide_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    hold_minutes = models.PositiveSmallIntegerField(default=60)
    # None: a freed place is given at once, nobody is asked.
    offer_hours = models.PositiveSmallIntegerField(null=True, blank=True, default=24)
    most_colleagues = models.PositiveSmallIntegerField(default=3)
    allows_parties = models.BooleanField(default=False)
    switch_until = models.DateTimeField(null=True, blank=True)
    # Derived by operations.places for pages that are kept: "on_site:12 online:free".
    places_shown = models.CharField(max_length=120, blank=True, editable=False)
    # Derived, so that a page or a letter that needs neither asks the database for nothing.
    asks_at_once = models.BooleanField(default=False, editable=False)
    has_mail_words = models.BooleanField(default=False, editable=False)
    reply_to = models.EmailField(blank=True)
    reminds = models.BooleanField(default=True)  # A letter the day before.
    # Where one joins online; shown only to who is entitled, and only shortly before.
    join_url = models.URLField(_("address of the online room"), max_length=500, blank=True)
    embed_url = models.URLField(_("address of the player"), max_length=500, blank=True)
    thanks_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="registration_closes_after_it_opens",
            )
        ]

    def __str__(self):
        return f"{self.event}: {self.get_who_display()}"


class Pool(models.Model):
    """Places that are counted together. Only operations.places writes the three counts."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="pools")
    kind = models.CharField(max_length=8, choices=PoolKind)
    mode = models.CharField(max_length=10, choices=AttendanceMode, null=True, blank=True)
    session = models.OneToOneField(
        "events.Session", models.CASCADE, null=True, blank=True, related_name="pool"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    label = models.CharField(max_length=100, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)  # None: no limit.
    taken = models.PositiveIntegerField(default=0)
    waiting_count = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    releases_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(places=None) | Q(taken__lte=F("places")),
                name="never_more_than_the_places",
            ),
            models.CheckConstraint(
                condition=Q(kind=PoolKind.SESSION, session__isnull=False)
                | (~Q(kind=PoolKind.SESSION) & Q(session=None, mode__isnull=False)),
                name="a_pool_is_of_a_mode_or_of_a_session",
            ),
            models.UniqueConstraint(
                fields=["event", "mode"],
                condition=Q(kind=PoolKind.MODE),
                name="one_pool_per_mode",
            ),
        ]

    def __str__(self):
        return self.label or f"{self.event}: {self.get_mode_display() or self.session}"

    @property
    def free(self):
        """How many are free; None where there is no limit."""
        return None if self.places is None else self.places - self.taken

    def fits(self, size=1):
        return self.free is None or self.free >= size


class WaitingEntryQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def unserved(self):
        """Whose turn has not come yet, in order."""
        return self.open().filter(offered_at=None).order_by("number")


class WaitingEntry(models.Model):
    """A turn in the queue of one pool. Whoever waits for one pool may hold a place in another."""

    pool = models.ForeignKey(Pool, models.RESTRICT, related_name="queue")
    registration = models.ForeignKey(
        "events.Registration", models.CASCADE, null=True, blank=True, related_name="turns"
    )
    party = models.ForeignKey(
        "events.Party", models.CASCADE, null=True, blank=True, related_name="turns"
    )
    size = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveIntegerField()
    joined_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    objects = WaitingEntryQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name_plural = _("waiting entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(registration__isnull=False, party=None)
                | Q(registration=None, party__isnull=False),
                name="a_person_or_a_group_waits",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="a_turn_ends_somehow",
            ),
            models.CheckConstraint(
                condition=Q(offered_at=None) | Q(keep_until__isnull=False),
                name="an_offer_holds_until_a_moment",
            ),
            models.UniqueConstraint(fields=["pool", "number"], name="one_turn_per_number"),
            models.UniqueConstraint(
                fields=["pool", "registration"],
                condition=Q(ended_at=None),
                name="one_open_turn_per_person",
            ),
            models.UniqueConstraint(
                fields=["pool", "party"],
                condition=Q(ended_at=None),
                name="one_open_turn_per_group",
            ),
        ]
        indexes = [
            models.Index(fields=["pool", "number"], condition=Q(ended_at=None), name="who_waits"),
            models.Index(
                fields=["keep_until"],
                condition=Q(ended_at=None, offered_at__isnull=False),
                name="which_offers_end",
            ),
        ]

    def __str__(self):
        return f"{self.pool}: {self.number}"
