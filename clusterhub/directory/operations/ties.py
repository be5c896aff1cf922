"""Two organisations and what ties them: said by one side, said by both, declined, ended.

Each side speaks for itself. The platform's editors may write down what a side says of its own, but
the second word, which makes a tie mutual, comes from the second side's own people or from nobody.
"""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.activity.models import Entry
from clusterhub.activity.operations import record_activity
from clusterhub.directory.emails.members import MailAbout, email_tie
from clusterhub.directory.models import Organisation, State
from clusterhub.directory.operations.changes import lock, note_change
from clusterhub.directory.operations.ownership import still_edits
from clusterhub.directory.operations.showing import MIRROR, mirror_ties
from clusterhub.directory.refusals import (
    AlreadyDecided,
    LeftBeforeJoining,
    NoSuchTie,
    NotTheOwner,
    SaidNo,
    TooManyProposals,
)

MOST_OPEN_PROPOSALS = 20  # Of a part; a whole names as many as it has.
MAIL_RESTS = timedelta(days=30)


def propose(model, whole, part, *, side, by, joined_on=None, **values):
    """The present tie of this model between both, said by `side`; to say it after the other side
    is to confirm it. `values` of the key (a role) come along."""
    lock_both(whole, part)
    key = {model.ENDS[0]: whole, model.ENDS[1]: part, "left_on": None}
    key |= {name: values.pop(name) for name in model.KEY if name in values}
    tie = model.objects.filter(**key).first()
    if tie is None:
        tie = model(**key, **values, joined_on=joined_on)
        _demand_word(tie.end_of(side), by, is_second=False)
        _demand_possible(tie, side)
        _say(tie, side, by, "proposed a tie to", MailAbout.PROPOSED)
    elif not tie.has_said(side):
        _demand_word(tie.end_of(side), by, is_second=True)
        _say(tie, side, by, "confirmed a tie to", MailAbout.CONFIRMED)
    elif tie.is_declined:
        raise SaidNo
    else:
        _demand_word(tie.end_of(side), by, is_second=False)
    return tie


def confirm(tie, *, side, by):
    """The second side says so, too; a second click changes nothing."""
    _read_again(tie)
    _demand_word(tie.end_of(side), by, is_second=True)
    if tie.left_on is not None:
        raise AlreadyDecided
    if not tie.has_said(side):
        _say(tie, side, by, "confirmed a tie to", MailAbout.CONFIRMED)
    return tie


def decline(tie, *, side, by):
    """The second side says that it is not so: it shows no longer, and is not proposed again."""
    _read_again(tie)
    _demand_word(tie.end_of(side), by, is_second=True)
    if tie.left_on is not None or tie.has_said(side):
        raise AlreadyDecided
    if not tie.is_declined:
        tie.declined_at = timezone.now()
        if hasattr(tie, "declined_by_id"):
            tie.declined_by = by
        tie.save()
        _settle(tie, side, by, "declined a tie to", MailAbout.DECLINED)
    return tie


def end(tie, *, side, by, on):
    """Either side says since when it is over; it stays as history."""
    _read_again(tie)
    _demand_word(tie.end_of(side), by, is_second=not tie.has_said(side))
    if tie.left_on is not None or tie.is_declined:
        raise AlreadyDecided
    if on > timezone.localdate() or (tie.joined_on and on < tie.joined_on):
        raise LeftBeforeJoining
    tie.left_on = on
    tie.save(update_fields=["left_on"])
    _settle(tie, side, by, "ended a tie to", MailAbout.ENDED, on=on.isoformat())
    return tie


def take_back(tie, *, side, by):
    """Who said it alone says that it was a mistake: no history stays but the audit trail."""
    _read_again(tie)
    _demand_word(tie.end_of(side), by, is_second=False)
    if tie.is_mutual or tie.is_declined or tie.left_on is not None or not tie.has_said(side):
        raise AlreadyDecided
    ends = [tie.end_of(each) for each in tie.SIDES]
    record_activity("took back a tie to", tie.end_of(tie.other(side)), by=by, side=side)
    tie.delete()
    for organisation in ends:
        follow(organisation)


def lock_both(whole, part):
    """In the order of their numbers, so that two who meet from both sides wait for each other."""
    if whole.pk == part.pk:
        raise NoSuchTie
    for organisation in sorted((whole, part), key=lambda each: each.pk):
        try:
            lock(organisation)
        except Organisation.DoesNotExist as gone:
            raise NoSuchTie from gone


def follow(organisation):
    """Mirror and index; a form that somebody has open stays good, since no field has changed."""
    mirror_ties(organisation)
    organisation.save(update_fields=[*MIRROR, "updated_at"])
    note_change(organisation)


def _read_again(tie):
    lock_both(*(tie.end_of(side) for side in tie.SIDES))
    whole, part = (tie.end_of(side) for side in tie.SIDES)
    try:
        tie.refresh_from_db()
    except tie.DoesNotExist as gone:
        raise AlreadyDecided from gone
    setattr(tie, tie.ENDS[0], whole)
    setattr(tie, tie.ENDS[1], part)


def _demand_word(organisation, by, *, is_second):
    """Only its own people speak for a side; the platform's editors keep its first word."""
    if by is None or still_edits(by, organisation):
        return
    if is_second or not can_edit_content(by):
        raise NotTheOwner


def _demand_possible(tie, side):
    whole, part = (tie.end_of(each) for each in tie.SIDES)
    is_gone = any(end.merged_into_id or end.state == State.ARCHIVED for end in (whole, part))
    if whole.kind not in tie.WHOLES or is_gone:
        raise NoSuchTie
    if side == tie.SIDES[1]:
        own = type(tie).objects.current().one_sided()
        waiting = own.filter(**{tie.ENDS[1]: part, f"said_by_{tie.SIDES[0]}_at": None})
        if waiting.count() >= MOST_OPEN_PROPOSALS:
            raise TooManyProposals


def _say(tie, side, by, verb, about):
    setattr(tie, f"said_by_{side}_at", timezone.now())
    tie.declined_at = None
    if hasattr(tie, "declined_by_id"):
        tie.declined_by = None
    tie.save()
    _settle(tie, side, by, verb, about)


def _settle(tie, side, by, verb, about, **details):
    own, other = tie.end_of(side), tie.end_of(tie.other(side))
    is_worth_a_mail = about != MailAbout.PROPOSED or _is_news(tie, side, verb, by)
    record_activity(verb, other, by=by, side=side, own=own.pk, own_name=own.name, **details)
    for each in tie.SIDES:
        follow(tie.end_of(each))
    if is_worth_a_mail:
        tell(tie, side, by, about)


def tell(tie, side, by, about):
    """Write to the other side's administrators when all this is done."""
    author = by.pk if by else None
    transaction.on_commit(
        partial(email_tie.enqueue, tie._meta.model_name, tie.pk, str(about), side, author)
    )


def _is_news(tie, side, verb, by):
    """Proposed, taken back, proposed again: one mail a month. A draft's members are not written to,
    nor by whoever goes from one whole to the next, taking back each time."""
    own, other = tie.end_of(side), tie.end_of(tie.other(side))
    if side == tie.SIDES[0] and not own.is_listed:
        return False
    if side == tie.SIDES[1] and by is not None:
        day = timezone.now() - timedelta(days=1)
        proposed = Entry.objects.filter(actor=by, verb=verb, at__gte=day, details__own=own.pk)
        if proposed.count() >= MOST_OPEN_PROPOSALS:
            return False
    lately = timezone.now() - MAIL_RESTS
    asked = Entry.objects.about(other).filter(verb=verb, at__gte=lately, details__own=own.pk)
    return not asked.exists()
