"""What an event asks beyond name and address, and what it asks to agree to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.events.forms.asking import agreed_words, asked_of, consent_forms, question_forms
from clusterhub.events.models import ConsentKey
from clusterhub.events.operations import set_questions, set_wordings
from clusterhub.events.permissions import can_change_admission
from clusterhub.events.question_set import QUESTIONS
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def questions(request, slug):
    event = event_for(request, slug, can_change_admission)
    forms = question_forms(event, sent(request))
    if request.method == "POST" and _all_valid(forms):
        set_questions(event, questions=asked_of(forms), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("events:questions", slug)
    rows = [{"key": key, "form": form, "known": QUESTIONS.get(key)} for key, form in forms]
    context = {"event": event, "rows": rows, "faulty": _faulty(forms)}
    return render(request, "events/questions.html", context, status=422 if _faulty(forms) else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def consents(request, slug):
    event = event_for(request, slug, can_change_admission)
    forms = consent_forms(event, sent(request))
    if request.method == "POST" and _all_valid(forms):
        set_wordings(event, wordings=agreed_words(forms), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("events:consents", slug)
    rows = [{"label": ConsentKey(key).label, "form": form} for key, form in forms]
    context = {"event": event, "rows": rows, "faulty": _faulty(forms)}
    return render(request, "events/consents.html", context, status=422 if _faulty(forms) else 200)


def _all_valid(forms):
    judged = [form.is_valid() for _key, form in forms]  # Each, not only until the first is not.
    return all(judged)


def _faulty(forms):
    return [form for _key, form in forms if form.is_bound and form.errors]
