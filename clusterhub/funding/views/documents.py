"""Documents of a call: the editors' page, and the files for everybody who sees the call."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.documents.file_kinds import TYPES, safe_name
from clusterhub.documents.refusals import BadFile
from clusterhub.funding import operations
from clusterhub.funding.forms.documents import DocumentForm
from clusterhub.funding.models import Call, CallDocument
from clusterhub.funding.permissions import can_add_documents, can_edit_calls, can_view
from clusterhub.web.desk import sent


def _call_for(request, slug):
    """For editors, and the publisher of a call hosted here; to others a draft is not there at all."""
    call = get_object_or_404(Call, slug=slug)
    if can_add_documents(request.user, call):
        return call
    if not can_view(request.user, call):
        raise Http404
    raise PermissionDenied


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request, slug):
    call = _call_for(request, slug)
    form = DocumentForm(sent(request), request.FILES or None)
    if form.is_valid() and _added(request, call, form):
        messages.success(request, _("Added; the page of the call shows it."))
        return redirect("funding:documents", slug)
    context = {"call": call, "form": form, "rows": list(call.documents.all())}
    context["can_edit"] = can_edit_calls(request.user)
    return render(request, "funding/documents.html", context, status=422 if form.errors else 200)


def _added(request, call, form):
    try:
        return operations.add_document(call, by=request.user, **form.facts())
    except BadFile as refusal:
        form.add_error("file", refusal.words)
    except operations.TooManyDocuments:
        form.add_error(None, _("There are so many already that nobody finds one more."))
    return None


@login_required
@require_POST
def document_removal(request, slug, uid):
    _call_for(request, slug)
    row = get_object_or_404(CallDocument.objects.select_related("call"), call__slug=slug, uid=uid)
    operations.remove_document(row, by=request.user)
    messages.success(request, _("Removed."))
    return redirect("funding:documents", slug)


@require_safe
def document(request, slug, uid):
    """The bytes as they came, always to be saved and never shown within our pages."""
    calls = Call.objects.visible_to(request.user).filter(slug=slug)
    row = get_object_or_404(CallDocument.objects.exclude(file=""), call__in=calls, uid=uid)
    name = safe_name(f"{row.title.removesuffix(f'.{row.kind}')}.{row.kind}", row.kind)
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=name)
    response["Content-Type"] = TYPES[row.kind]
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
