from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """How a meeting that both want gets its time."""

    DIRECT = "direct", _("The two take a free time at once")
    SCHEDULED = "scheduled", _("Requests are collected, the organiser makes one schedule")


class ParticipantRole(models.TextChoices):
    DELEGATE = "delegate", _("Delegate")
    EXHIBITOR = "exhibitor", _("Exhibitor")
    HOSTED_BUYER = "hosted_buyer", _("Hosted buyer")


class RequestState(models.TextChoices):
    PENDING = "pending", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


LIVING_REQUEST = (RequestState.PENDING, RequestState.ACCEPTED)


class RunState(models.TextChoices):
    WAITING = "waiting", _("Waits for the worker")
    RUNNING = "running", _("Is being made")
    DONE = "done", _("Made")
    STOPPED = "stopped", _("Stopped with the best so far")
    FAILED = "failed", _("Failed")


UNDER_WAY = (RunState.WAITING, RunState.RUNNING)
SILENT = timedelta(seconds=60)  # A worker that makes a schedule beats every second or so.


class MeetingOutcome(models.TextChoices):
    """What one of the two says afterwards."""

    FOLLOW_UP = "follow_up", _("We will follow up")
    AGREEMENT = "agreement", _("We agreed on something")
    NOTHING = "nothing", _("Nothing came of it")
    NOT_HELD = "not_held", _("We did not meet")


class LaterOutcome(models.TextChoices):
    """The one question, half a year later."""

    PROJECT = "project", _("A project together")
    CONTRACT = "contract", _("A contract")
    PROPOSAL = "proposal", _("A proposal together")
    IN_TOUCH = "in_touch", _("We are in touch")
    NOTHING = "nothing", _("Nothing")
