"""What the lists of this platform's records have in common."""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render

from clusterhub.vocabularies.models import Country


def render_list(request, app, name, context):
    """The page, or for htmx only the fragment that the page itself includes."""
    is_fragment = request.htmx and not request.htmx.history_restore_request
    template = f"{app}/_{name}.html" if is_fragment else f"{app}/{name}.html"
    return render(request, template, context)


def list_as_json(request, name, page, shape):
    """One page of a list as data, with the address of the next one."""
    following = None
    if page.has_next():
        query = request.GET.copy()
        query["page"] = page.next_page_number()
        following = f"{settings.BASE_URL}{request.path}?{query.urlencode()}"
    rows = [shape(row) for row in page]
    return JsonResponse({"count": page.paginator.count, "next": following, name: rows})


def countries_of(rows):
    """The countries that occur in `rows`, as choices in the order of their names."""
    codes = rows.exclude(country=None).order_by().values("country")
    countries = Country.objects.filter(pk__in=codes)
    return sorted(((each.pk, str(each)) for each in countries), key=lambda choice: choice[1])
