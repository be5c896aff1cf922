from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusterhub.home.search import KINDS, search_everything, suggest

PREVIEW = 5


@require_safe
def search(request):
    words = request.GET.get("q", "").replace("\x00", "").strip()
    if request.htmx and "suggest" in request.GET:
        found = suggest(words, request.user)
        return render(request, "home/_suggestions.html", {"found": found, "words": words})
    kind = request.GET.get("kind", "")
    kind = kind if kind in {known.name for known in KINDS} else ""
    found = search_everything(words, request.user)
    shown = [group for group in found if not kind or group.kind.name == kind]
    context = {
        "words": words,
        "found": found,
        "shown": [(group, group.rows if kind else group.rows[:PREVIEW]) for group in shown],
        "kind": kind,
        "total": sum(len(group.rows) for group in found),
        "all_kinds": KINDS,
    }
    template = "home/_results.html" if request.htmx else "home/search.html"
    return render(request, template, context)
