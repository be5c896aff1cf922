"""Letters are written down here, inside the transaction that makes them true."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial, reduce
from operator import or_

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusterhub.letters.models import Letter, LetterState, Priority
from clusterhub.letters.operations.delivering import PAUSES, deliver
from clusterhub.web.prepared_writes import PreparedInsert

AT_ONCE = 500
LOST_AFTER = timedelta(minutes=5)
KEPT_FOR = timedelta(days=400)


@dataclass(frozen=True)
class Post:
    """One letter to be. `about` is (kind of row, its number), `folder` whose log it stands in."""

    to: str
    kind: str
    about: tuple
    folder: str = ""
    once: str = ""  # What this letter tells and to whom: told once, however often it is posted.
    facts: dict = field(default_factory=dict)
    is_bulk: bool = False
    priority: int | None = None
    not_before: datetime | None = None


def post(renderer, letter):
    """Write one letter down; `renderer(letters)` gives the words of each when they leave."""
    row = _row(renderer, letter, timezone.now())
    if row.once_key:
        return post_many(renderer, [letter])
    _insert(row)
    _send_soon([row.pk])
    return 1


_insert = PreparedInsert(Letter)


def post_many(renderer, letters):
    """Write down what was not written before; how many letters these are."""
    now, count = timezone.now(), 0
    rows = [_row(renderer, letter, now) for letter in letters]
    for start in range(0, len(rows), AT_ONCE):
        chunk = rows[start : start + AT_ONCE]
        keys = [row.once_key for row in chunk if row.once_key]
        known = set(Letter.objects.filter(once_key__in=keys).values_list("once_key", flat=True))
        new = {row.once_key: row for row in chunk if row.once_key and row.once_key not in known}
        # Who writes the same at the same moment is met by the unique key, and nothing breaks.
        Letter.objects.bulk_create(new.values(), ignore_conflicts=True)
        plain = Letter.objects.bulk_create(row for row in chunk if not row.once_key)
        count += len(new) + len(plain)
        if _is_immediate():
            once = Letter.objects.filter(once_key__in=new).values_list("pk", flat=True)
            _send_soon([*once, *(row.pk for row in plain)])
    return count


def _row(renderer, letter, now):
    normal = Priority.BULK if letter.is_bulk else Priority.NORMAL
    kind, number = letter.about
    return Letter(
        renderer=f"{renderer.__module__}.{renderer.__qualname__}",
        kind=letter.kind,
        to_address=letter.to,
        about_kind=kind,
        about_id=number,
        folder=letter.folder,
        once_key=letter.once or None,
        facts=letter.facts,
        is_bulk=letter.is_bulk,
        priority=normal if letter.priority is None else letter.priority,
        not_before=letter.not_before or now,
        made_at=now,
    )


def _send_soon(pks):
    """Without a worker (in tests) it leaves with the commit; else the worker looks twice a second."""
    if _is_immediate():
        transaction.on_commit(partial(deliver, only=pks, limit=len(pks)))


def _is_immediate():
    return settings.TASKS["default"]["BACKEND"].endswith("ImmediateBackend")


@transaction.atomic
def send_again(letter):
    """What failed is tried anew; of what has left, a copy is sent. Asked twice is sent once."""
    if letter.state == LetterState.FAILED:
        return _queue_again(Letter.objects.filter(pk=letter.pk))
    if letter.state in (LetterState.QUEUED, LetterState.SENDING):
        return 0
    key = f"again-{letter.pk}"
    if Letter.objects.filter(once_key=key).exists():
        return 0
    now = timezone.now()
    copy = Letter(
        **{name: getattr(letter, name) for name in COPIED},
        once_key=key, not_before=now, made_at=now,
    )  # fmt: skip
    Letter.objects.bulk_create([copy], ignore_conflicts=True)
    if _is_immediate():
        _send_soon([Letter.objects.get(once_key=key).pk])
    return 1


COPIED = (
    *("renderer", "kind", "to_address", "about_kind", "about_id", "folder", "facts", "is_bulk"),
    "priority",
)


@transaction.atomic
def send_failed_again(folder):
    """Everything of one log that no server took; how many letters these are."""
    return _queue_again(Letter.objects.in_folder(folder))


def _queue_again(letters):
    failed = letters.filter(state=LetterState.FAILED)
    pks = list(failed.values_list("pk", flat=True)) if _is_immediate() else []
    count = failed.update(state=LetterState.QUEUED, attempts=0, not_before=timezone.now())
    if pks:
        _send_soon(pks)
    return count


def take_up_lost(now=None):
    """What a killed process was sending waits again; its number makes two of it one message."""
    lost = Letter.objects.filter(
        state=LetterState.SENDING, claimed_at__lt=(now or timezone.now()) - LOST_AFTER
    )
    words = "Whoever was sending it ended before it was done, each time."
    lost.filter(attempts__gt=len(PAUSES)).update(state=LetterState.FAILED, problem=words)
    return lost.update(state=LetterState.QUEUED)


def forget_letters_about(kind, pk):
    """With the row that they are about, its letters go: they name a person."""
    Letter.objects.about(kind, pk).delete()


def forget_letters_in(folder):
    """Nobody reads this log any more."""
    Letter.objects.in_folder(folder).delete()


def forget_letters_to(addresses):
    """Whatever was written to these addresses, whatever it was about."""
    to_her = [Q(to_address__iexact=address) for address in addresses if address]
    if to_her:
        Letter.objects.filter(reduce(or_, to_her)).delete()


def forget_old_letters(now=None):
    """Nobody asks any more whether these arrived."""
    old = Letter.objects.filter(made_at__lt=(now or timezone.now()) - KEPT_FOR)
    return old.exclude(state__in=(LetterState.QUEUED, LetterState.SENDING)).delete()[0]
