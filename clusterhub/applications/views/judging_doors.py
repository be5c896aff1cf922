"""The ways into an evaluation, and refusals in words."""

import re
from copy import copy

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from clusterhub.applications import judging_refusals, refusals
from clusterhub.applications.assignment import NotProven as NoAssignment
from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.models import AccessVerb, Conflict, HostedCall, RoleKind
from clusterhub.applications.models.hosting import CUT_OFF_MARK
from clusterhub.applications.operations.access import record_access, record_listing
from clusterhub.applications.operations.ties import find_ties_at_the_desk, find_ties_in
from clusterhub.applications.permissions import (
    STAFF,
    assignments_of,
    holds,
    member_of,
    roles_of,
    visible_applications,
)
from clusterhub.applications.ranking import programme
from clusterhub.applications.rounds import label_of, present_round, round_of, rounds_of

NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
WORDS = {
    refusals.NotAllowed: _("You may not do this, or not any more."),
    refusals.Frozen: _("It was handed in and the deadline is over: it stays as it is."),
    refusals.ConflictOfRoles: _(
        "Who judges a call does not apply to it, and who applies does not judge."
    ),
    judging_refusals.RulesFixed: _("The rules are fixed and do not change any more."),
    judging_refusals.RulesNotFixed: _("Fix the rules first: nobody is judged by rules to come."),
    judging_refusals.NoCriteria: _("Write down at least one criterion first."),
    judging_refusals.HasConflict: _("There is a conflict of interest, so this cannot be done."),
    judging_refusals.Superseded: _(
        "Somebody saved a newer wording meanwhile. It is shown below; nothing was overwritten."
    ),
    judging_refusals.AlreadyGiven: _("This was handed over and does not change any more."),
    judging_refusals.AlreadyDecided: _("This is decided already."),
    judging_refusals.TooLateToAppeal: _("The days for an appeal are over, or have not begun."),
    judging_refusals.NotFunded: _("Only who is funded, with the agreement unsigned, can do this."),
    programme.NotProven: _("The best choice could not be proven, so nothing was decided."),
    NoAssignment: _("The assignment could not be proven, so nothing was assigned."),
}
REFUSALS = (*WORDS, judging_refusals.NotYet)


def attempt(request, operation, *records, done="", raises=(), **facts):
    """What the operation gave back, or None; then the refusal is said, unless the view `raises` it
    to show beside it what was typed."""
    try:
        result = operation(*records, by=request.user, **facts)
    except raises:
        raise
    except REFUSALS as refusal:
        messages.error(request, words_of(refusal))
        return None
    if done:
        messages.success(request, done)
    return result if result is not None else True


def words_of(refusal):
    if isinstance(refusal, judging_refusals.NotYet):
        missing = " ".join(refusal.missing[:5])
        return f"{_('This cannot be done yet.')} {missing}".strip()
    return WORDS[type(refusal)]


def evaluation_for(request, slug, *kinds):
    """A hosted call for those at its desk, or for one of these roles."""
    rows = HostedCall.objects.select_related("call__organisation", "procedure")
    hosted = get_object_or_404(rows.at(slug).prefetch_related("call__deadlines"))
    if not holds(request.user, hosted, *(kinds or STAFF)):
        raise Http404
    hosted.is_officer = holds(request.user, hosted, RoleKind.OFFICER)
    hosted.is_publisher = holds(request.user, hosted, RoleKind.PUBLISHER)
    hosted.second = hosted.second_stage()
    _look_at_round(hosted, slug)
    find_ties_in(hosted, request.user)
    return hosted


def _look_at_round(hosted, slug):
    """The cut-off that the address names, or where there is something to do."""
    rounds, key = rounds_of(hosted), slug.partition(CUT_OFF_MARK)[2]
    named = [each for each in rounds if key and each.key == int(key)]
    if key and not named:
        raise Http404
    look_at(hosted, rounds, named[0] if named else present_round(hosted, rounds))


def look_at(hosted, rounds, part):
    """Its pages are about this one of the rounds; the others are a click away."""
    hosted.part, hosted.decision = part, part.decision
    hosted.rounds = [
        {"round": each, "label": label_of(each), "address": _address(hosted, each)}
        for each in rounds
        if len(rounds) > 1
    ]
    hosted.is_decided_once = any(each.decision for each in rounds)


def cut_offs_of(hosted):
    """For programs: the cut-offs of a stage, and of which one this is."""
    return [
        {
            "cut_off": each["round"].key,
            "closes_at": each["round"].cut_off and each["round"].cut_off.closes_at,
            "decided_at": each["round"].decision and each["round"].decision.made_at,
            "is_this": each["round"].key == hosted.part.key,
        }
        for each in hosted.rounds
    ]


def _address(hosted, part):
    other = copy(hosted)
    other.part = part
    return other.address


def note_listing(request, hosted, applications, what):
    """A table that is taken along stands in the log of each application in it."""
    record_listing(applications, by=request.user, as_what=_role_in(request, hosted), what=what)


def _role_in(request, hosted):
    return " ".join(sorted(roles_of(request.user).get(hosted.pk, ())))[:20]


def download_name(words):
    """A word that is safe in a header and on a disk."""
    return NOT_IN_NAMES.sub("-", words).strip("-") or "file"


def case_for(request, slug, number, *kinds, what=""):
    """One application at the desk, as it was handed in: not for whom a tie shuts it, also one that
    is found only now. Who looks stands in its log."""
    hosted = evaluation_for(request, slug, *kinds)
    rows = visible_applications(request.user).filter(hosted=hosted, is_test=False)
    rows = rows.exclude(submitted_at=None).select_related(
        "lead_organisation", "lead_country", "lead_region", "came_from", "outcome"
    )
    application = get_object_or_404(rows, number=number)
    if find_ties_at_the_desk(application, request.user):
        raise Http404
    rounds = [each["round"] for each in hosted.rounds] or [hosted.part]
    look_at(hosted, rounds, round_of(application, rounds))
    application.hosted = hosted
    as_handed_in([application])
    if request.method in ("GET", "HEAD"):
        as_what = _role_in(request, hosted)
        verb = AccessVerb.DOWNLOADED if what else AccessVerb.READ
        record_access(application, verb, by=request.user, as_what=as_what, what=what)
    return application


def file_for(request, uid, what="", notes=True):
    """An assignment that the reader may open as an evaluator now; it stands in the log, unless the page
    shows nothing of the file and says so."""
    rows = assignments_of(request.user).select_related(
        "application__hosted__call", "application__hosted__procedure", "application__lead_country"
    )
    rows = rows.select_related("application__lead_region")
    assignment = get_object_or_404(rows, application__uid=uid)
    as_handed_in([assignment.application])
    if notes and request.method in ("GET", "HEAD"):
        note_file(request, assignment, what)
    return assignment


def note_file(request, assignment, what=""):
    verb = AccessVerb.DOWNLOADED if what else AccessVerb.READ
    facts = {"by": request.user, "as_what": RoleKind.EVALUATOR, "what": what}
    record_access(assignment.application, verb, **facts)


def team_outcome(request, uid):
    """What was decided on an application, for its team, once the letters are out."""
    rows = visible_applications(request.user).select_related(
        "hosted__call", "hosted__procedure", "outcome__decision"
    )
    application = get_object_or_404(rows.filter(outcome__told_at__isnull=False), uid=uid)
    application.as_member = member_of(request.user, application)
    if application.as_member is None:
        raise Http404
    as_handed_in([application])
    return application


def tied_to(user):
    """The applications whose file a tie shuts for the reader, in whatever role."""
    return Conflict.objects.standing().filter(person=user).values("application")
