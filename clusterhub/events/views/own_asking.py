"""On the own page: to answer what is asked, to agree or not, to bring a colleague."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.events.addresses import address_key
from clusterhub.events.admitting import choices_of
from clusterhub.events.forms.questions import NeedsForm
from clusterhub.events.forms.registration import ColleagueForm
from clusterhub.events.limits import may_write_to
from clusterhub.events.models.registration import OVER
from clusterhub.events.operations import (
    EventRefusal,
    TooManyColleagues,
    answer,
    bring_colleague,
    choose_consents,
)
from clusterhub.events.own_asking import asking_part
from clusterhub.events.views.own import kept_from_others, own_or_404
from clusterhub.events.views.registering import write_again


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request, token):
    registration = own_or_404(token)
    event = registration.event
    questions = list(event.questions.all())
    if not questions or not _is_open(registration):
        return redirect("events:own-registration", token)
    data = request.POST if request.method == "POST" else None
    form = NeedsForm(data, registration=registration, questions=questions)
    if form.is_valid():
        answer(registration, answers=form.answers(), **form.columns())
        messages.success(request, _("Saved."))
        return redirect("events:own-registration", token)
    context = {"registration": registration, "event": event, "form": form, "token": token}
    status = 422 if form.errors else 200
    return kept_from_others(render(request, "events/own_needs.html", context, status=status))


@require_POST
def consents(request, token):
    registration = own_or_404(token)
    if _is_open(registration):
        chosen = set(request.POST.getlist("consent"))
        wordings = registration.event.wordings.current()
        choose_consents(registration, wordings=[one for one in wordings if str(one.pk) in chosen])
        messages.success(request, _("Saved. You can change this at any time."))
    return redirect("events:own-registration", token)


def _is_open(registration):
    return registration.status not in OVER and not registration.event.is_over


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request, token):
    registration = own_or_404(token)
    event, part = registration.event, asking_part(registration)
    if not part.get("colleagues_left"):
        return redirect("events:own-registration", token)
    data = request.POST if request.method == "POST" else None
    form = ColleagueForm(data, choices=choices_of(event))
    if form.is_valid() and not form.is_asking:
        problem = _bring(registration, form)
        if not problem:
            words = _("We have written to %s. Your colleague confirms with the link in that mail.")
            messages.success(request, words % form.cleaned_data["email"])
            return redirect("events:own-registration", token)
        form.add_error(None, problem)
    context = {"registration": registration, "event": event, "form": form, "token": token, **part}
    status = 422 if form.is_bound else 200
    return kept_from_others(render(request, "events/own_colleague.html", context, status=status))


def _bring(registration, form):
    """Why it could not be; nothing when it was done."""
    typed = form.cleaned_data
    facts = {name: typed[name] for name in ("name", "email", "mode")}
    if not may_write_to(address_key(typed["email"])):
        return _("Too many letters went to this address within an hour. Please try again later.")
    try:
        made = bring_colleague(registration, language=get_language(), **facts)
    except TooManyColleagues as refusal:
        return _("Each person may bring %d colleagues.") % refusal.most
    except EventRefusal:
        return _("This cannot be changed now.")
    if not made.is_new:
        write_again(made)
    return ""
