"""The one question half a year later, behind the mailed link."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.matchmaking.forms.day import LaterForm
from clusterhub.matchmaking.operations.later import answer_later, to_answer
from clusterhub.matchmaking.place_words import organisation_of, other_of
from clusterhub.matchmaking.views.day_doors import by_own_link
from clusterhub.web.desk import sent


@require_http_methods(["GET", "HEAD", "POST"])
@by_own_link
def later(request, participant, token):
    reports = list(to_answer(participant))
    if not reports:
        return redirect("matchmaking:day", token)
    form = LaterForm(sent(request), reports=reports)
    if form.is_valid():
        answer_later(participant, form.answers())
        messages.success(request, _("Thank you. It is counted, and nobody sees your name with it."))
        return redirect("matchmaking:day-later", token)
    context = {
        "event": participant.registration.event,
        "token": token,
        "form": form,
        "rows": [_row(report, field, participant) for report, field in form.rows()],
        "is_answered": any(report.later_outcome for report in reports),
    }
    status = 422 if form.errors else 200
    return render(request, "matchmaking/day_later.html", context, status=status)


def _row(report, field, participant):
    other = other_of(report.meeting, participant.pk).registration
    return {
        "name": other.name,
        "organisation": organisation_of(other),
        "slot": report.meeting.slot,
        "field": field,
    }
