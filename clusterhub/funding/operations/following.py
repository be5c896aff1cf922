"""Following calls: with an account at once, without one after the address is confirmed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusterhub.funding.emails.alerts import (
    ABOUT,
    CONFIRM,
    confirmation_letter,
    write_confirmations,
)
from clusterhub.funding.finding.keys import key_of
from clusterhub.funding.models import Cadence, Follower, SavedSearch
from clusterhub.funding.models.following import LONGEST_QUERY
from clusterhub.letters.models import Letter
from clusterhub.letters.operations import forget_letters_about, post

MOST_FOLLOWED = 200
MOST_ASKED = 5  # In a day, and unanswered at all: nobody fills somebody else's mailbox.


class TooManyFollowed(Exception):
    """Some of what is followed should be let go first."""


class SearchTooLong(Exception):
    """The address of this list is longer than can be kept."""


@transaction.atomic
def follow_call(call, *, person=None, email="", language="en", time_zone=""):
    """Tell of this call; twice is once. Give a person, or an address to be confirmed; None where too
    much waits for the address already, which is nobody else's business."""
    follower = _follower(person, email, language, time_zone)
    return _follow(follower, {"call": call})


@transaction.atomic
def save_search(wanted, name, *, person=None, email="", language="en", time_zone=""):
    """Tell of the calls that fit what is `wanted` (a CallsWanted); twice is once."""
    query = wanted.as_query()
    if len(query) > LONGEST_QUERY:
        raise SearchTooLong
    search, _is_new = SavedSearch.objects.get_or_create(
        query=query, defaults={"key": key_of(wanted)}
    )
    follower = _follower(person, email, language, time_zone)
    return _follow(follower, {"search": search}, name=name[:200])


@transaction.atomic
def confirm_follows(follower):
    """Whoever reads the letters of this address wants what was asked for it."""
    now = timezone.now()
    follower.follows.filter(confirmed_at=None).update(confirmed_at=now)
    Follower.objects.filter(pk=follower.pk).update(stopped_at=None)


@transaction.atomic
def unfollow(follow):
    search = follow.search
    follow.delete()
    if search is not None and not search.follows.exists():
        search.delete()


@transaction.atomic
def set_cadence(follower, cadence):
    if cadence not in Cadence.values:
        raise ValueError(f"{cadence} is no cadence")
    Follower.objects.filter(pk=follower.pk).update(cadence=cadence)


@transaction.atomic
def stop_alerts(follower):
    """No more letters; what is followed stays, in case she changes her mind."""
    Follower.objects.filter(pk=follower.pk, stopped_at=None).update(stopped_at=timezone.now())


@transaction.atomic
def go_on_with_alerts(follower):
    Follower.objects.filter(pk=follower.pk).update(stopped_at=None)


@transaction.atomic
def erase_follower(follower):
    """An address that follows no more leaves nothing."""
    follower.delete()


def forget_letters(sender, instance, **_facts):
    """With a follower go the letters to her, which name her address."""
    forget_letters_about(ABOUT, instance.pk)


def _follower(person, email, language, time_zone):
    owner = {"person": person} if person else {"email": email.strip().lower()}
    facts = {"language": language, "made_at": timezone.now()}
    if time_zone:
        facts["time_zone"] = time_zone
    follower, _is_new = Follower.objects.get_or_create(**owner, defaults=facts)
    return Follower.objects.select_for_update(of=("self",)).get(pk=follower.pk)


def _follow(follower, what, **facts):
    now = timezone.now()
    if known := follower.follows.filter(**what).first():
        if follower.person_id is None and known.confirmed_at is None:
            _ask(known, now)
        return known
    if follower.person_id is None and not _may_be_asked(follower):
        return None
    if follower.follows.count() >= MOST_FOLLOWED:
        raise TooManyFollowed(MOST_FOLLOWED)
    confirmed_at = now if follower.person_id else None
    follow = follower.follows.create(**what, **facts, made_at=now, confirmed_at=confirmed_at)
    if follower.person_id:
        go_on_with_alerts(follower)
    else:
        _ask(follow, now)
    return follow


def _may_be_asked(follower):
    """An address is anybody's to type: only so much is laid before whoever reads its letters."""
    waiting = follower.follows.filter(confirmed_at=None).count()
    return waiting < MOST_ASKED and follower.follows.count() < MOST_FOLLOWED


def _ask(follow, now):
    """Write to the address, unless its reader has stopped all letters, or was asked often today."""
    follower = follow.follower
    if follower.stopped_at is not None:
        return
    letters = Letter.objects.filter(about_kind=ABOUT, about_id__in=_same_inbox(follower.email))
    asked = letters.filter(kind=CONFIRM, made_at__gt=now - timedelta(days=1))
    if asked.count() < MOST_ASKED:
        post(write_confirmations, confirmation_letter(follow))


def _same_inbox(email):
    """Followers whose letters lie in one inbox: anna@…, anna+news@…"""
    name, _at, host = email.rpartition("@")
    name = name.partition("+")[0]
    tagged = Q(email__startswith=f"{name}+", email__endswith=f"@{host}")
    rows = Follower.objects.filter(Q(email=f"{name}@{host}") | tagged)
    return list(rows.values_list("pk", flat=True))
