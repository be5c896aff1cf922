"""What stands on each paper of the plan, as HTML; and of which plan."""

from django.db.models import Count, Sum
from django.utils import translation
from django.utils.translation import gettext as _

from clusterhub.matchmaking.day_floor import floor_of
from clusterhub.matchmaking.day_papers import floor_html, signs_html
from clusterhub.matchmaking.models import Meeting, PaperKind, Participant, TableName
from clusterhub.matchmaking.place_words import names_of_tables
from clusterhub.matchmaking.plan_papers import sheets_html
from clusterhub.matchmaking.plan_rows import (
    A_FILE,
    participants_of,
    sheets_of_people,
    sheets_of_tables,
)
from clusterhub.matchmaking.slot_words import day_of, hours_of

MOST_SIGNS = 500


def stamp_of(matchmaking):
    """Another one means that the plan has changed: who takes part, and when and where they meet."""
    rows = Meeting.objects.filter(matchmaking=matchmaking.pk).order_by()
    seen = rows.aggregate(count=Count("pk"), changes=Sum("sequence"))
    people = Participant.objects.present().filter(matchmaking=matchmaking.pk).count()
    return f"{people}-{seen['count']}-{seen['changes'] or 0}"


def html_of(paper):
    """The whole of it, in its language; empty where there is nothing to print."""
    with translation.override(paper.language):
        return _MADE[paper.what](paper.matchmaking, paper.part, paper.language)


def people_html(matchmaking, part, language):
    rows = list(participants_of(matchmaking)[max(0, part - 1) * A_FILE : part * A_FILE])
    sheets = sheets_of_people(matchmaking, rows, matchmaking.event.time_zone)
    return _sheets(matchmaking, sheets, [_("When"), _("Where"), _("With whom")], language)


def person_html(matchmaking, participant, language):
    sheets = sheets_of_people(matchmaking, [participant], matchmaking.event.time_zone)
    return _sheets(matchmaking, sheets, [_("When"), _("Where"), _("With whom")], language)


def _tables(matchmaking, _part, language):
    sheets = sheets_of_tables(matchmaking, matchmaking.event.time_zone)
    return _sheets(matchmaking, sheets, [_("When"), _("Who"), _("With whom")], language)


def _sheets(matchmaking, sheets, heads, language):
    if not sheets:
        return ""
    return sheets_html(
        sheets, title=title_of(matchmaking), heads=heads, empty=_("No meetings yet"),
        language=language,
    )  # fmt: skip


def _floor(matchmaking, _part, language):
    slots = list(matchmaking.slots.order_by("starts_at"))
    zone, seated = matchmaking.event.time_zone, floor_of(matchmaking, slots)
    parts = [
        (day_of(slot, zone), hours_of(slot, zone), [(one.place, *one.people) for one in rows])
        for slot in slots
        if (rows := seated[slot.pk])
    ]
    if not parts:
        return ""
    title = f"{_('Who meets where')}: {title_of(matchmaking)}"
    return floor_html(parts, title=title, heads=[_("Where"), _("Who"), _("Who")], language=language)


def _signs(matchmaking, _part, language):
    tables = (slot.tables for slot in matchmaking.slots.all())
    count = min(max(tables, default=0), MOST_SIGNS)
    if not count:
        return ""
    names = names_of_tables(matchmaking.pk, TableName.objects)
    return signs_html(
        range(1, count + 1), names, title=title_of(matchmaking), words=_("Table"),
        language=language,
    )  # fmt: skip


def title_of(matchmaking):
    return " ".join(matchmaking.event.title.split())


_MADE = {
    PaperKind.PEOPLE: people_html,
    PaperKind.TABLES: _tables,
    PaperKind.FLOOR: _floor,
    PaperKind.SIGNS: _signs,
}
