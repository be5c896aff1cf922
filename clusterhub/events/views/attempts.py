"""An operation that may be refused: the reader is told in words, both ways."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from clusterhub.events.operations import organiser_refusals as refusals

WORDS = {
    refusals.NotAnOrganiser: _("Only who leads this event, or the event team, may do that."),
    refusals.AlreadyOrganiser: _("This person works on the event already."),
    refusals.LastLead: _(
        "Somebody has to lead the event. Make somebody else lead organiser first."
    ),
    refusals.InvitationOver: _("This invitation is no longer open. Ask for a new one."),
    refusals.AnotherAddress: _(
        "The invitation went to another address. Add and confirm that address in your account, "
        "or sign in with it."
    ),
    refusals.TooManyInvitations: _("You have sent many invitations today. Go on tomorrow."),
    refusals.TooManySubmissions: _(
        "Five of your events still wait. Please wait for an answer, or take one back."
    ),
    refusals.AlreadyDecided: _("Somebody has decided this already. Here is how it stands now."),
    refusals.ReasonsMissing: _("Say why, in a sentence that she can use."),
    refusals.NothingToHandIn: _("There is nothing to hand in here."),
}
REFUSALS = tuple(WORDS)


def attempt(request, operation, *records, done="", **values):
    """Whether `operation` went through."""
    try:
        operation(*records, by=request.user, **values)
    except REFUSALS as refusal:
        messages.error(request, WORDS[type(refusal)])
        return False
    if done:
        messages.success(request, done)
    return True
