"""Lists of people: brought, judged, looked at, taken over in pieces that may be broken off."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.documents.refusals import CannotRead
from clusterhub.events.addresses import address_key
from clusterhub.events.models import (
    EventStatus,
    Fit,
    ListPurpose,
    ListState,
    OnFull,
    OnTypo,
    PeopleList,
    PeopleListVerdict,
    PeopleRow,
    Registration,
    Way,
)
from clusterhub.events.operations.entering import enter, queue_up
from clusterhub.events.operations.group_refusals import (
    GroupTooLarge,
    ListAtWork,
)
from clusterhub.events.operations.letter_limits import demand_few_letters
from clusterhub.events.operations.parties import (
    MOST_TOGETHER,
    Newcomer,
    add_to_party,
    register_party,
)
from clusterhub.events.operations.places import lock_pools, settle, take
from clusterhub.events.operations.refusals import (
    EventCalledOff,
    EventRefusal,
    NoRegistration,
)
from clusterhub.events.people_columns import columns_of, guessed
from clusterhub.events.people_judging import fresh_row, judge

MOST_ROWS, AT_ONCE = 10_000, 100
MOST_LISTS = 20  # Of one purpose and organisation that wait: pages show no more.
CHOSEN = ("mode", "fit", "on_full", "on_typo", "sends_mail")


@transaction.atomic
def bring_list(
    event,
    *,
    rows,
    purpose,
    mode,
    by,
    columns=None,
    organisation=None,
    file_name="",
    notes=(),
    **chosen,
):
    """Judge the rows of a table (documents.tables.Row) and keep them to be looked at.

    Its columns are those given, or those that its headings name, or what its first row looks like;
    CannotRead where nobody's address is to be found.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not rows:
        raise CannotRead("empty")
    header = (0, [], columns) if columns else columns_of(rows)
    number, headings, columns = header or (0, [], guessed(_widest(rows)))
    if columns is None:
        raise CannotRead("no-addresses")
    rows = [row for row in rows if row.number > number]
    if not rows:
        raise CannotRead("no-rows")
    people_list = PeopleList.objects.create(
        event=event, purpose=purpose, organisation=organisation, file_name=file_name[:200],
        headings=headings or [""] * len(columns), columns=columns, mode=mode, by=by,
        notes=[str(note) for note in notes], row_count=len(rows), **chosen,
    )  # fmt: skip
    made = [fresh_row(people_list, row.number, row.cells, bool(row.faults)) for row in rows]
    judge(people_list, made)
    PeopleRow.objects.bulk_create(made, batch_size=500)
    _count(people_list)
    _let_oldest_go(people_list)
    return people_list


def _let_oldest_go(people_list):
    """Who brings one list after the other, and takes none over, fills no disk with people."""
    names = ("event", "purpose", "organisation")
    alike = {name: getattr(people_list, name) for name in names}
    waiting = PeopleList.objects.select_for_update(no_key=True).filter(
        state=ListState.PREVIEWED, **alike
    )
    for old in waiting.order_by("-pk")[MOST_LISTS:]:
        old.delete()


def _widest(rows):
    """Of the first rows, one with an address; it says what the columns are."""
    cells = [row.cells for row in rows[:20]]
    return next((each for each in cells if guessed(each)), cells[0])


@transaction.atomic
def set_choices(people_list, *, columns=None, **chosen):
    """Change what its columns are and what shall become of its rows; they are judged again."""
    people_list = _locked(people_list)
    if people_list.state != ListState.PREVIEWED:
        raise ListAtWork
    for name in CHOSEN:
        setattr(people_list, name, chosen.get(name, getattr(people_list, name)))
    people_list.columns = columns or people_list.columns
    people_list.save(update_fields=[*CHOSEN, "columns"])
    rows = list(people_list.rows.all())
    judge(people_list, rows)
    fields = ["name", "email", "meant", "facts", "verdict", "problem"]
    PeopleRow.objects.bulk_update(rows, fields, batch_size=500)
    _count(people_list)
    return people_list


@transaction.atomic
def start_list(people_list, *, by):
    """From now on it is taken over; a second click changes nothing. Whether it is the first one."""
    people_list = _locked(people_list)
    if people_list.state != ListState.PREVIEWED:
        return False
    if people_list.event.status == EventStatus.CANCELLED:
        raise EventCalledOff
    if people_list.fit == Fit.ALL and _to_take(people_list).count() > MOST_TOGETHER:
        raise GroupTooLarge(MOST_TOGETHER)
    demand_few_letters(people_list, _to_take(people_list).count(), by)
    people_list.state, people_list.by, people_list.beat_at = ListState.APPLYING, by, timezone.now()
    people_list.refusal = ""
    people_list.save(update_fields=["state", "by", "beat_at", "refusal"])
    record_activity(
        "takes over a list of people for", people_list.event, by=by, rows=people_list.row_count
    )
    return True


def apply_list(people_list):
    """Take over what was started, a hundred rows at a time; broken off and begun again, it goes on."""
    people_list = PeopleList.objects.select_related("event", "party", "organisation", "by").get(
        pk=people_list.pk
    )
    if people_list.state != ListState.APPLYING:
        return people_list
    is_party = people_list.purpose == ListPurpose.PARTY
    go_on = _apply_group if is_party else _apply_attendees
    try:
        while go_on(people_list):
            pass
    except EventRefusal as refusal:  # Closed or called off meanwhile; what was taken over stays.
        people_list.state, people_list.refusal = ListState.PREVIEWED, type(refusal).__name__
        people_list.save(update_fields=["state", "refusal"])
        return people_list
    return _finish(people_list)


def _apply_group(people_list):
    """All of them in one step where they come together or not at all."""
    size = people_list.row_count if people_list.fit == Fit.ALL else AT_ONCE
    with transaction.atomic():
        rows = _next_rows(people_list, size)
        if not rows:
            return False
        guests = [_guest(row, people_list) for row in rows]
        named = {"mode": people_list.mode, "by": people_list.by}
        if people_list.party is None:
            people_list.party = register_party(
                people_list.event, guests=guests, fit=people_list.fit,
                organisation=people_list.organisation, **named,
            )  # fmt: skip
            people_list.save(update_fields=["party"])
        else:
            add_to_party(people_list.party, guests=guests, **named)
        made = {each.address_key: each for each in _made(people_list.party, guests)}
        for row, guest in zip(rows, guests, strict=True):
            _note(row, made.get(address_key(guest.email)))
        _keep(people_list, rows)
    return True


def _made(party, guests):
    return party.registrations.filter(address_key__in=[address_key(each.email) for each in guests])


def _apply_attendees(people_list):
    with transaction.atomic():
        places = lock_pools(people_list.event_id)
        if places.event.status == EventStatus.CANCELLED:
            raise EventCalledOff
        rows = _next_rows(people_list, AT_ONCE)
        if not rows:
            return False
        guests = [_guest(row, people_list) for row in rows]
        keys = [address_key(guest.email) for guest in guests]
        known = Registration.objects.living().filter(event=places.event, address_key__in=keys)
        known = set(known.values_list("address_key", flat=True))
        for row, guest, key in zip(rows, guests, keys, strict=True):
            if key not in known:
                _note(row, _enter_one(places, people_list, row, guest))
            known.add(key)
        settle(places)
        _keep(people_list, rows)
    return True


def _enter_one(places, people_list, row, guest):
    """Confirmed, since somebody who ran the event elsewhere vouches for her; or waiting, or None."""
    wanted = row.facts.get("mode")
    mode = wanted if wanted and places.of_mode(wanted) else people_list.mode
    pool = places.of_mode(mode)
    if pool is None:
        raise NoRegistration
    has_place = take(places, pool)
    if not has_place and people_list.on_full == OnFull.REFUSE:
        row.outcome = "no place"
        return None
    writes = people_list.sends_mail and places.event.status != EventStatus.DRAFT
    told = "confirmed" if has_place else "queued"
    registration = enter(
        places, guest, pool=pool if has_place else None, mode=mode, way=Way.IMPORT,
        verb=told if writes else "imported", by=people_list.by, is_proven=True,
    )  # fmt: skip
    if not has_place:
        queue_up(places, registration)
    return registration


def _next_rows(people_list, size):
    return list(_to_take(people_list)[:size])


def _to_take(people_list):
    """The rows that are still to be taken over, in order."""
    verdicts = [PeopleListVerdict.NEW]
    if people_list.on_typo != OnTypo.LEAVE:
        verdicts.append(PeopleListVerdict.TYPO)
    return people_list.rows.filter(done_at=None, verdict__in=verdicts).order_by("number")


def _guest(row, people_list):
    corrects = row.verdict == PeopleListVerdict.TYPO and people_list.on_typo == OnTypo.CORRECT
    email = row.meant if corrects else row.email
    return Newcomer(row.name, email, row.facts.get("organisation", ""))


def _note(row, registration):
    """What became of a row; who is not there now was registered already, or said no meanwhile."""
    if registration is not None:
        row.registration, row.outcome = registration, str(registration.status)
    row.outcome = row.outcome or "same"


def _keep(people_list, rows):
    now = timezone.now()
    for row in rows:
        row.done_at, row.outcome = now, row.outcome or "same"
    PeopleRow.objects.bulk_update(rows, ["registration", "outcome", "done_at"], batch_size=500)
    people_list.position = people_list.rows.exclude(done_at=None).count()
    people_list.beat_at = now
    people_list.save(update_fields=["position", "beat_at"])


@transaction.atomic
def _finish(people_list):
    """Count what became of the rows, and forget what they said: whoever came in is a registration."""
    outcomes = Counter(people_list.rows.exclude(done_at=None).values_list("outcome", flat=True))
    people_list.counts |= {"outcomes": outcomes}
    people_list.state = ListState.DONE
    people_list.save(update_fields=["counts", "state"])
    people_list.rows.update(cells=[], name="", email="", meant="", facts={})
    return people_list


@transaction.atomic
def drop_list(people_list):
    """Let a list go that is not being taken over, with all that it says."""
    people_list = _locked(people_list)
    if people_list.state == ListState.APPLYING:
        raise ListAtWork
    people_list.delete()


def _count(people_list):
    verdicts = people_list.rows.order_by().values_list("verdict", flat=True)
    people_list.counts = {"verdicts": Counter(verdicts)}
    people_list.save(update_fields=["counts"])


def _locked(people_list):
    rows = PeopleList.objects.select_for_update(no_key=True, of=("self",)).select_related("event")
    return rows.get(pk=people_list.pk)
