from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from clusterhub.directory.exporting import MOST_ROWS
from clusterhub.directory.finding import asking
from clusterhub.directory.finding.listing import OrganisationList
from clusterhub.directory.permissions import can_edit_directory
from clusterhub.directory.shapes import organisation_in_list
from clusterhub.directory.views.exports import organisations_all_json
from clusterhub.directory.views.lists import list_as_json, render_list

SORT_WORDS = {
    "best": _("Best for these words"),
    "name": _("Name"),
    "newest": _("Newest first"),
    "confirmed": _("Last confirmed"),
}
# What a line or a row of the table says; a profile holds much more.
COLUMNS = ("name", "slug", "kind", "country", "region", "city", "description", "sort_key")
COLUMNS += ("published_at", "confirmed_at", "shown")


@require_safe
def organisations(request):
    shown = OrganisationList(request, columns=COLUMNS)
    context = {
        "filters": shown.with_facets(),
        "page": shown.page,
        "sorts": [(SORT_WORDS[name], url, is_it) for name, url, is_it in shown.sorts()],
        "map_query": shown.wanted.as_query(),
        "most_taken": MOST_ROWS if shown.page.paginator.count > MOST_ROWS else None,
        "can_edit": can_edit_directory(request.user),
    }
    return render_list(request, "directory", "organisations", context)


@require_safe
def organisations_json(request):
    if request.GET.get("rows") == "all":
        return organisations_all_json(request)
    return list_as_json(
        request, "organisations", OrganisationList(request).page, organisation_in_list
    )


@require_safe
def organisation_suggestions(request):
    """As somebody types; nothing while there is no index, since Enter searches all the same."""
    try:
        found = asking.suggest(request.GET.get("q", "")[:100], user=request.user)
    except asking.IndexUnavailable:
        found = []
    return render(request, "directory/_suggestions.html", {"found": found})
