"""Labels, contacts and documents of a profile: rows with pages of their own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory import label_rules
from clusterhub.directory.consent_links import digest_of, wording_of
from clusterhub.directory.forms.profile import ContactForm, DocumentForm, LabelForm, RenewalForm
from clusterhub.directory.kinds import PARTS_OF, Part
from clusterhub.directory.models import Contact, Organisation
from clusterhub.directory.moved import document_of, visible_or_moved
from clusterhub.directory.operations import ChangedMeanwhile
from clusterhub.directory.operations import contacts as contact_operations
from clusterhub.directory.operations import documents as document_operations
from clusterhub.directory.operations import labels as label_operations
from clusterhub.directory.refusals import TooManyProposals
from clusterhub.directory.views.attempts import still_there
from clusterhub.directory.views.doors import leading_on, organisation_for
from clusterhub.directory.views.wording import WORDS
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
def contacts(request, slug):
    organisation = organisation_for(request, slug)
    form = ContactForm(sent(request))
    refusals = {TooManyProposals: (None, WORDS[TooManyProposals])}
    if saved(request, form, contact_operations.add_contact, organisation, refusals=refusals):
        messages.success(request, _("Added. We have asked for consent by mail."))
        return redirect("directory:contacts", slug)
    context = {"organisation": organisation, "form": form, "rows": organisation.contacts.all()}
    return render(request, "directory/profile/contacts.html", context)


@login_required
def contact(request, slug, pk):
    organisation = organisation_for(request, slug)
    row = get_object_or_404(organisation.contacts, pk=pk)
    form = ContactForm(
        sent(request), initial={name: getattr(row, name) for name in ContactForm.base_fields}
    )
    refusals = {TooManyProposals: (None, WORDS[TooManyProposals])}
    try:
        is_saved = saved(request, form, contact_operations.update_contact, row, refusals=refusals)
    except Contact.DoesNotExist as gone:
        raise Http404 from gone
    if is_saved:
        messages.success(request, _("Saved."))
        return redirect("directory:contacts", slug)
    context = {"organisation": organisation, "form": form, "contact": row}
    return render(request, "directory/profile/contact.html", context)


@login_required
@require_POST
def contact_removal(request, slug, pk):
    if row := still_there(request, organisation_for(request, slug).contacts, pk):
        contact_operations.remove_contact(row, by=request.user)
    return redirect("directory:contacts", slug)


def consent(request, token):
    """Whoever holds the link answers for herself, with or without an account."""
    contact = get_object_or_404(
        Contact.objects.select_related("organisation"), consent_token_digest=digest_of(token)
    )
    status = 200
    if request.method == "POST":
        try:
            contact = _answered(request, contact)
        except ObjectDoesNotExist as gone:
            raise Http404 from gone
        except ChangedMeanwhile:
            messages.error(request, _("This was changed since you read it."))
            contact.refresh_from_db()
            status = 409
    context = {"contact": contact, "read": wording_of(contact)}
    return render(request, "directory/profile/consent.html", context, status=status)


def _answered(request, contact):
    """A no holds whatever stands there; a yes only for what she has read."""
    if request.POST.get("answer") == "yes":
        return contact_operations.give_consent(contact, read=request.POST.get("read", ""))
    return contact_operations.withdraw_consent(contact)


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
