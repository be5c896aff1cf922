"""How the pages of an organisation's own people begin: 404 for what the reader may not see, 403 for
what she may not do."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from clusterhub.directory.models import Organisation
from clusterhub.directory.moved import REMEMBER_REDIRECT, MovedTo
from clusterhub.directory.permissions import can_edit_organisation


def organisation_for(request, slug, may=can_edit_organisation):
    """Raises MovedTo for what was merged; a middleware answers that."""
    visible = Organisation.objects.visible_to(request.user)
    organisation = visible.with_places().filter(slug=slug, merged_into=None).first()
    if organisation is None:
        if kept := visible.filter(absorbed__slug=slug).first():
            raise MovedTo(kept)
        raise Http404
    allow(may(request.user, organisation))
    return organisation


def leading_on(view):
    """A view for readers; the address of what was merged leads to the same page of the other."""

    @wraps(view)
    def found(request, slug, **rest):
        try:
            return view(request, slug, **rest)
        except MovedTo as moved:
            kwargs = {"slug": moved.kept.slug, **rest}
        address = reverse(request.resolver_match.view_name, kwargs=kwargs)
        query = request.META.get("QUERY_STRING", "")
        response = redirect(f"{address}?{query}" if query else address, permanent=True)
        response["Cache-Control"] = REMEMBER_REDIRECT
        return response

    return found


def allow(is_allowed):
    if not is_allowed:
        raise PermissionDenied
