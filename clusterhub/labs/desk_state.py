"""What the organiser sees of a lab: every idea, what is alike and why, groups, what waits for her."""

from dataclasses import dataclass

from django.db.models import Count, Q

from clusterhub.labs.alike import MOST_SUGGESTED, Words, alike
from clusterhub.labs.models import Outcome, OutcomeState


@dataclass
class Suggestion:
    one: object
    other: object
    words: tuple
    topics: list
    likeness: int  # Of a hundred.

    @property
    def group(self):
        """The group in which one of the two stands already."""
        return self.one.group or self.other.group

    @property
    def moves(self):
        """The one that would move into that group."""
        return self.other if self.one.group else self.one


def ideas_of(lab):
    """All but those withdrawn, hidden ones last."""
    rows = lab.ideas.filter(withdrawn_at=None).with_lines()
    return sorted(rows, key=lambda idea: idea.hidden_at is not None)


def suggestions(ideas):
    """Pairs that do not stand in one group, or in two, the most alike first."""
    shown = {idea.pk: idea for idea in ideas if idea.is_shown}
    names = {topic.pk: topic.name for idea in shown.values() for topic in idea.topics.all()}
    pairs = alike([_words(idea) for idea in shown.values()])
    found = (
        Suggestion(
            shown[pair.a],
            shown[pair.b],
            pair.words,
            [names[pk] for pk in pair.topics],
            round(pair.likeness * 100),
        )
        for pair in pairs
    )
    return _each_move_once(found)[:MOST_SUGGESTED]


def _each_move_once(found):
    """Two ideas of one group may both be like a third: that one is suggested once."""
    kept = {}
    for each in found:
        if each.one.group_id and each.other.group_id:
            continue
        into = each.group or each.other
        kept.setdefault((each.moves.pk, into), each)
    return list(kept.values())


def _words(idea):
    text = " ".join((idea.challenge, idea.problem, idea.present, idea.missing))
    return Words(idea.pk, idea.title, text, tuple(topic.pk for topic in idea.topics.all()))


def groups_of(lab):
    shown = Q(ideas__withdrawn_at=None, ideas__hidden_at=None)
    rows = lab.groups.select_related("call", "consortium")
    return rows.annotate(
        idea_count=Count("ideas", shown, distinct=True),
        section_count=Count("sections", distinct=True),
    ).order_by("made_at", "pk")


def to_decide(lab):
    near = ("group", "said_by__registration", "said_by__account")
    rows = Outcome.objects.filter(group__lab=lab, state=OutcomeState.REPORTED)
    return rows.select_related(*near)
