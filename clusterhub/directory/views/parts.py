"""The desk of one profile: an overview, a form for each part, "all this is still true"."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory.claimed_parts import claimed_parts
from clusterhub.directory.field_words import words_for
from clusterhub.directory.forms.parts import PartForm, asked_in
from clusterhub.directory.forms.profile import LogoForm
from clusterhub.directory.freshness import freshness, missing
from clusterhub.directory.kinds import PARTS_OF, Part, fields_of
from clusterhub.directory.logos import LogoRefused
from clusterhub.directory.operations import ChangedMeanwhile, OwnParent, profile
from clusterhub.directory.permissions import (
    can_edit_directory,
    can_manage_organisation,
    can_read_history,
    edits,
)
from clusterhub.directory.records import record_of
from clusterhub.directory.views.doors import organisation_for
from clusterhub.directory.views.seat import say_where
from clusterhub.web.desk import sent

# Parts that are lists of rows have pages of their own.
PAGES = {
    Part.CONTACTS: "contacts",
    Part.LABELS: "labels",
    Part.MEMBERS: "edit-members",
    Part.DOCUMENTS: "documents",
}
MEANWHILE = gettext_lazy(
    "Somebody else saved this profile while you were writing. What you typed is still here; the "
    "profile now stands as below. Read it, then save again."
)
LOGO_REFUSALS = {
    "empty": gettext_lazy("The file is empty."),
    "too_big": gettext_lazy("The file is larger than 4 MB."),
    "no_picture": gettext_lazy("This is no PNG, JPEG or WebP picture."),
    "too_many_pixels": gettext_lazy("The picture has too many pixels; make it smaller first."),
    "too_small": gettext_lazy("The picture is smaller than 32 pixels."),
}


@login_required
@require_safe
def overview(request, slug):
    organisation = organisation_for(request, slug)
    user = request.user
    context = {
        "organisation": organisation,
        "rows": [row_of(organisation, part) for part in PARTS_OF[organisation.kind]],
        "freshness": freshness(organisation.confirmed_at, timezone.now()),
        "is_own": edits(user, organisation),
        "can_manage": can_manage_organisation(user, organisation),
        "can_read_history": can_read_history(user, organisation),
        "is_platform_editor": can_edit_directory(user),
        "claimed_parts": claimed_parts(organisation),
    }
    return render(request, "directory/profile/overview.html", context)


@login_required
def part(request, slug, part):
    organisation = organisation_for(request, slug)
    if part not in PARTS_OF[organisation.kind]:
        raise Http404
    if not asked_in(organisation.kind, part):
        return redirect(address_of(organisation, part))
    form = PartForm(organisation, part, sent(request))
    if "parent" in form.fields:
        form.fields["parent"].seen_by(request.user, chosen=organisation.parent_id)
    if form.asks_for_rows:
        form.leave_unjudged()
    elif form.is_valid() and _save(request, form):
        messages.success(request, _("Saved, and noted as true today."))
        say_where(request, form, organisation)
        return redirect("directory:edit-organisation", slug)
    context = {"organisation": organisation, "form": form, "part": Part(part)}
    context |= {"names": _names(organisation, part), "logo_form": LogoForm()}
    status = 409 if getattr(form, "is_late", False) else 200
    return render(request, "directory/profile/part.html", context, status=status)


def _save(request, form):
    version = form.cleaned_data["version"]
    try:
        return profile.save_part(
            form.organisation, part=form.part, fields=form.changes, version=version, by=request.user
        )
    except OwnParent:
        form.add_error("parent", _("An organisation cannot be part of itself."))
    except ChangedMeanwhile:
        form.add_error(None, MEANWHILE)
        form.is_late = True
        # Who has read this may save over it.
        form.data = form.data.copy() | {"version": str(form.organisation.version)}
    return None


@login_required
@require_POST
def confirmation(request, slug):
    """Everything, or the one part that the button names."""
    organisation = organisation_for(request, slug, edits)
    if part := request.POST.get("part"):
        if part not in PARTS_OF[organisation.kind]:
            raise Http404
        profile.confirm_part(organisation, part=part, by=request.user)
    else:
        profile.confirm_everything(organisation, by=request.user)
    messages.success(request, _("Thank you. Noted as true today."))
    return redirect("directory:edit-organisation", slug)


@login_required
@require_POST
def logo(request, slug):
    organisation = organisation_for(request, slug)
    try:
        profile.set_logo(organisation, file=request.FILES.get("logo"), by=request.user)
    except LogoRefused as refusal:
        messages.error(request, LOGO_REFUSALS[refusal.reason])
    return redirect("directory:edit-part", slug, Part.IDENTITY)


def address_of(organisation, part):
    if page := PAGES.get(part):
        return reverse(f"directory:{page}", args=[organisation.slug])
    return reverse("directory:edit-part", args=[organisation.slug, part])


def _names(organisation, part):
    return list(organisation.other_names.all()) if part == Part.IDENTITY else []


def row_of(organisation, part):
    record = record_of(organisation)
    open_fields = set(missing(record)) & set(fields_of(organisation.kind, part))
    confirmed = record["confirmed"].get(part)
    return {
        "part": part,
        "url": address_of(organisation, part),
        "confirmed_at": parse_datetime(confirmed) if confirmed else None,
        "missing": [words_for(name) for name in missing(record) if name in open_fields],
    }
