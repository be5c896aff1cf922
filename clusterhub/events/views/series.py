from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.events.forms.series import SeriesForm
from clusterhub.events.models import EventSeries
from clusterhub.events.operations import make_series, update_series
from clusterhub.events.permissions import can_edit_series
from clusterhub.events.views.doors import allow
from clusterhub.web.desk import saved, sent


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request):
    allow(can_edit_series(request.user))
    form = SeriesForm(sent(request), user=request.user)
    if series := saved(request, form, make_series):
        messages.success(request, _("The series is there. Now add its first event."))
        return redirect(series)
    return _show(request, {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request, slug):
    series = get_object_or_404(EventSeries, slug=slug)
    allow(can_edit_series(request.user, series))
    form = SeriesForm(sent(request), user=request.user, series=series)
    if saved(request, form, update_series, series):
        messages.success(request, _("Saved."))
        return redirect(series)
    return _show(request, {"form": form, "series": series})


def _show(request, context):
    code = 422 if request.method == "POST" else 200
    return render(request, "events/series_edit.html", context, status=code)
