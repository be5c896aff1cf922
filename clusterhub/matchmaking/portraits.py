"""What the suggestions read of people: plain dicts of words and codes, see `suggesting`."""

from hashlib import blake2b
from json import dumps

from clusterhub.matchmaking.aims import calls_of
from clusterhub.matchmaking.models import Participant
from clusterhub.matchmaking.suggesting.words import stems_of

NEAR = ("registration__organisation", "registration__country")
LISTS = (
    *("offered_technologies", "sought_technologies", "wanted_countries", "wanted_ecosystems"),
    "registration__organisation__ecosystems",
)
MOST_OF_AN_ORGANISATION = 400  # Letters of its own words, where she has none.


def with_all_said(participants):
    """Participants with all that `portrait_of` reads, in nine statements for any number."""
    return participants.select_related(*NEAR).prefetch_related(*LISTS)


def portraits_of(keys):
    """{key: portrait} of these participants."""
    return all_portraits(with_all_said(Participant.objects.filter(pk__in=keys)))


def all_portraits(participants):
    """The same of rows that come `with_all_said`."""
    participants = list(participants)
    calls = calls_of(participants)
    return {each.pk: _portrait_of(each, calls[each.pk]) for each in participants}


def _portrait_of(participant, calls):
    """Of what the organisation says of itself only what everybody may read."""
    registration = participant.registration
    body = registration.organisation
    listed = body if body is not None and body.published_at else None
    facts = listed.facts if listed else {}
    offers = participant.offers or _words_of(listed)
    return {
        "seeks": participant.seeks,
        "offers": offers,
        "seek_stems": stems_of(participant.seeks),
        "offer_stems": stems_of(offers),
        "sought": [each.pk for each in participant.sought_technologies.all()],
        "offered": [each.pk for each in participant.offered_technologies.all()],
        "technologies": facts.get("technologies", []),
        "ecosystems": [each.pk for each in listed.ecosystems.all()] if listed else [],
        "wanted_kinds": participant.wanted_kinds,
        "wanted_countries": [each.pk for each in participant.wanted_countries.all()],
        "wanted_ecosystems": [each.pk for each in participant.wanted_ecosystems.all()],
        "calls": sorted(calls),
        "call_titles": {str(pk): title for pk, title in sorted(calls.items())},
        "languages": participant.languages,
        "kind": body.kind if body else "",
        "country": registration.country_id or "",
        "role": participant.role,
        "body": body_of(registration),
    }


def _words_of(organisation):
    if organisation is None:
        return ""
    words = organisation.facts.get("specialisation") or organisation.description
    return words[:MOST_OF_AN_ORGANISATION]


def body_of(registration):
    """By which two are of one delegation: the organisation, or its name as it was typed."""
    if registration.organisation_id:
        return f"#{registration.organisation_id}"
    return " ".join(registration.organisation_name.casefold().split())


def digest_of(facts, meanings):
    said = dumps(facts, sort_keys=True).encode() + b"\0" + bytes(meanings or b"")
    return blake2b(said, digest_size=16).hexdigest()
