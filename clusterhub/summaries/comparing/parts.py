"""What the programme of an event and the agenda of a summary say differently. Pure module.

Both are {"moderators": [person], "agenda": [{"title", "speakers"}]}. A difference is
{"kind", "here", "there", "part", "item", "name"}: the words of both sides, the number of the part
in the programme and of the item on the agenda, and whom it is about.
"""

from clusterhub.summaries.comparing.finding import likeness
from clusterhub.summaries.reading.words import fold, fold_name

ALIKE, MOST_OF_THEM = 0.72, 0.5


def programme_differences(programme, record):
    found = _people(programme["moderators"], record["moderators"], None, None)
    pairs = pair_parts(programme, record)
    for part, item in pairs:
        if part is None:
            found.append(
                _difference("part-new", "", _part_words(record["agenda"][item]), item=item)
            )
        elif item is None:
            words = _part_words(programme["agenda"][part])
            found.append(_difference("part-gone", words, "", part=part))
        else:
            found += _differences_of_part(programme, record, part, item)
    both = [(part, item) for part, item in pairs if part is not None and item is not None]
    if [part for part, _ in both] != sorted(part for part, _ in both):
        titles = [[side["agenda"][n]["title"] for n in order] for side, order in (
            (programme, sorted(part for part, _ in both)), (record, [item for _, item in both]),
        )]  # fmt: skip
        found.append(_difference("order", *(" · ".join(each) for each in titles)))
    return found


def pair_parts(programme, record):
    """(part, item) of what is the same in both, in the order of the agenda; what is gone behind."""
    ours, theirs = programme["agenda"], record["agenda"]
    pairs = {}
    for measure, least in ((_by_title, 1.0), (_by_title, ALIKE), (_by_people, MOST_OF_THEM)):
        for item, there in enumerate(record["agenda"]):
            free = [part for part in range(len(ours)) if part not in pairs.values()]
            scored = [(measure(programme["agenda"][part], there), -part) for part in free]
            score, part = max(scored, default=(0, 0))
            if item not in pairs and score >= least:
                pairs[item] = -part
    gone = [(part, None) for part in range(len(ours)) if part not in pairs.values()]
    return [*((pairs.get(item), item) for item in range(len(theirs))), *gone]


def _by_title(part, item):
    return likeness(part["title"], item["title"])


def _by_people(part, item):
    """How many of the people speak in both, of those who speak in one."""
    ours, theirs = (
        {fold_name(person["name"]) for person in each["speakers"]} for each in (part, item)
    )
    return len(ours & theirs) / max(len(ours | theirs), 1)


def _differences_of_part(programme, record, part, item):
    ours, theirs = programme["agenda"][part], record["agenda"][item]
    found = []
    if ours["title"] != theirs["title"]:
        found.append(_difference("title", ours["title"], theirs["title"], part, item))
    return found + _people(ours["speakers"], theirs["speakers"], part, item)


def _people(ours, theirs, part, item):
    known = {fold_name(person["name"]): person for person in ours}
    named = {fold_name(person["name"]): person for person in theirs}
    found = []
    for key, person in named.items():
        if key not in known:
            kind, before = "person-new", ""
        elif _words(known[key]) != _words(person):
            kind, before = "person-words", person_words(known[key])
        else:
            continue
        found.append(_difference(kind, before, person_words(person), part, item, person["name"]))
    for key, person in known.items():
        if key not in named:
            words = person_words(person)
            found.append(_difference("person-gone", words, "", part, item, person["name"]))
    return found


def _words(person):
    return [fold(person[key] or "") for key in ("role", "organisation")]


def person_words(person):
    return ", ".join(filter(None, (person["name"], person["role"], person["organisation"])))


def _part_words(part):
    people = "; ".join(person_words(person) for person in part["speakers"])
    return f"{part['title']} ({people})" if people else part["title"]


def _difference(kind, here, there, part=None, item=None, name=""):
    return {
        "kind": kind,
        "here": here,
        "there": there,
        "part": part,
        "item": item,
        "name": name,
    }
