"""Random records of summaries that a talk could have had, in the shape that reading gives."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

FIRST = ["Anna", "Bram", "Česlovas", "Dörte", "Hélène", "Iñaki", "Γιώργος", "Олена", "Ana-Maria"]
SURNAMES = [
    "Virtanen",
    "O'Malley",
    "Nowicki",
    "Müller-Lindqvist",
    "Papadimitriou",
    "Szabó",
    "van der Meulen",
    "de la Cruz",
    "Παπαδάκης",
    "Шевченко",
    "Žižek",
    "Ødegård",
]
ROLES = [
    "Head of Unit",
    "President",
    "Cluster Manager",
    "team member",
    "Policy Officer",
    "Director, Co-founder",
    "Secretary General",
    "Trainee in all but name",
    None,
]
BODIES = [
    "DG GROW, European Commission",
    "Nordic Timber Cluster",
    "Πλατφόρμα Νερού",
    "AQUA4",
    "Ministry of Economy",
    "Cluster of Bees (Apis)",
    "Stadt, Land und Fluss",
    None,
]
WORDS = [
    "alliances",
    "batteries",
    "clusters",
    "energy",
    "firms",
    "growing",
    "helped",
    "industry",
    "jobs",
    "knowledge",
    "learning",
    "materials",
    "networks",
    "ports",
    "quality",
    "regions",
    "skills",
    "textiles",
    "value",
    "water",
    "work",
    "yards",
]
TOPICS = [
    "Hydrogen valleys",
    "Skills",
    "Circular textiles",
    "Ports & rail",
    "Defence",
    "Smart villages",
]
TARGETS = ["#", "https://example.org/call?id=4", "https://example.org/a_(b)"]


def phrase(low=2, high=9):
    return st.lists(st.sampled_from(WORDS), min_size=low, max_size=high).map(" ".join)


def sentence():
    return phrase().map(lambda words: words[0].upper() + words[1:] + ".")


@st.composite
def line(draw):
    """A sentence, here and there with emphasis, a link or a figure."""
    kind = draw(st.sampled_from(["plain", "bold", "link", "figure"]))
    if kind == "bold":
        return f"{draw(sentence())} The **{draw(phrase(1, 3))}** {draw(phrase())}."
    if kind == "link":
        return f"See [{draw(phrase(1, 4))}]({draw(st.sampled_from(TARGETS))}), {draw(phrase())}."
    if kind == "figure":
        number = draw(st.sampled_from(["1,200", "39", "12.5", "3 million"]))
        return f"It drew {number} visitors and {draw(phrase())}."
    return draw(sentence())


@st.composite
def section_text(draw):
    parts = draw(st.lists(line(), min_size=1, max_size=4))
    if draw(st.booleans()):
        items = draw(st.lists(line(), min_size=2, max_size=4))
        numbered = draw(st.booleans())
        marks = [f"{number}." if numbered else "-" for number in range(1, len(items) + 1)]
        parts.append("\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True)))
        parts.append(draw(line()))
    return "\n\n".join(parts)


@st.composite
def people(draw, most=12):
    names = draw(
        st.lists(
            st.tuples(st.sampled_from(FIRST), st.sampled_from(SURNAMES)),
            max_size=most,
            unique_by=(lambda name: name[0], lambda name: name[1]),
        )
    )
    return [
        {
            "name": " ".join(name),
            "role": draw(st.sampled_from(ROLES)),
            "organisation": draw(st.sampled_from(BODIES)),
        }
        for name in names
    ]


@st.composite
def moments(draw):
    """(words of a cover, start, end), in winter and in summer, with true labels and habits."""
    day = draw(st.dates(date(2022, 1, 1), date(2026, 12, 31)))
    hour, minute = draw(st.integers(5, 20)), draw(st.sampled_from([0, 15, 30]))
    zone = ZoneInfo("Europe/Brussels")
    starts = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    ends = starts.replace(hour=hour + 1)
    label = draw(st.sampled_from([" CET", " CEST", ""]))
    words = f"{day.day} {day:%B %Y}, {hour}:{minute:02} – {hour + 1}:{minute:02}{label}"
    if draw(st.integers(0, 9)) == 0:
        moved = day.replace(day=draw(st.integers(1, 28)))
        starts = starts.replace(month=moved.month, day=moved.day)
        ends = ends.replace(month=moved.month, day=moved.day)
    return words, starts.isoformat(), ends.isoformat()


def typed_figures():
    """Figures that stand in the form only, with units and sentences that look like other things."""
    value = st.one_of(st.integers(0, 10**12), st.sampled_from([0.5, 12.25, 1e-07, 1234.5]))
    units = st.sampled_from([None, "EUR", "%", "firms – small ones", "m²", "*", "days: all"])
    sentences = st.one_of(sentence(), st.sampled_from(["– None.", "12 [firms]", "**x**", "# 1. y"]))
    figure = st.fixed_dictionaries({"value": value, "unit": units, "text": sentences})
    return st.lists(figure, max_size=4)


def typed_topics():
    odd = st.sampled_from(["None.", "1. Water", "- a dash", "**", "Öko & Bio", "# Skills", "C_2_0"])
    return st.lists(st.one_of(phrase(1, 4), odd), max_size=4, unique=True)


@st.composite
def drafts(draw):
    """What an editor types; news, calls and pointers come from reading the text."""
    cast = draw(people())
    some = st.lists(st.sampled_from(cast), unique_by=lambda each: each["name"], max_size=4)
    speakers = some if cast else st.just([])
    titles = draw(st.lists(st.sampled_from(TOPICS), min_size=1, max_size=5, unique=True))
    has_agenda = draw(st.booleans())
    words, starts, ends = draw(moments())
    agenda = [
        {"number": number, "title": title, "speakers": draw(speakers)}
        for number, title in enumerate(titles, 1)
    ]
    sections = [
        {"number": number, "title": title, "speakers": draw(speakers), "text": draw(section_text())}
        for number, title in enumerate(titles, 1)
    ]
    return {
        "series": "EU Clusters Talks",
        "kind": "summary",
        "title": draw(phrase(2, 8)).capitalize(),
        "time_as_printed": words,
        "timezone": "Europe/Brussels",
        "starts_at": starts,
        "ends_at": ends,
        "moderators": draw(speakers),
        "agenda": agenda if has_agenda else [],
        "key_messages": draw(st.lists(line(), max_size=5)),
        "sections": sections,
        "news": [],
        "funding": [],
        "pointers": [],
        "figures": draw(typed_figures()),
        "topics": draw(typed_topics()),
        "findings": [],
    }
