from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusterhub.accounts.views.people import administrators_only, typed
from clusterhub.activity.models import Entry

ENTRIES_PER_PAGE = 50


@administrators_only
@require_safe
def activity(request):
    verb, actor = typed(request, "verb"), typed(request, "actor")
    entries = Entry.objects.newest_first().matching(verb=verb, actor=actor)
    page = Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "verb": verb, "actor": actor, "verbs": Entry.objects.verbs()}
    return render(request, "activity/activity.html", context)
