"""What a refusal of the directory says to whoever meets it."""

from django.utils.translation import gettext_lazy as _

from clusterhub.directory import refusals
from clusterhub.directory.operations import ChangedMeanwhile, NotReachable

NAMES = {"country": _("country"), "website": _("website"), "description": _("description")}
WORDS = {
    refusals.AlreadyDecided: _("Somebody has decided this already. Here is how it stands now."),
    refusals.TakenByAnother: _("Another validator works on this case."),
    refusals.ReasonsMissing: _("Say why, in a sentence that its people can use."),
    refusals.CriteriaMissing: _(
        "Not all criteria are met. List it as emerging, return it, or look at the evidence first."
    ),
    refusals.AskedOfNobody: _("Ask a validator who has nothing to do with this organisation."),
    refusals.TooManyDrafts: _(
        "You have several drafts. Hand one in or archive it before you start another."
    ),
    refusals.TooManyClaims: _("Several of your claims still wait. Please wait for an answer."),
    refusals.LastAdministrator: _(
        "You are the last administrator. Make somebody else administrator first."
    ),
    refusals.AlreadyEditor: _("This person keeps the profile already."),
    refusals.InvitationExpired: _("This invitation is no longer open. Ask for a new one."),
    refusals.AnotherAddress: _(
        "The invitation went to another address. Add and confirm that address in your account, "
        "or sign in with it."
    ),
    refusals.HasAdministrator: _("Somebody keeps this profile already. Ask to be invited."),
    refusals.AlreadyAnswered: _("There is nothing to ask: the answer is here already."),
    refusals.AskedToday: _("The last mail is less than a day old. Ask again tomorrow."),
    refusals.AlreadyMerged: _("One of the two is merged already. Look again at what is left."),
    refusals.KeptIsHidden: _("Keep the one that is listed, or list the other one first."),
    refusals.MergedFurther: _("What was kept is merged into another since. Undo that first."),
    refusals.NoSuchTie: _("These two cannot belong together."),
    refusals.SaidNo: _("The other side has said no. Only its own people can change that."),
    refusals.TooManyProposals: _(
        "Many of your proposals still wait for an answer. Please wait, or take some back."
    ),
    refusals.LeftBeforeJoining: _("Type a day after the one of joining, and not one to come."),
    refusals.TooLarge: _(
        "The file is too large. Leave out what is not about members, or send parts."
    ),
    refusals.TooManyLists: _(
        "Several lists still wait. Take one over, or let one go, before you bring another."
    ),
    ChangedMeanwhile: _("The profile was changed meanwhile. Read it again before you decide."),
    NotReachable: _("This cannot be done in the present state of the profile."),
}
REFUSALS = (*WORDS, refusals.NotComplete)


def words_of(refusal):
    if isinstance(refusal, refusals.NotComplete):
        missing = ", ".join(str(NAMES[name]) for name in refusal.names)
        return _("Before review, the profile needs: %s.") % missing
    return WORDS[type(refusal)]
