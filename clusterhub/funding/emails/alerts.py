"""Letters about calls to whoever follows them: what is new, what has changed, what closes."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterhub.clock.closing import days_left
from clusterhub.clock.words import instant_in_words
from clusterhub.funding.alert_links import token_of
from clusterhub.funding.field_words import change_in_words
from clusterhub.funding.models import Call, CallChange, DeadlineChange, Follow, Follower
from clusterhub.letters.models import Priority
from clusterhub.letters.operations import Post
from clusterhub.letters.writing import Words
from clusterhub.web.addresses import absolute

ABOUT, CONFIRM = "funding.follower", "confirm following"


def alert_letter(follower, items, key):
    """`items` are pairs of a call's key and what is new of it."""
    return Post(
        to=follower.address,
        kind="call alerts",
        about=(ABOUT, follower.pk),
        once=f"calls.{follower.pk}.{key}",
        facts={"items": [list(item) for item in items]},
        is_bulk=True,
    )


def confirmation_letter(follow):
    return Post(
        to=follow.follower.address,
        kind=CONFIRM,
        about=(ABOUT, follow.follower_id),
        facts={"follow": follow.pk},
        priority=Priority.SOMEBODY_WAITS,
    )


def write_confirmations(letters):
    rows = Follow.objects.filter(confirmed_at=None).select_related("follower", "call", "search")
    found = rows.in_bulk([letter.facts["follow"] for letter in letters])
    words = {}
    for letter in letters:
        if follow := found.get(letter.facts["follow"]):
            with translation.override(follow.follower.language):
                words[letter.pk] = _confirmation(follow)
    return words


def write_alerts(letters):
    """What is still true of it when it leaves; a letter without anything does not leave."""
    followers = Follower.objects.select_related("person").in_bulk(
        [letter.about_id for letter in letters]
    )
    items = [item for letter in letters for item in letter.facts["items"]]
    facts = _Facts(items)
    words = {}
    for letter in letters:
        follower = followers.get(letter.about_id)
        if follower is None or follower.stopped_at or follower.address != letter.to_address:
            continue
        with translation.override(follower.language):
            if parts := facts.parts(letter.facts["items"], follower):
                words[letter.pk] = _alert(follower, parts)
    return words


def _alert(follower, parts):
    calls = sum(len(lines) for _title, lines in parts)
    token = token_of(follower)
    context = {
        "parts": parts,
        "url": absolute(reverse("funding:alerts-at", args=[token])),
        "site": settings.SITE_NAME,
    }
    if calls == 1:
        subject = f"{parts[0][0]}: {parts[0][1][0]['title']}"
    else:
        subject = ngettext("%d call has news", "%d calls have news", calls) % calls
    text = render_to_string("funding/email/alerts.txt", context)
    stop = absolute(reverse("funding:alerts-stop", args=[token]))
    return Words(subject[:200], text, stop_url=stop)


def _confirmation(follow):
    context = {
        "follow": follow,
        "url": absolute(reverse("funding:alerts-at", args=[token_of(follow.follower)])),
        "site": settings.SITE_NAME,
    }
    text = render_to_string("funding/email/confirm_following.txt", context)
    return Words(_("Confirm: news of calls"), text)


class _Facts:
    """What some letters tell of, read at once."""

    def __init__(self, items):
        calls = Call.objects.public().with_deadlines()
        self.calls = calls.in_bulk({call for call, _what in items})
        self.moves = _named(DeadlineChange.objects.select_related("deadline"), items, "moved")
        self.changes = _named(CallChange.objects.all(), items, "changed")
        self.now = timezone.now()

    def parts(self, items, follower):
        """Pairs of a heading and its lines: closing first, then moved and changed, then new."""
        parts = {"left": [], "changed": [], "new": []}
        by_call = {}
        for pk, what in items:
            by_call.setdefault(pk, []).append(what)
        for pk, whats in by_call.items():
            if call := self.calls.get(pk):
                self._sort_in(parts, call, whats, follower)
        titles = {"left": _("Closing"), "changed": _("Changed"), "new": _("New")}
        return [(titles[name], lines) for name, lines in parts.items() if lines]

    def _sort_in(self, parts, call, whats, follower):
        is_new = "new" in whats
        changes = [words for what in whats if (words := self._change(call, what))]
        is_near = any(self._is_still_near(call, what) for what in whats)
        if not (is_new or changes or is_near):
            return
        name = "left" if is_near else "changed" if changes else "new"
        deadline = call.next_deadline(self.now)
        parts[name].append(
            {
                "title": call.title,
                "url": absolute(call.get_absolute_url()),
                "programme": call.programme,
                "changes": changes,
                **_closing(deadline, self.now, follower),
            }
        )

    def _is_still_near(self, call, what):
        if not what.startswith("left:"):
            return False
        _left, _days, pk, closes_at = what.split(":")
        return any(
            row.pk == int(pk)
            and f"{row.closes_at:%Y%m%d%H%M}" == closes_at
            and row.closes_at > self.now
            for row in call.deadlines.all()
        ) and not (call.cancelled_at and call.cancelled_at <= self.now)

    def _change(self, call, what):
        name, _colon, number = what.partition(":")
        if name == "moved" and (change := self.moves.get(int(number))):
            return _("The deadline was %(before)s and is now %(now)s.") % {
                "before": change.words(change.deadline.time_zone),
                "now": instant_in_words(change.deadline.closes_at, change.deadline.time_zone),
            }
        if name == "changed" and (change := self.changes.get(int(number))):
            return change_in_words(change)
        return ""


def _closing(deadline, now, follower):
    if deadline is None:
        return {"when": _("No deadline is known."), "left": "", "there": ""}
    words = days_left(deadline.when, now, deadline.time_zone)
    is_elsewhere = not deadline.is_day_only and follower.zone != deadline.time_zone
    there = instant_in_words(deadline.closes_at, follower.zone) if is_elsewhere else ""
    return {"when": words.when, "left": words.words, "there": there}


def _named(rows, items, name):
    numbers = {int(what.partition(":")[2]) for _call, what in items if what.startswith(f"{name}:")}
    return rows.in_bulk(numbers)
