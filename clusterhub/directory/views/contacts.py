"""The contacts of a profile, and the page where each answers for herself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusterhub.directory.consent_links import digest_of, wording_of
from clusterhub.directory.consent_words import hidden_words, last_asked
from clusterhub.directory.forms.profile import ContactForm
from clusterhub.directory.models import Contact
from clusterhub.directory.operations import ChangedMeanwhile
from clusterhub.directory.operations import contacts as contact_operations
from clusterhub.directory.refusals import TooManyProposals
from clusterhub.directory.views.attempts import attempt, still_there
from clusterhub.directory.views.doors import organisation_for
from clusterhub.directory.views.wording import WORDS
from clusterhub.web.desk import saved, sent


@login_required
def contacts(request, slug):
    organisation = organisation_for(request, slug)
    form = ContactForm(sent(request))
    refusals = {TooManyProposals: (None, WORDS[TooManyProposals])}
    if saved(request, form, contact_operations.add_contact, organisation, refusals=refusals):
        messages.success(request, _("Added. We have asked for consent by mail."))
        return redirect("directory:contacts", slug)
    asked = last_asked(organisation)
    rows = [
        {
            "contact": row,
            "hidden": hidden_words(row),
            "asked_at": asked.get(row.pk),
            "may_ask": row.email and not row.has_consented and not row.consent_withdrawn_at,
        }
        for row in organisation.contacts.all()
    ]
    context = {"organisation": organisation, "form": form, "rows": rows}
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


@login_required
@require_POST
def contact_asking(request, slug, pk):
    if row := still_there(request, organisation_for(request, slug).contacts, pk):
        attempt(request, contact_operations.ask_again, row, done=_("We have asked again by mail."))
    return redirect("directory:contacts", slug)


def consent(request, token):
    """Whoever holds the link answers for herself, with or without an account."""
    contact = get_object_or_404(
        Contact.objects.select_related("organisation"), consent_token_digest=digest_of(token)
    )
    contact, status = contact_operations.who_answers(contact), 200
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
