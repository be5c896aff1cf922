"""Desk addresses of what was merged lead to the same page of what it is part of now."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from clusterhub.directory.moved import REMEMBER_REDIRECT, MovedTo


class MovedDeskMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        if not isinstance(error, MovedTo):
            return None
        if request.method not in ("GET", "HEAD"):
            # It was typed for another profile: nothing of it is written here.
            words = _("This profile was merged into %s meanwhile. Nothing was saved.")
            messages.warning(request, words % error.kept.name)
            return redirect("directory:edit-organisation", error.kept.slug)
        match = request.resolver_match
        address = reverse(match.view_name, kwargs=match.kwargs | {"slug": error.kept.slug})
        query = request.META.get("QUERY_STRING", "")
        response = redirect(f"{address}?{query}" if query else address)
        response["Cache-Control"] = REMEMBER_REDIRECT
        return response
