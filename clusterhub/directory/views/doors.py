"""How the pages of an organisation's own people begin: 404 for what the reader may not see, 403 for
what she may not do."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from clusterhub.directory.models import Organisation
from clusterhub.directory.permissions import can_edit_organisation


def organisation_for(request, slug, may=can_edit_organisation):
    rows = Organisation.objects.visible_to(request.user).with_places()
    organisation = get_object_or_404(rows, slug=slug)
    allow(may(request.user, organisation))
    return organisation


def allow(is_allowed):
    if not is_allowed:
        raise PermissionDenied
