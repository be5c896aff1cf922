"""A group, a call for sessions, exhibitors and experts at one sample event; everybody is invented."""

from datetime import timedelta

from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.clock.zones import zone_info
from clusterhub.directory.models import Organisation
from clusterhub.documents.tables import Row
from clusterhub.events.models import (
    AttendanceMode,
    Event,
    EventFormat,
    EventStatus,
    Fit,
    ListPurpose,
)
from clusterhub.events.operations.fair import add_slots, set_exhibitor, set_expert
from clusterhub.events.operations.group_pools import allow_groups, keep_places
from clusterhub.events.operations.parties import Newcomer, register_party
from clusterhub.events.operations.people_lists import bring_list
from clusterhub.events.operations.proposals import (
    decide_proposal,
    open_session_call,
    save_proposal,
    support,
)
from clusterhub.events.proposal_scores import USUAL_CRITERIA, criteria_of, lines_of
from clusterhub.home.sample.files import rows
from clusterhub.home.sample.ways import ANNA, ERIC, MARA, OWN

CONFERENCE = "EU Industry Days (sample)"
EXHIBITORS = 16
SHOWN = (
    "A wall that is taken down, moved and put up again in a day: come and turn the screws.",
    "Three members with sensors that need no battery, and the people who made them.",
    "What our test bed can do for a firm of ten, by the hour and without a contract.",
    "A short film on skills, a long table for questions, and coffee.",
)
GROUP = ("Signe Muster", "Tomas Exempel", "Una Enghraifft", "Viggo Primer")
REASONS = "Three clusters from two countries support it, and the need is measured, not felt."


def load_fair(by, directory):
    """At the sample's conference; without one, at the first coming event where people meet."""
    coming = Event.objects.filter(status=EventStatus.PUBLISHED, starts_at__gt=timezone.now())
    meeting = coming.exclude(format=EventFormat.ONLINE).exclude(admission=None)
    event = meeting.filter(title=CONFERENCE).first() or meeting.order_by("starts_at").first()
    if event is None or event.exhibitors.exists():
        return
    _show(event, by)
    _advise(event, by, directory)
    _call(event, by)
    _group(event, by)
    _bring(event, by)


def _show(event, by):
    """Northern Timber and fifteen more of the directory's sample."""
    listed = Organisation.objects.filter(name__endswith="(sample)").exclude(published_at=None)
    own = listed.filter(name=OWN)
    others = listed.exclude(name=OWN).exclude(kind="sme").order_by("slug")[: EXHIBITORS - len(own)]
    for number, organisation in enumerate([*own, *others]):
        stand = f"{'ABCD'[number % 4]} {number // 4 + 1}"
        words = SHOWN[number % len(SHOWN)]
        set_exhibitor(event, organisation=organisation, stand=stand, words=words, by=by)


def _advise(event, by, directory):
    """Three slots each on the first day, from ten o'clock on."""
    zone = zone_info(event.time_zone)
    first = event.starts_at.astimezone(zone)
    begin = max(first, first.replace(hour=10, minute=0))
    for number, (name, words) in enumerate(rows("experts.txt", 2)):
        expert = set_expert(
            event,
            person=directory.person(name),
            words=words,
            place=f"Corner {number % 9 + 1}",
            by=by,
        )
        starts_at = begin + timedelta(hours=number // 9)
        ends_at = starts_at + timedelta(minutes=60)
        add_slots(expert, starts_at=starts_at, ends_at=ends_at, minutes=20, by=by)


def _call(event, by):
    usual = [{"label": label, "weight": weight} for _key, label, weight in USUAL_CRITERIA]
    open_session_call(
        event,
        closes_at=event.starts_at - timedelta(days=3),
        words="Sessions that answer a need of small firms, proposed by those who know it.",
        criteria=criteria_of(lines_of(usual)),
        by=by,
    )
    people = {each.email: each for each in User.objects.filter(email__in=[ANNA, ERIC, MARA])}
    own = Organisation.objects.filter(name=OWN).exclude(published_at=None).first()
    for number, (who, title, kind, abstract, need, need_for) in enumerate(rows("proposals.txt", 6)):
        proposer = people.get({"anna": ANNA, "mara": MARA}[who])
        if proposer is None:
            continue
        proposal = save_proposal(
            event,
            proposer=proposer,
            submits=True,
            title=title,
            format=kind,
            abstract=abstract,
            need=need,
            need_for=need_for,
            organisation=own if who == "anna" else None,
        )
        for friend in people.values():
            if friend != proposer:
                support(proposal, by=friend)
        if number == 0:
            decide_proposal(proposal, is_accepted=True, reasons=REASONS, by=by)


def _group(event, by):
    """Northern Timber has places of its own, and Anna registers four people for them."""
    anna = User.objects.filter(email=ANNA).first()
    own = Organisation.objects.filter(name=OWN).exclude(published_at=None).first()
    allow_groups(event, is_allowed=True, by=by)
    if anna is None or own is None:
        return
    pool = event.pools.get(kind="mode", mode=AttendanceMode.ON_SITE)
    if pool.fits(3):
        keep_places(event, organisation=own, mode=AttendanceMode.ON_SITE, places=3, by=by)
    newcomers = [
        Newcomer(name, f"{name.split()[0].lower()}@northern-timber.example") for name in GROUP
    ]
    register_party(
        event,
        guests=newcomers,
        mode=AttendanceMode.ON_SITE,
        fit=Fit.AS_MANY,
        organisation=own,
        by=anna,
    )


def _bring(event, by):
    """Two lists that are looked at and not taken over: a group's, and one of another program."""
    anna = User.objects.filter(email=ANNA).first()
    own = Organisation.objects.filter(name=OWN).exclude(published_at=None).first()
    if anna and own:
        lines = [
            ("Wera Probe", "wera@northern-timber.example"),
            ("Xaver Muster", "xaver@gmial.com"),
        ]
        brought = _table(lines)
        bring_list(
            event, rows=brought, columns=["name", "email"], purpose=ListPurpose.PARTY,
            mode=AttendanceMode.ON_SITE, organisation=own, by=anna,
        )  # fmt: skip
    lines = [
        ("Order code", "Status", "Attendee name", "Attendee email", "Company"),
        ("A1B2C", "paid", "Yara Ejemplo", "yara@moving-in.example", "Moving In"),
        ("A1B2C", "canceled", "Zeno Esempio", "zeno@moving-in.example", "Moving In"),
        ("D3E4F", "paid", "Zita Primer", "zita(at)moving-in.example", ""),
    ]
    bring_list(
        event, rows=_table(lines), purpose=ListPurpose.ATTENDEES, mode=AttendanceMode.ON_SITE,
        file_name="pretix-positions.csv", by=by,
    )  # fmt: skip


def _table(lines):
    return [Row(number, list(cells)) for number, cells in enumerate(lines, 1)]
