"""The organisers' log of letters: what was told to whom, whether it left, and what came back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.events.emails.kinds import folder_of, label_of_kind
from clusterhub.events.permissions import can_see_people
from clusterhub.events.views.doors import event_for
from clusterhub.letters.models import NOT_ARRIVED, Letter, LetterState
from clusterhub.letters.operations import send_again, send_failed_again

PAGE_SIZE = 50


@never_cache
@require_safe
@login_required
def log(request, slug):
    event = event_for(request, slug, can_see_people)
    page, state = _page(request, event)
    context = {
        "event": event,
        "page": page,
        "rows": [(letter, label_of_kind(letter.kind)) for letter in page],
        "counts": _counts(event),
        "state": state,
        "not_arrived": NOT_ARRIVED,
    }
    return render(request, "events/letters.html", context)


@never_cache
@require_safe
@login_required
def log_json(request, slug):
    event = event_for(request, slug, can_see_people)
    page, _state = _page(request, event)
    return JsonResponse(
        {
            "count": page.paginator.count,
            "pages": page.paginator.num_pages,
            "counts": {state: count for state, _label, count in _counts(event)},
            "letters": [_shape(letter) for letter in page],
        }
    )


@require_POST
@login_required
def again(request, slug, pk):
    event = event_for(request, slug, can_see_people)
    letter = get_object_or_404(Letter.objects.in_folder(folder_of(event.pk)), pk=pk)
    if send_again(letter):
        messages.success(request, _("It is sent again."))
    else:
        messages.info(request, _("It is on its way already."))
    return redirect("events:letters", event.slug)


@require_POST
@login_required
def failed_again(request, slug):
    event = event_for(request, slug, can_see_people)
    count = send_failed_again(folder_of(event.pk))
    words = ngettext("%d letter is tried again.", "%d letters are tried again.", count)
    messages.success(request, words % count)
    return redirect("events:letters", event.slug)


def _page(request, event):
    rows = Letter.objects.in_folder(folder_of(event.pk)).order_by("-pk")
    state = request.GET.get("state", "")
    if state in LetterState.values:
        rows = rows.filter(state=state)
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")), state


def _counts(event):
    """(state, its words, how many) for each state that occurs."""
    rows = Letter.objects.in_folder(folder_of(event.pk)).order_by()
    found = dict(rows.values_list("state").annotate(count=Count("pk")))
    return [(each, label, found[each]) for each, label in LetterState.choices if each in found]


def _shape(letter):
    return {
        "kind": letter.kind,
        "to": letter.to_address,
        "state": letter.state,
        "made_at": letter.made_at.isoformat(),
        "sent_at": letter.sent_at.isoformat() if letter.sent_at else None,
        "attempts": letter.attempts,
        "problem": letter.problem,
    }
