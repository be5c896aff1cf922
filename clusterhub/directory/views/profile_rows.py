"""Labels and documents of a profile: rows with pages of their own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory import label_rules
from clusterhub.directory.forms.profile import DocumentForm, LabelForm, RenewalForm
from clusterhub.directory.kinds import PARTS_OF, Part
from clusterhub.directory.models import Organisation
from clusterhub.directory.moved import document_of, visible_or_moved
from clusterhub.directory.operations import documents as document_operations
from clusterhub.directory.operations import labels as label_operations
from clusterhub.directory.views.attempts import still_there
from clusterhub.directory.views.doors import leading_on, organisation_for
from clusterhub.web.desk import saved, sent


@login_required
def labels(request, slug):
    organisation = _with_part(request, slug, Part.LABELS)
    form = LabelForm(sent(request))
    refusals = {label_operations.EndMissing: ("valid_until", _("Type the day on the certificate."))}
    if saved(request, form, label_operations.add_label, organisation, refusals=refusals):
        return redirect("directory:labels", slug)
    today = timezone.localdate()
    rows = [
        {
            "label": label,
            "state": label_rules.state(label.valid_until, today),
            "renewable_until": label_rules.renewable_until(label.valid_until),
            "is_renewed": bool(label.renewals.all()),
        }
        for label in organisation.labels.prefetch_related("renewals")
    ]
    context = {"organisation": organisation, "form": form, "rows": rows}
    context["renewal_form"] = RenewalForm(initial={"renewed_on": today})
    return render(request, "directory/profile/labels.html", context)


@login_required
@require_POST
def label_renewal(request, slug, pk):
    label = still_there(request, _with_part(request, slug, Part.LABELS).labels, pk)
    if label is None:
        return redirect("directory:labels", slug)
    form = RenewalForm(request.POST)
    too_late = _("More than a year has passed since it ended. Add a new label instead.")
    refusals = {label_rules.TooLateToRenew: ("renewed_on", too_late)}
    if saved(request, form, label_operations.renew_label, label, refusals=refusals):
        messages.success(request, _("Renewed from its old end."))
    else:
        messages.error(request, next(iter(form.errors.values()))[0])
    return redirect("directory:labels", slug)


@login_required
@require_POST
def label_removal(request, slug, pk):
    labels = _with_part(request, slug, Part.LABELS).labels
    if label := still_there(request, labels, pk):
        label_operations.remove_label(label, by=request.user)
    return redirect("directory:labels", slug)


@login_required
def documents(request, slug):
    organisation = organisation_for(request, slug)
    form = DocumentForm(sent(request), request.FILES or None)
    refusals = {
        document_operations.NotAPdf: ("file", _("This is no PDF of at most 20 MB.")),
        document_operations.TooManyDocuments: (None, _("A profile holds 30 documents.")),
    }
    if saved(request, form, document_operations.add_document, organisation, refusals=refusals):
        return redirect("directory:documents", slug)
    rows = organisation.documents.all()
    context = {"organisation": organisation, "form": form, "rows": rows}
    return render(request, "directory/profile/documents.html", context)


@login_required
@require_POST
def document_removal(request, slug, pk):
    if row := still_there(request, organisation_for(request, slug).documents, pk):
        document_operations.remove_document(row, by=request.user)
    return redirect("directory:documents", slug)


@require_safe
@leading_on
def document(request, slug, pk):
    row = document_of(_visible(request, slug), pk)
    if row is None:
        raise Http404
    response = FileResponse(row.file.open(), as_attachment=True, filename=f"{row.title[:80]}.pdf")
    response["Content-Type"] = "application/pdf"
    return response


@require_safe
@leading_on
def logo(request, slug):
    organisation = _visible(request, slug)
    if not organisation.logo:
        raise Http404
    return FileResponse(organisation.logo.open(), content_type="image/png")


def _visible(request, slug):
    return visible_or_moved(Organisation.objects.visible_to(request.user), slug)


def _with_part(request, slug, part):
    organisation = organisation_for(request, slug)
    if part not in PARTS_OF[organisation.kind]:
        raise Http404
    return organisation
