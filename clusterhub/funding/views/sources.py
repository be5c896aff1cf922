"""Editors' doors to what imports brought: what the sources say, and how the last runs went."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.funding import operations
from clusterhub.funding.models import Call, CallImport
from clusterhub.funding.permissions import can_edit_calls
from clusterhub.funding.sources_of_call import sources_of
from clusterhub.web.desk import only_for

for_editors = only_for(can_edit_calls)
MOST_CHANGES, MOST_RUNS = 100, 50


@for_editors
@require_safe
def sources(request, slug):
    call = _call(slug)
    changes = list(call.changes.all()[:MOST_CHANGES])
    context = {"call": call, "changes": changes, **sources_of(call)}
    return render(request, "funding/sources.html", context)


@for_editors
@require_POST
def follow_source(request, slug):
    operations.follow_source(_call(slug), request.POST.get("field", ""), by=request.user)
    messages.success(request, _("The source is followed again."))
    return redirect("funding:sources", slug)


@for_editors
@require_safe
def imports(request):
    runs = list(CallImport.objects.all()[:MOST_RUNS])
    return render(request, "funding/imports.html", {"runs": runs})


def _call(slug):
    return get_object_or_404(Call.objects.with_deadlines().prefetch_related("copies"), slug=slug)
