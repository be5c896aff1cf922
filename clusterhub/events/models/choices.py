from django.db import models
from django.utils.translation import gettext_lazy as _

EVENT_PAGE = "events/{}/"  # Where the page of an event stands, by its slug.


class EventKind(models.TextChoices):
    TALK = "talk", _("Talk")
    REGIONS_MEETING = "regions_meeting", _("Clusters meet Regions")
    LAB = "lab", _("C2Lab")
    MATCHMAKING = "matchmaking", _("Matchmaking event")
    CONFERENCE = "conference", _("Conference")
    SIDE_EVENT = "side_event", _("Side event")
    INFO_SESSION = "info_session", _("Info session")
    TRAINING = "training", _("Training")
    COMMUNITY = "community", _("Community event")
    OTHER = "other", _("Other event")


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
    EXPERT = "expert", _("Expert")
    HOST = "host", _("Host")


class SessionFormat(models.TextChoices):
    PLENARY = "plenary", _("Plenary")
    FIRESIDE_CHAT = "fireside_chat", _("Fireside chat")
    PANEL = "panel", _("Panel debate")
    PARALLEL = "parallel", _("Parallel session")
    WORKSHOP = "workshop", _("Workshop")
    EXHIBITION = "exhibition", _("Exhibition")
    SITE_VISIT = "site_visit", _("Site visit")
    MEETINGS = "meetings", _("Meetings")
    BREAK = "break", _("Break")


class RoomKind(models.TextChoices):
    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")


class TrackColour(models.TextChoices):
    """Names of hues that the style sheets know; what they look like is said there alone."""

    BLUE = "events", _("Blue")
    AMBER = "funding", _("Amber")
    TEAL = "organisations", _("Teal")
    SLATE = "news", _("Slate")
    PLUM = "people", _("Plum")
    GREEN = "groups", _("Green")
    CRIMSON = "matchmaking", _("Crimson")
    INK = "ink", _("Black")


class LinkKind(models.TextChoices):
    """What a session's link leads to: something to read or watch, or what the session is about."""

    SLIDES = "slides", _("Slides")
    RECORDING = "recording", _("Recording")
    PAPER = "paper", _("Paper")
    OTHER = "other", _("Something else")
    CALL = "call", _("A call")
    NEED = "need", _("A business need")
    GROUP = "group", _("A group")


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


class OrganiserLevel(models.TextChoices):
    LEAD = "lead", _("Lead organiser")
    HELPER = "helper", _("Helper")
    DOOR = "door", _("Helper at the door")


class Verdict(models.TextChoices):
    """What became of a submitted event; while it waits there is none."""

    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned for a change")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")


class ApprovalCause(models.TextChoices):
    """Why a person decides about a registration; empty where nobody has to."""

    EVENT = "event", _("Each request is decided")
    COUNTRY = "country", _("Whether this country takes part is not certain")
