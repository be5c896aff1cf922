"""Where two people meet, in words."""

from django.utils.translation import gettext as _

from clusterhub.events.models import AttendanceMode


def names_of_tables(matchmaking_pk, rows):
    """{number: name}; `rows` are TableName's."""
    return dict(rows.filter(matchmaking=matchmaking_pk).values_list("number", "name"))


def place_in_words(meeting, names):
    """ "Table 12, Hall B", "Stand A4, Steel and Light", or "Online"; empty while it has no time."""
    if meeting.slot_id is None:
        return ""
    if meeting.table:
        words = _("Table %s") % meeting.table
        name = names.get(meeting.table, "")
        return f"{words}, {name}" if name else words
    if stand := meeting.stand:
        number = (_("Stand %s") % stand.stand) if stand.stand else _("Stand")
        return f"{number}, {stand.organisation}"
    pair = (meeting.a.registration, meeting.b.registration)
    if any(each.mode == AttendanceMode.ONLINE for each in pair):
        return _("Online")
    return ""


def other_of(meeting, participant_pk):
    """The one of the two whom she meets."""
    return meeting.b if meeting.a_id == participant_pk else meeting.a


def who_in_words(participant):
    """ "Anna Berg, Steel and Light"."""
    registration = participant.registration
    body = organisation_of(registration)
    return ", ".join(str(part) for part in (registration.name, body) if part)


def organisation_of(registration):
    """As she wrote it, else as the directory has it."""
    organisation = registration.organisation
    return registration.organisation_name or (organisation.name if organisation else "")
