"""One call as its copies say it: what a person has written stays, the rest follows the source."""

from datetime import UTC, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.names import fold
from clusterhub.directory.slugs import create_with_slug
from clusterhub.funding.merging import Copy, Line, paired
from clusterhub.funding.models import (
    MOMENTS,
    Call,
    CallAlias,
    CallChange,
    CallDocument,
    Deadline,
    DeadlineChange,
)
from clusterhub.funding.operations.rows import DEADLINES, IdentifierTaken, in_words, know_as
from clusterhub.funding.reading.facts import NOTHING

SUBJECTS = ("topics", "ecosystems", "technologies")
AMOUNTS = ("budget_eur", "min_eur", "max_eur", "rate")
PLAIN = (
    "title", "kind", "programme", "partnership", "parent_identifier", "url", "procedure",
    "money_form", "projects_expected", "summary", "publisher_name", "contact_name", "contact_email",
    "keywords", "contact_url", "rules",
)  # fmt: skip


def as_copy(row):
    """A CallCopy as merging takes it."""
    facts = {name: value for name, value in row.facts.items() if name not in ("aliases", "notes")}
    return Copy(row.ingested_at or row.seen_at, row.source, row.reference, facts)


def values_of(merged, bodies):
    """Fields of a call; a body is there only if its text came with this run."""
    said = merged.values
    values = {name: said[name] for name in PLAIN if name in said}
    values |= {name: Decimal(said[name]) for name in AMOUNTS if name in said}
    for name in MOMENTS:
        if name in said:
            values[name] = None if said[name] == NOTHING else datetime.fromisoformat(said[name])
    if values.get("rules") == NOTHING:
        values["rules"] = []
    if said.get("body") in bodies:
        values["body"] = bodies[said["body"]]
    _take_out_what_cannot_be(values, merged)
    return values


def _take_out_what_cannot_be(values, merged):
    """Copies that are right each for itself can contradict each other: the newer word stands."""
    least, most = values.get("min_eur"), values.get("max_eur")
    if least and most and least > most:
        older = min(("min_eur", "max_eur"), key=lambda name: merged.said_by[name].at)
        del values[older]
    suspended, resumed = values.get("suspended_at"), values.get("resumed_at")
    if resumed and (suspended is None or suspended > resumed):
        del values["resumed_at"]
    opens_at = values.get("opens_at")
    if opens_at and merged.lines and _iso(opens_at) >= merged.lines[-1].instant:
        del values["opens_at"]


def make_call(identifier, merged, bodies, *, source, is_published, by, is_official=True):
    values = values_of(merged, bodies)
    call = create_with_slug(
        Call,
        f"{identifier if is_official else ''} {values['title']}".strip()[:90],
        identifier=identifier if is_official else "",
        source=source[:300],
        published_at=timezone.now() if is_published else None,
        **values,
    )
    CallAlias.objects.create(call=call, identifier=identifier, folded=fold(identifier)[:120])
    # Nothing belongs to it yet, and nobody need ask.
    of_call = ("aliases", "copies", "changes", "deadlines", "documents", *SUBJECTS)
    none = {name: getattr(call, name).none() for name in of_call}
    call._prefetched_objects_cache = none
    record_activity("created", call, by=by, source=source)
    return call


def bring_up_to_date(call, merged, bodies, *, source, by):
    """The names of what was changed. What stands in `by_hand` is left alone."""
    values = {
        name: value
        for name, value in values_of(merged, bodies).items()
        if name not in call.by_hand and getattr(call, name) != value
    }
    least, most = (values.get(name, getattr(call, name)) for name in ("min_eur", "max_eur"))
    if least is not None and most is not None and least > most:
        values = {k: v for k, v in values.items() if k not in ("min_eur", "max_eur")}
    was = {name: getattr(call, name) for name in values}
    for name, value in values.items():
        setattr(call, name, value)
    if values:
        call.save(update_fields=[*values, "updated_at"])
        if changed := {name for name in values if was[name] not in (None, "", [])}:
            record_activity("updated", call, by=by, fields=sorted(changed), source=source)
    return set(values)


def note_history(call, merged, changed):
    """What the copies tell of earlier, each change once. What did not change just now is no news."""
    known = {(row.field, row.was, row.is_now, row.at) for row in call.changes.all()}
    now = timezone.now()
    rows = [
        CallChange(
            call=call,
            field=name,
            was=in_words(was),
            is_now=in_words(is_now),
            source=copy.source[:300],
            at=copy.at,
            noted_at=now if name in changed and is_now == merged.values[name] else copy.at,
        )
        for name, was, is_now, copy in merged.changes
        if name not in call.by_hand
    ]
    rows = [row for row in rows if (row.field, row.was, row.is_now, row.at) not in known]
    CallChange.objects.bulk_create(rows)


def bring_deadlines(call, merged):
    """Whether a deadline was added, moved or taken away; each that moved keeps its entry in
    calendars and says what it was."""
    if DEADLINES in call.by_hand:
        return False
    rows = {row.pk: row for row in call.deadlines.all()}
    before = [_line(row) for row in rows.values()]
    pairs = [(rows[old.pk], new) for old, new in paired(before, merged.lines)]
    pairs.sort(key=_without_meeting)
    kept = {row.pk for row, _ in pairs}
    gone = [row for pk, row in rows.items() if pk not in kept]
    Deadline.objects.filter(pk__in=[row.pk for row in gone]).delete()
    is_changed = bool(gone)
    copy = merged.said_by.get("deadlines")
    _tell(call, [(_words(row), "") for row in gone], copy)
    met = set()
    for row, line in pairs:
        met.add(id(line))
        is_changed |= _move(call, row, line, copy)
    for line in merged.lines:
        if id(line) not in met:
            row = call.deadlines.create(**_fields(line))
            _remember(row, line)
            is_changed = True
            if rows:
                _tell(call, [("", _words(row))], copy)
    return is_changed


def _without_meeting(pair):
    """An order in which no deadline moves to where another one still stands: what moves later goes
    first, from the last one on."""
    row, line = pair
    was, is_now = row.closes_at.timestamp(), datetime.fromisoformat(line.instant).timestamp()
    return (0, -was) if is_now > was else (1, was)


class _RowLine(Line):
    pk = None


def _line(row):
    line = _RowLine(_iso(row.closes_at), row.is_day_only, row.stage)
    line.pk, line.details = row.pk, {"label": row.label}
    return line


def _move(call, row, line, copy):
    fields = _fields(line)
    was = (row.closes_at, row.is_day_only)
    is_moved = was != (fields["closes_at"], line.is_day_only)
    if any(getattr(row, name) != value for name, value in fields.items()):
        words = _words(row)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(update_fields=list(fields))
        if is_moved:
            _tell(call, [(words, _words(row))], copy)
            if not any(each[0] == _iso(was[0]) for each in line.was):
                line.was.append((_iso(was[0]), was[1], copy))
    _remember(row, line, is_moved)
    return is_moved


def _remember(row, line, is_moved=False):
    """What it was, each time once; only a move of just now is news."""
    last, now = line.was[-1:], timezone.now()
    known = {change.was_at for change in row.changes.all()} if line.was else set()
    DeadlineChange.objects.bulk_create(
        DeadlineChange(
            deadline=row,
            was_at=was_at,
            was_day_only=was_day_only,
            changed_at=copy.at,
            source=copy.source[:300],
            noted_at=now if is_moved and (was, was_day_only, copy) in last else copy.at,
        )
        for was, was_day_only, copy in line.was
        if (was_at := datetime.fromisoformat(was)) not in known
    )


def _tell(call, pairs, copy):
    CallChange.objects.bulk_create(
        CallChange(call=call, field=DEADLINES, was=was, is_now=is_now,
                   source=copy.source[:300] if copy else "", at=copy.at if copy else timezone.now())
        for was, is_now in pairs
    )  # fmt: skip


def _fields(line):
    closes_at = datetime.fromisoformat(line.instant)
    own = {"closes_at": closes_at, "is_day_only": line.is_day_only, "stage": line.stage}
    return own | line.details


def _words(row):
    return str(row.day) if row.is_day_only else row.closes_there.isoformat()


def _iso(moment):
    return moment.astimezone(UTC).isoformat()


def bring_subjects(call, merged):
    """Topics, ecosystems and technologies that are known here, too; what an editor chose stays."""
    is_changed = False
    for name in SUBJECTS:
        rows = getattr(call, name)
        missing = set(merged.values.get(name, ())) - {row.slug for row in rows.all()}
        if missing and (found := list(rows.model.objects.filter(slug__in=missing))):
            rows.add(*found)
            is_changed = True
    return is_changed


def bring_documents(call, merged):
    if "documents" not in merged.values or "documents" in call.by_hand:
        return False
    said = merged.values["documents"]
    wanted = {url: title for title, url in ([] if said == NOTHING else said)}
    by_people = {row.url for row in call.documents.all() if row.added_at}
    wanted = {url: title for url, title in wanted.items() if url not in by_people}
    known = {row.url: row.title for row in call.documents.all() if not row.added_at}
    if wanted == known:
        return False
    call.documents.filter(added_at=None).exclude(url__in=wanted).delete()
    for url, title in wanted.items():
        if known.get(url) != title:
            CallDocument.objects.update_or_create(call=call, url=url, defaults={"title": title})
    return True


def bring_aliases(call, identifiers):
    """Sentences about identifiers that another call has."""
    known = {alias.identifier for alias in call.aliases.all()}
    refused = []
    for identifier in dict.fromkeys(identifiers):
        if identifier and identifier not in known:
            try:
                with transaction.atomic():
                    know_as(call, identifier)
            except IdentifierTaken:
                refused.append(identifier)
    return refused
