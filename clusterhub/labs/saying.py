"""Refusals in words."""

from django.utils.translation import gettext_lazy as _

from clusterhub.labs.operations import refusals

WORDS = {
    refusals.NotAllowed: _("You may not do this, or not any more."),
    refusals.LabClosed: _("The lab takes no ideas now."),
    refusals.OwnIdea: _("It is your own idea."),
    refusals.Gone: _("It has gone meanwhile."),
    refusals.RoleTaken: _("Somebody has this role already."),
    refusals.SectionChanged: _("Somebody changed this text meanwhile. Look at it first."),
    refusals.GroupedMeanwhile: _("One of these ideas is in a group already."),
    refusals.TooFewIdeas: _("Choose the ideas first; one of them may have gone meanwhile."),
    refusals.BoardInTheWay: _("It is the last idea of a board on which somebody has written."),
    refusals.ReasonMissing: _("Say why; whoever posted it reads the reason."),
    refusals.CallMissing: _("Choose the call first that the group aims at."),
    refusals.AlreadyThere: _("This organisation is there already, or there is a coordinator."),
}


def words_of(refusal):
    if isinstance(refusal, refusals.TooMany):
        return _("There may be %s at most.") % refusal.most
    return WORDS[type(refusal)]
