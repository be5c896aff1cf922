"""An event's own programme beside the agenda of the summary."""

from clusterhub.summaries.agenda import speakers_of_event
from clusterhub.summaries.comparing.finding import finding
from clusterhub.summaries.comparing.parts import programme_differences
from clusterhub.summaries.record import empty_record

MOST_DIFFERENCES = 200


def compare_programme(record, event, left_out=()):
    """One finding with every difference; `left_out` are people whom an editor would not list.

    An event without a programme gets the agenda on publishing, so there is nothing to ask.
    """
    if not record["agenda"] or not event.sessions.exists():
        return []
    programme = speakers_of_event(event, empty_record())
    differences = [
        each
        for each in programme_differences(programme, record)
        if each["kind"] != "person-new" or each["name"] not in left_out
    ][:MOST_DIFFERENCES]
    if not differences:
        return []
    points = "one point" if len(differences) == 1 else f"{len(differences)} points"
    message = f"The programme of “{event}” here and the agenda differ in {points}."
    take = {"do": "take-programme", "differences": differences}
    proposal = {"do": "keep", "differences": differences, "choices": [take]}
    return [finding("programme-differs", message, values=[event.title], proposal=proposal)]
