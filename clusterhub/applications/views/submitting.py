"""Handing in, the receipt, withdrawing."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.applications.models import AccessVerb, MemberRole
from clusterhub.applications.operations import submitting
from clusterhub.applications.reading import Contents
from clusterhub.applications.refusals import Incomplete, TooLate
from clusterhub.applications.snapshots import fingerprint
from clusterhub.applications.views.attempts import attempt
from clusterhub.applications.views.doors import own_application, private, readable_application
from clusterhub.applications.views.mine import clock_of
from clusterhub.applications.words import to_the_second


@require_http_methods(["GET", "HEAD", "POST"])
@private
def submission(request, uid):
    application = own_application(request, uid, MemberRole.LEAD)
    if request.method == "POST" and (receipt := _submitted(request, application)):
        return redirect("applications:receipt", uid, receipt.number)
    contents = Contents(application)
    questions = {question.key: question for question in contents.questions}
    context = {
        "application": application,
        "call": application.hosted.call,
        "clock": clock_of(application),
        "problems": [
            {"words": words, "key": key, "question": questions.get(key)}
            for key, words in contents.problems.items()
        ],
        "unconfirmed": [row for row in contents.partners if row.confirmed_at is None],
        "rivals": application.answer_versions.filter(is_rival=True, settled_at=None).count(),
    }
    return render(request, "applications/submission.html", context)


def _submitted(request, application):
    facts = {"by": request.user, "received_at": request.arrived_at}
    try:
        operation = submitting.submit_application
        return attempt(request, operation, application, done=_("Handed in."), **facts)
    except TooLate as refusal:
        submitting.note_refused(application, why="too late", **facts)
        zone = refusal.deadline.time_zone if refusal.deadline else "UTC"
        words = _("It came too late: we received it on %s. The attempt stands in the log.")
        messages.error(request, words % to_the_second(request.arrived_at, zone))
    except Incomplete:
        messages.error(request, _("Something is missing; see below."))
    return None


@require_POST
@private
def withdrawal(request, uid):
    application = own_application(request, uid, MemberRole.LEAD)
    done = _("Withdrawn. Until the deadline you can hand it in again.")
    attempt(request, submitting.withdraw_application, application, by=request.user, done=done)
    return redirect(application)


@require_safe
@private
def receipt(request, uid, number):
    application = own_application(request, uid)
    row = _submission(application, number)
    context = {
        "application": application,
        "call": application.hosted.call,
        "submission": row,
        "received": to_the_second(row.received_at, row.time_zone),
        "closed": to_the_second(row.closes_at, row.time_zone),
        "fingerprint": fingerprint(row.digest),
        "record": row.snapshot,
        "is_last": row.received_at == application.submitted_at,
    }
    return render(request, "applications/receipt.html", context)


def _submission(application, number):
    rows = application.submissions.select_related("form", "submitted_by", "exception")
    return get_object_or_404(rows, number=number)


@require_safe
@private
def receipt_json(request, uid, number):
    """What was handed in, of which the digest is; for who is on the team."""
    row = _submission(own_application(request, uid), number)
    return JsonResponse(
        {
            "received_at": row.received_at.isoformat(),
            "closes_at": row.closes_at.isoformat(),
            "time_zone": row.time_zone,
            "lateness": row.lateness,
            "digest": row.digest,
            "record": row.snapshot,
        }
    )


@require_safe
@private
def reading(request, uid):
    """For who judges over the call: what was handed in last, and who has read it."""
    application = readable_application(request, uid)
    row = application.submissions.order_by("-number").first()
    record = row.snapshot if row else Contents(application).record()
    context = {
        "application": application,
        "call": application.hosted.call,
        "submission": row,
        "record": record,
        "received": to_the_second(row.received_at, row.time_zone) if row else "",
        "fingerprint": fingerprint(row.digest) if row else "",
    }
    return render(request, "applications/reading.html", context)


@require_safe
@private
def accesses(request, uid):
    """The log: for the team and for whoever may read the application."""
    application = readable_application(request, uid)
    rows = list(application.accesses.select_related("person")[:500])
    for row in rows:  # Before its letter, a team reads nothing of what is thought of it.
        row.is_inside = application.as_member and row.verb in (
            AccessVerb.JUDGED,
            AccessVerb.DECIDED,
        )
    context = {"application": application, "rows": rows}
    return render(request, "applications/accesses.html", context)
