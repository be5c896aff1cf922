"""Why somebody could not ask, answer or take a time, in a sentence that says what to do."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from clusterhub.matchmaking.models import RequestState
from clusterhub.matchmaking.operations import asking_refusals as asking
from clusterhub.matchmaking.operations import placing_refusals as placing
from clusterhub.matchmaking.operations.arranging import MeetAlready

PLAIN = {
    asking.AskingClosed: _("Requests are not taken now."),
    asking.AskedHerself: _("This is you. Choose somebody else."),
    asking.NotTheSameEvent: _("This person does not take part here."),
    asking.RuleForbids: _("By the rules of this event, only they may ask you."),
    asking.OwnDelegation: _("You two come from the same organisation; here people meet others."),
    asking.HasDeclined: _("They said no to you. If they change their mind, they can ask you."),
    asking.AskedOften: _("You have asked them twice already. Now they can only ask you."),
    asking.TooManyToday: _("You have asked very many people today. Go on tomorrow."),
    asking.NotHersToAnswer: _("It is the other one's turn to answer."),
    asking.NotHers: _("This request is not yours."),
    asking.NoCommonTime: _(
        "You two have no free time in common. Free one of yours in your profile."
    ),
    asking.TimesAreMadeByOrganisers: _("Here the organisers find the times for all meetings."),
    asking.HasBegun: _("The meeting has begun. Say on its page if you did not meet."),
    placing.MeetingIsOff: _("This meeting is cancelled."),
    placing.SlotGone: _("This time is not offered any more. Choose another one."),
    placing.SlotIsOver: _("This time has passed. Choose another one."),
    placing.NoTableLeft: _("All tables are taken at this time. Choose another one."),
    placing.StandTaken: _("The stand receives somebody else at this time. Choose another one."),
    MeetAlready: _("You two meet already."),
}
# Of one of the two: (about herself, about the other one).
OF_ONE = {
    placing.DoesNotTakePart: (
        _("You do not take part in the meetings."),
        _("They do not take part any more."),
    ),
    placing.NotAvailable: (
        _("You are not free at this time. Choose another one."),
        _("This time is not free any more. Choose another one."),
    ),
    placing.HasMeeting: (
        _("You have another meeting at this time. Choose another one."),
        _("They have another meeting at this time. Choose another one."),
    ),
    placing.HasEnough: (
        _("You have as many meetings as you want, or as may be. Your profile has the number."),
        _("They have as many meetings as they want."),
    ),
}
OVER = {
    RequestState.ACCEPTED: _("This request is accepted."),
    RequestState.DECLINED: _("This request was declined."),
    RequestState.WITHDRAWN: _("This request was withdrawn."),
    RequestState.EXPIRED: _("This request has expired. You can ask them yourself."),
}


def refusal_in_words(refusal, me):
    """`me`: whoever reads it."""
    kind = type(refusal)
    if kind in OF_ONE:
        who = getattr(refusal, "participant", None)
        return OF_ONE[kind][0 if who is not None and who.pk == me.pk else 1]
    if kind is asking.RequestIsOver:
        return OVER.get(refusal.state) or _t("This request is over.")
    if kind is asking.TooManyWait:
        words = ngettext(
            "%d request of yours waits for an answer; more cannot. Withdraw one first.",
            "%d requests of yours wait for an answer; more cannot. Withdraw one first.",
            refusal.most,
        )
        return words % refusal.most
    return PLAIN.get(kind) or _t("This cannot be done now.")
