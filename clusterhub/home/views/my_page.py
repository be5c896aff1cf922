from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusterhub.events.agenda import agenda_of
from clusterhub.events.links import token_of
from clusterhub.home.waiting import waiting_for

MOST_NEXT = 6


@never_cache
@require_safe
@login_required
def my_page(request):
    """What waits for her, what comes next, and what she keeps."""
    own = request.user.editorships.current().select_related("organisation__country")
    own = list(own.filter(organisation__merged_into=None, organisation__erased_at=None))
    coming, _past = agenda_of(request.user)
    shown = [(entry, entry.registration and token_of(entry.registration)) for entry in coming]
    context = {
        "tasks": waiting_for(request.user, own),
        "coming": shown[:MOST_NEXT],
        "more_count": max(0, len(shown) - MOST_NEXT),
        "editorships": own,
    }
    return render(request, "home/my_page.html", context)
