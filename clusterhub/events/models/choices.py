from django.db import models
from django.utils.translation import gettext_lazy as _


class EventFormat(models.TextChoices):
    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Hybrid")


class EventStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class SpeakerPart(models.TextChoices):
    SPEAKER = "speaker", _("Speaker")
    PANELLIST = "panellist", _("Panellist")
    MODERATOR = "moderator", _("Moderator")


class AttendanceMode(models.TextChoices):
    """How one person takes part; an event's format says what there is to choose."""

    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")


class PoolKind(models.TextChoices):
    MODE = "mode", _("Everybody, by mode")
    GROUP = "group", _("Kept for a group")
    SESSION = "session", _("One session")


class RegistrationStatus(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    WAITING = "waiting", _("On the waiting list")
    HELD = "held", _("Held until the address is proven")
    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", _("Cancelled")
    LAPSED = "lapsed", _("Lapsed")
    REFUSED = "refused", _("Refused")


class Way(models.TextChoices):
    """How a registration came in."""

    PAGE = "page", _("Event page")
    MEMBER = "member", _("Signed in")
    DESK = "desk", _("By the organiser")
    API = "api", _("By a program")
    IMPORT = "import", _("From a list")
    DOOR = "door", _("At the door")
    PARTY = "party", _("With a group")


class Outcome(models.TextChoices):
    """How a turn on a waiting list ended; while it lasts there is none."""

    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")
    LEFT = "left", _("Left the list")
    MOVED = "moved", _("Has a place elsewhere")
