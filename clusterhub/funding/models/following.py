"""Who is told of calls: followers, what each follows, and what each was told already."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.zones import DEFAULT_ZONE

LONGEST_QUERY = 1000


class Cadence(models.TextChoices):
    DAILY = "daily", _("Each day on which there is something")
    WEEKLY = "weekly", _("Once a week, on Monday")


class Follower(models.Model):
    """Somebody with an account, or an address that was confirmed; gets one letter at a time."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="follower"
    )
    # In small letters; "" for somebody with an account, whose address may change.
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=60, default=DEFAULT_ZONE)
    cadence = models.CharField(max_length=6, choices=Cadence, default=Cadence.DAILY)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="an_address_follows_once"
            ),
            models.CheckConstraint(
                condition=(Q(person=None) & ~Q(email="")) | Q(person__isnull=False, email=""),
                name="a_follower_is_a_person_or_an_address",
            ),
        ]

    def __str__(self):
        return self.address

    @property
    def address(self):
        return self.person.email if self.person_id else self.email

    @property
    def zone(self):
        """Whose days are counted."""
        return (self.person.time_zone if self.person_id else "") or self.time_zone


class SavedSearch(models.Model):
    """What calls are looked for, once for all who look for the same; found by one of its values."""

    query = models.CharField(max_length=LONGEST_QUERY, unique=True)
    # A call that fits has this: "topic:water", "words", or "any" where nothing narrows it.
    key = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["key"], name="searches_by_key")]

    def __str__(self):
        return self.query or "*"


class FollowQuerySet(models.QuerySet):
    def telling(self):
        """Confirmed, and not stopped."""
        return self.filter(confirmed_at__isnull=False, follower__stopped_at=None)


class Follow(models.Model):
    """One call, or all that fit a search."""

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="follows")
    call = models.ForeignKey(
        "funding.Call", models.CASCADE, null=True, blank=True, related_name="follows"
    )
    search = models.ForeignKey(
        SavedSearch, models.CASCADE, null=True, blank=True, related_name="follows"
    )
    name = models.CharField(max_length=200, blank=True)  # Of a search, in the words of its filters.
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["follower", "call"], name="a_call_is_followed_once"),
            models.UniqueConstraint(fields=["follower", "search"], name="a_search_is_saved_once"),
            models.CheckConstraint(
                condition=Q(call=None, search__isnull=False) | Q(call__isnull=False, search=None),
                name="a_call_or_a_search_is_followed",
            ),
        ]

    def __str__(self):
        return str(self.call) if self.call_id else self.name


class Told(models.Model):
    """One thing that one follower was told: it is told once."""

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="told")
    call = models.ForeignKey("funding.Call", models.CASCADE, related_name="+")
    # "new", "moved:17", "left:12:7:2027-01-31": what it was about.
    what = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "call", "what"], name="told_once")
        ]
        indexes = [models.Index(fields=["at"], name="told_at")]

    def __str__(self):
        return f"{self.what} of {self.call_id}"


class AlertRun(models.Model):
    """Up to which instant the news was told: each day, each week, and of moves at once."""

    cadence = models.CharField(max_length=6, primary_key=True)
    until = models.DateTimeField()

    def __str__(self):
        return f"{self.cadence} {self.until:%Y-%m-%d %H:%M}"
