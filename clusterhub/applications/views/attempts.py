"""Refusals in words; what operations refuse is said, never a page of errors."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from clusterhub.applications import refusals
from clusterhub.documents.refusals import BadFile

WORDS = {
    refusals.NotAllowed: _("You may not do this, or not any more."),
    refusals.Frozen: _("It was handed in and the deadline is over: it stays as it is."),
    refusals.RulesOfThePast: _("A deadline has passed: what is late, and how, is settled."),
    refusals.NotOpen: _("This call does not take applications now."),
    refusals.FormIsPublished: _(
        "This version is published and does not change; make the next one."
    ),
    refusals.NothingToPublish: _("There is no form to publish yet: add a question first."),
    refusals.ConflictOfRoles: _(
        "Who judges a call does not apply to it, and who applies does not judge."
    ),
    refusals.LastPublisher: _("Somebody must answer for the call: name another publisher first."),
    refusals.LastLead: _("Somebody must be able to hand it in: make another person lead first."),
    refusals.AlreadyThere: _("This person is on the team already."),
    refusals.TooManyLetters: _("You have sent many letters today. Go on tomorrow."),
    refusals.LinkOver: _("This link was used, taken back, or its time is over."),
}
REFUSALS = (*WORDS, refusals.TooMany, BadFile, refusals.TooLong)


def words_of(refusal):
    if isinstance(refusal, refusals.TooMany):
        return _("There may be %s at most.") % refusal.most
    if isinstance(refusal, BadFile):
        return refusal.words
    if isinstance(refusal, refusals.TooLong):
        return _("This is too long to keep.")
    return WORDS[type(refusal)]


def attempt(request, operation, *records, done="", **facts):
    """What the operation gave back, or None; then the refusal is said."""
    try:
        result = operation(*records, **facts)
    except REFUSALS as refusal:
        messages.error(request, words_of(refusal))
        return None
    if done:
        messages.success(request, done)
    return result if result is not None else True
