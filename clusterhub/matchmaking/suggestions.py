"""Ten people whom somebody should meet, with the reasons; in seven statements for any number of people."""

from dataclasses import dataclass

from django.db.models import Q

from clusterhub.matchmaking.crowds import crowd_of
from clusterhub.matchmaking.met import met_before, where_met
from clusterhub.matchmaking.models import (
    LIVING_REQUEST,
    MeetingRequest,
    NotForMe,
    Participant,
    RequestState,
)
from clusterhub.matchmaking.reason_words import MET, MOST, SAYS_LITTLE, in_words
from clusterhub.matchmaking.seen import Seen, seen, with_what_is_seen


@dataclass(frozen=True)
class Suggestion:
    person: Seen
    reasons: list  # (words, whether it is about what one of the two needs)


def suggestions_for(participant, matchmaking):
    """Nobody whom she turned away or may not ask, who has her request or said no."""
    from clusterhub.matchmaking.suggesting.choosing import choose
    from clusterhub.matchmaking.suggesting.reasons import reasons

    crowd = crowd_of(matchmaking.pk)
    out = _known(participant) | _not_allowed(crowd, participant, matchmaking)
    keys = choose(crowd, participant.pk, without=out)
    people = {each.pk: each for each in with_what_is_seen(Participant.objects.filter(pk__in=keys))}
    met = met_before(participant)
    return [
        Suggestion(
            seen(people[key]),
            _with_met(met, people[key], reasons(crowd, participant.pk, key)),
        )
        for key in keys
        if key in people
    ]


def _with_met(met, other, found):
    """In words; that the two met before is the last of them, and better than one that says little."""
    if title := where_met(met, other.registration):
        found = [each for each in found if each.kind not in SAYS_LITTLE][: MOST - 1]
        return [in_words(each) for each in found] + [(MET % title, False)]
    return [in_words(each) for each in found]


def reasons_for(participant, other_pk, matchmaking):
    """Why she should meet this one, where there is a reason of their own; three statements."""
    from clusterhub.matchmaking.suggesting.reasons import reasons

    crowd = crowd_of(matchmaking.pk)
    if not {participant.pk, other_pk} <= crowd.line_of.keys():
        return []
    found = reasons(crowd, participant.pk, other_pk)
    found = [each for each in found if each.kind not in SAYS_LITTLE]
    other = Participant.objects.select_related("registration").filter(pk=other_pk).first()
    return _with_met(met_before(participant), other, found) if other else []


def _known(participant):
    """Who waits, was met or said no, and whom one of the two does not want to see. Two statements."""
    own = Q(asker=participant) | Q(asked=participant)
    over = Q(state__in=(*LIVING_REQUEST, RequestState.DECLINED))
    pairs = MeetingRequest.objects.filter(own, over).values_list("asker", "asked")
    away = NotForMe.objects.filter(Q(participant=participant) | Q(other=participant))
    turned = away.values_list("participant", "other")
    return {key for pair in [*pairs, *turned] for key in pair}


def _not_allowed(crowd, participant, matchmaking):
    """By the rules of the event: roles, and one's own delegation."""
    rules = matchmaking.rules.filter(asker=participant.role)
    roles = set(rules.values_list("asked", flat=True))
    line = crowd.line_of.get(participant.pk)
    body = crowd.portraits[line]["body"] if line is not None else ""
    body = "" if matchmaking.own_delegation else body
    found = set().union(*(crowd.of_role.get(role, ()) for role in roles))
    return found | crowd.of_body.get(body, set()) if body else found
