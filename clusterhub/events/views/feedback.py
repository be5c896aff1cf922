"""What a participant thought: asked behind her own link, kept without it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clusterhub.events.forms.after import FeedbackForm
from clusterhub.events.operations.feedback import (
    give_feedback,
    has_given_feedback,
    may_give_feedback,
)
from clusterhub.events.operations.refusals import FeedbackGiven, FeedbackNotOpen
from clusterhub.events.views.own import kept_from_others, own_or_404
from clusterhub.web.desk import sent


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request, token):
    registration = own_or_404(token)
    form = FeedbackForm(sent(request))
    if form.is_valid():
        try:
            give_feedback(registration, **form.answer())
            messages.success(request, _("Thank you. Your answer is kept without your name."))
        except FeedbackGiven:
            messages.info(request, _("You have answered already; once is enough."))
        except FeedbackNotOpen:
            messages.error(request, _("Opinions are asked after the event, from who took part."))
        return redirect("events:own-feedback", token)
    context = {
        "event": registration.event,
        "token": token,
        "form": form,
        "is_open": may_give_feedback(registration),
        "is_given": has_given_feedback(registration),
    }
    status = 422 if form.errors else 200
    return kept_from_others(render(request, "events/own_feedback.html", context, status=status))
