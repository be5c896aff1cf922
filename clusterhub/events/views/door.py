"""The door on somebody's phone: whoever has the link works it, without an account.

The word in the address is the only authority, and no cookie is: so forms carry no token, and the
page can be kept on the device for when the network is gone.
"""

import json
import re
import unicodedata
from functools import cache, wraps
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from clusterhub.events.attendance import here_now
from clusterhub.events.door_links import door_of, token_of_door
from clusterhub.events.door_list import fingerprint, public_key, signed_list
from clusterhub.events.door_words import WITHOUT_NETWORK, WORDS, answer_of, phrases, sentence_of
from clusterhub.events.forms.door import WalkInForm, read_scans
from clusterhub.events.models import Registration, Scan
from clusterhub.events.operations.door import merge_scans, scan, undo_scan, walk_in
from clusterhub.events.operations.refusals import DoorClosed, EventRefusal, NoPlaceFree
from clusterhub.events.tickets import code_in
from clusterhub.events.views.own import kept_from_others

LEAST_LETTERS, MOST_FOUND = 3, 20
WORKER = Path(__file__).resolve().parent.parent / "static/events/door/worker.js"


def at_door(view):
    """404 for a link that we never gave, 410 once the door is closed."""

    @wraps(view)
    def answer(request, slug, token, **named):
        if (door := door_of(slug, token)) is None:
            raise Http404
        try:
            response = view(request, door, **named)
        except DoorClosed:
            response = _closed(request, door)
        return kept_from_others(response)

    return csrf_exempt(never_cache(answer))


def _closed(request, door):
    return render(
        request, "events/door_closed.html", {"door": door, "event": door.event}, status=410
    )


@at_door
@require_safe
def door_page(request, door):
    if not door.is_open:
        raise DoorClosed
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    form = WalkInForm(initial={"client_id": uuid4()})
    return render(request, "events/door.html", _context(request, door, form, words))


def _context(request, door, form, words=""):
    token = token_of_door(door)
    shown = _shown(door, request.GET.get("scan", ""))
    return {
        "door": door,
        "event": door.event,
        "token": token,
        "client_id": uuid4(),
        "form": form,
        "q": words,
        "is_short": bool(words) and not _is_long(words),
        "found": _found(door, words) if _is_long(words) else [],
        "scan": shown,
        "answer": answer_of(shown, door) if shown else None,
        "sentence": sentence_of(shown) if shown else "",
        "here": here_now(door),
        "facts": _facts(door, token),
    }


def _facts(door, token):
    """What the script has to know."""
    names = {"here": "door", "list": "door-list", "scans": "door-scans", "worker": "door-worker"}
    at = [door.event.slug, token]
    return {
        **{name: reverse(f"events:{view}", args=at) for name, view in names.items()},
        "key": public_key(),
        "event": door.event.slug,
        "door": door.pk,
        "name": door.name,
        "zone": door.event.time_zone,
        "words": {
            outcome: {"word": str(one.word), "state": one.state, "more": str(one.more)}
            for outcome, one in (WORDS | WITHOUT_NETWORK).items()
        },
        "say": phrases(),
    }


def _shown(door, client_id):
    rows = Scan.objects.filter(client_id=_uuid(client_id), door=door)
    return rows.select_related("event", "registration", "check_in__door").first()


def _uuid(text):
    """What a page of ours wrote; for anything else, one that nobody has."""
    try:
        return UUID(text or "")
    except ValueError:
        return uuid4()


def _is_long(words):
    """Three letters; where letters have no capitals, as in Chinese, one says as much."""
    return len(words) >= LEAST_LETTERS or any(unicodedata.category(sign) == "Lo" for sign in words)


def _found(door, words):
    """By parts of the name, whatever its accents and capitals: databases differ in that."""
    parts = _plain(words).split()
    people = Registration.objects.living().filter(event=door.event).order_by("name", "pk")
    found = (
        one
        for one in people.values_list("pk", "name")
        if all(part in _plain(one[1]) for part in parts)
    )
    return [{"pk": pk, "name": name} for pk, name in islice(found, MOST_FOUND)]


def _plain(name):
    """As the script on the phone does it (list.js)."""
    signs = unicodedata.normalize("NFD", name)
    return "".join(sign for sign in signs if not unicodedata.category(sign).startswith("M")).lower()


@at_door
@require_POST
def door_scan(request, door):
    """One ticket from the form that needs no script."""
    code, ref = code_in(request.POST.get("code", "")[:300]), request.POST.get("ref", "")
    row = int(ref) if re.fullmatch(r"\d{1,18}", ref, re.ASCII) else None
    client_id = _uuid(request.POST.get("client_id"))
    return _back(door, scan(door, client_id=client_id, code=code, ref=row, said_at=timezone.now()))


@at_door
@require_POST
def door_undo(request, door):
    undoes = _uuid(request.POST.get("undoes"))
    made = undo_scan(door, client_id=uuid4(), undoes=undoes, said_at=timezone.now())
    return _back(door, made)


@at_door
@require_POST
def door_walk_in(request, door):
    form = WalkInForm(request.POST)
    if form.is_valid():
        try:
            return _back(door, walk_in(door, **form.cleaned_data))
        except NoPlaceFree:
            form.add_error(
                None, _("All places are taken, or the organisers decide on each: ask them.")
            )
        except DoorClosed:
            raise
        except EventRefusal:
            form.add_error(None, _("This event takes no registrations now."))
    return render(request, "events/door.html", _context(request, door, form), status=422)


@at_door
@require_safe
def door_list(request, door):
    if not door.is_open:
        return _no_door()
    etag = quote_etag(fingerprint(door))
    response = get_conditional_response(request, etag=etag)
    response = response or JsonResponse(signed_list(door))
    response["ETag"] = etag
    return response


@at_door
@require_POST
def door_scans(request, door):
    """What a phone kept, told again until it has our answer."""
    try:
        said = read_scans(json.loads(request.body))
    except (ValueError, OverflowError, RecursionError):
        return JsonResponse({"error": "not-scans"}, status=400)
    try:
        made = merge_scans(door, said)
    except DoorClosed:
        return _no_door()
    return JsonResponse({"answers": [answer_of(one, door) for one in made]})


@at_door
@require_safe
def door_worker(request, door):
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _worker():
    return WORKER.read_bytes()


def _no_door():
    return JsonResponse({"error": "door-closed"}, status=410)


def _back(door, made):
    address = reverse("events:door", args=[door.event.slug, token_of_door(door)])
    return redirect(f"{address}?scan={made.client_id}")
