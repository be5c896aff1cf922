"""What people answered, for those who prepare the event."""

from django.contrib.auth.decorators import login_required
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusterhub.activity.operations import record_activity
from clusterhub.documents.tables import csv_lines
from clusterhub.events.answered import answers_by_person, answers_by_question
from clusterhub.events.permissions import can_see_needs, can_see_people
from clusterhub.events.question_set import is_private, label_of
from clusterhub.events.views.doors import event_for


@never_cache
@require_safe
@login_required
def answers(request, slug):
    event = event_for(request, slug, can_see_people)
    questions, is_hidden = _readable(request, event)
    context = {
        "event": event,
        "rows": answers_by_question(event, questions),
        "has_hidden": is_hidden,
    }
    return render(request, "events/answers.html", context)


@never_cache
@require_safe
@login_required
def answers_csv(request, slug):
    event = event_for(request, slug, can_see_people)
    questions, _is_hidden = _readable(request, event)
    rows = answers_by_person(event, questions)
    record_activity("took the answers of", event, by=request.user, count=len(rows))
    heads = [_("Name"), _("Takes part"), _("Status"), *(label_of(one) for one in questions)]
    response = StreamingHttpResponse(csv_lines(heads, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{event.slug}-answers.csv"'
    return response


def _readable(request, event):
    """The questions whose answers this reader may see, and whether there are others."""
    asked = list(event.questions.all())
    if can_see_needs(request.user, event):
        return asked, False
    readable = [question for question in asked if not is_private(question.key)]
    return readable, len(readable) < len(asked)
