"""A list of people that somebody brings: read, judged row by row, looked at, taken over."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clusterhub.events.models.choices import AttendanceMode
from clusterhub.events.models.registration import Fit


class ListPurpose(models.TextChoices):
    PARTY = "party", _("Members of a group")
    ATTENDEES = "people", _("Attendees")


class ListState(models.TextChoices):
    PREVIEWED = "previewed", _("Ready to be looked at")
    APPLYING = "applying", _("Being taken over")
    DONE = "done", _("Done")


class OnFull(models.TextChoices):
    """What becomes of those for whom no place is left."""

    WAIT = "wait", _("They wait, in the order of the list")
    REFUSE = "refuse", _("They are left out")


class OnTypo(models.TextChoices):
    LEAVE = "leave", _("Leave them out")
    CORRECT = "correct", _("Take the address that we think is meant")
    TAKE = "take", _("Take the address as it is written")


class PeopleListVerdict(models.TextChoices):
    NEW = "new", _("New")
    SAME = "same", _("Registered already")
    TYPO = "typo", _("Perhaps a typing error")
    TWICE = "twice", _("Twice in the list")
    CANCELLED = "cancelled", _("Cancelled in the list")
    DECLINED = "declined", _("Has said no")
    FAULTY = "faulty", _("Faulty")


class PeopleList(models.Model):
    """What it says of people is forgotten as soon as it is taken over; see operations."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="people_lists")
    purpose = models.CharField(max_length=8, choices=ListPurpose)
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, null=True, blank=True, related_name="+"
    )
    party = models.ForeignKey(
        "events.Party", models.SET_NULL, null=True, blank=True, related_name="lists"
    )
    file_name = models.CharField(max_length=200, blank=True)
    headings = models.JSONField(default=list)  # As they stand in the file.
    columns = models.JSONField(default=list)  # A field of people_columns or "" for each.
    notes = models.JSONField(default=list)
    mode = models.CharField(max_length=10, choices=AttendanceMode)
    fit = models.CharField(max_length=8, choices=Fit, default=Fit.AS_MANY)
    on_full = models.CharField(max_length=8, choices=OnFull, default=OnFull.WAIT)
    on_typo = models.CharField(max_length=8, choices=OnTypo, default=OnTypo.LEAVE)
    sends_mail = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ListState, default=ListState.PREVIEWED)
    refusal = models.CharField(max_length=40, blank=True)  # The name of what broke it off.
    row_count = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.file_name or f"{self.event}: {self.pk}"


class PeopleRow(models.Model):
    """One row: what it says, what we think of it, what became of it."""

    people_list = models.ForeignKey(PeopleList, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    name = models.CharField(max_length=150, blank=True)
    email = models.CharField(max_length=254, blank=True)
    meant = models.CharField(max_length=254, blank=True)  # Instead of a mistyped address.
    facts = models.JSONField(default=dict)
    verdict = models.CharField(max_length=10, choices=PeopleListVerdict)
    problem = models.CharField(max_length=20, blank=True)  # A code of people_columns.PROBLEMS.
    registration = models.ForeignKey(
        "events.Registration", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=10, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["people_list", "verdict"], name="people_rows_by_verdict")]
        constraints = [
            models.UniqueConstraint(
                fields=["people_list", "number"], name="one_row_of_people_per_number"
            )
        ]

    def __str__(self):
        return f"{self.people_list}, {self.number}"
