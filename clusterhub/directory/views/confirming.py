"""Still true? Whoever holds the link from a reminder answers for her organisation, without sign-in."""

from django.contrib import messages
from django.core.signing import BadSignature, SignatureExpired
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from clusterhub.directory import confirm_links
from clusterhub.directory.kinds import PARTS_OF
from clusterhub.directory.models import Editorship
from clusterhub.directory.operations.reminding import confirm_by_link
from clusterhub.directory.refusals import AlreadyConfirmed
from clusterhub.directory.views.parts import row_of


@never_cache
def confirmation_link(request, token):
    try:
        organisation, person, at = confirm_links.read(token)
    except SignatureExpired:
        return render(request, "directory/profile/confirm.html", {"is_expired": True}, status=410)
    except (BadSignature, ValueError, TypeError) as bad:
        raise Http404 from bad
    rows = Editorship.objects.current().filter(editor__is_active=True)
    rows = rows.select_related("organisation__country", "organisation__region", "editor")
    own = get_object_or_404(rows, organisation=organisation, editor=person)
    if request.method == "POST":
        try:
            confirm_by_link(own.organisation, at=at, by=own.editor)
            messages.success(request, _("Thank you. Noted as true today."))
        except AlreadyConfirmed:
            messages.info(request, _("This was answered already."))
        return redirect("directory:confirmation-link", token)
    return _page(request, own.organisation, at)


def _page(request, organisation, at):
    context = {
        "organisation": organisation,
        "is_done": confirm_links.since(organisation) != at,
        "since": at,
        "rows": [row_of(organisation, part) for part in PARTS_OF[organisation.kind]],
    }
    return render(request, "directory/profile/confirm.html", context)
