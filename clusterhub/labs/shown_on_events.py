"""What the pages of an event say of its lab; events asks for it without knowing us."""

from django.utils.translation import gettext as _

from clusterhub.events.added import Line, Part
from clusterhub.events.models import RegistrationStatus
from clusterhub.events.own_rows import may_have
from clusterhub.labs.models import Lab
from clusterhub.labs.permissions import can_run_lab


def lines_of_page(event):
    """Without a question: that the lab is open stands in the row that the kept page is drawn from."""
    return [Line(_("Ideas and groups"), "labs:ideas")] if may_have(event, "labs") else []


def part_of_own_page(registration):
    """The way in for who comes, once the team has opened the lab."""
    is_coming = registration.status == RegistrationStatus.CONFIRMED
    if not is_coming or not may_have(registration, "labs"):
        return None
    lab = Lab.objects.filter(event=registration.event_id, opened_at__isnull=False).first()
    if lab is None:
        return None
    words = _("Post your own, support and join those of others.") if lab.takes_ideas else ""
    return Part("lab", _("Ideas"), [Line(_("Ideas and groups"), "labs:own-ideas")], words)


def part_of_desk(user, event):
    if not can_run_lab(user, event):
        return None
    return Part("lab", _("Lab"), [Line(_("Ideas, groups and outcomes"), "labs:desk")])
