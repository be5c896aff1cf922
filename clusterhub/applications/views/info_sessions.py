"""The events at which a call is explained, for who looks after the call."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.applications.forms.info_sessions import InfoSessionForm
from clusterhub.applications.operations import info_sessions as operations
from clusterhub.applications.permissions import can_name_info_sessions
from clusterhub.applications.views.attempts import attempt
from clusterhub.applications.views.doors import private
from clusterhub.funding.models import Call
from clusterhub.web.desk import sent


@require_http_methods(["GET", "HEAD", "POST"])
@private
def info_sessions(request, slug):
    call = _call(request, slug)
    form = InfoSessionForm(sent(request), user=request.user)
    if form.is_valid():
        done, event = _("Both pages say so now."), form.cleaned_data["event"]
        operation = operations.add_info_session
        if attempt(request, operation, call, event, by=request.user, done=done):
            return redirect("applications:info-sessions", slug)
    rows = call.info_sessions.visible_to(request.user).select_related("event")
    context = {"call": call, "form": form, "rows": list(rows)}
    status = 422 if form.errors else 200
    return render(request, "applications/info_sessions.html", context, status=status)


@require_POST
@private
def removal(request, slug, pk):
    call = _call(request, slug)
    rows = call.info_sessions.visible_to(request.user).select_related("call", "event")
    row = get_object_or_404(rows, pk=pk)
    attempt(request, operations.remove_info_session, row, by=request.user, done=_("Removed."))
    return redirect("applications:info-sessions", slug)


def _call(request, slug):
    call = get_object_or_404(Call.objects.visible_to(request.user), slug=slug)
    if not can_name_info_sessions(request.user, call):
        raise Http404
    return call
