"""The editor of an organisation says whether it applies; she reads nothing of the application by it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.applications.lead_words import words_for
from clusterhub.applications.models import Outcome
from clusterhub.applications.operations.lead_words import answer_for_organisation
from clusterhub.applications.views.attempts import attempt
from clusterhub.applications.views.doors import private


@require_http_methods(["GET", "HEAD", "POST"])
@private
def naming(request, pk):
    rows = words_for(request.user).select_related("organisation", "named_by", "answered_by")
    word = get_object_or_404(rows.select_related("application__hosted__call"), pk=pk)
    if request.method == "POST":
        facts = {"confirms": request.POST.get("answer") == "yes", "by": request.user}
        attempt(request, answer_for_organisation, word, done=_("Thank you."), **facts)
        return redirect(request.path)
    application = word.application
    context = {
        "word": word,
        "application": application,
        "call": application.hosted.call,
        "is_decided": Outcome.objects.filter(application=application).exists(),
    }
    return render(request, "applications/naming.html", context)
