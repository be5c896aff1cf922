"""What the pages of an event say of its 1:1 meetings; events asks for it without knowing us."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clusterhub.events.added import Line, Part
from clusterhub.events.models import RegistrationStatus
from clusterhub.events.own_rows import may_have
from clusterhub.matchmaking.models import Matchmaking, Participant, RequestState
from clusterhub.matchmaking.permissions import can_run_meetings

# Pages of the organisers, by their words and names.
DESK_PAGES = [(gettext_lazy("Rules, slots and schedules"), "matchmaking:desk")]


def lines_of_page(event):
    if not may_have(event, "matchmaking"):
        return []
    count = Participant.objects.present().filter(matchmaking=event.pk).count()
    words = ngettext("1:1 meetings: %d person", "1:1 meetings: %d people", count) % count
    return [Line(words if count else _("1:1 meetings"))]


def part_of_own_page(registration):
    """The way in for who comes, and what waits for her answer."""
    is_coming = registration.status == RegistrationStatus.CONFIRMED
    if not is_coming or not may_have(registration, "matchmaking"):
        return None
    matchmaking = Matchmaking.objects.filter(event=registration.event_id).first()
    if matchmaking is None:
        return None
    waiting = Count("asked_of_me", filter=Q(asked_of_me__state=RequestState.PENDING))
    own = Participant.objects.present().filter(registration=registration.pk)
    found = own.annotate(waiting=waiting).first()
    title = _("1:1 meetings")
    if found:
        line = Line(_("Your meetings"), "matchmaking:own-meetings", count=found.waiting)
        return Part("meetings", title, [line])
    if not matchmaking.has_opened:
        return None
    words = _("Say what you offer and look for, and see whom to meet.")
    return Part("meetings", title, [Line(_("Take part"), "matchmaking:own-profile")], words)


def part_of_desk(user, event):
    if not DESK_PAGES or not can_run_meetings(user, event):
        return None
    return Part(
        "meetings", _("1:1 meetings"), [Line(str(words), name) for words, name in DESK_PAGES]
    )
