"""What accepting a finding does to the record. Pure module.

A proposal is one of
    {"do": "keep"}                                    nothing; the doubt stays visible
    {"do": "set", "path", "value", "was"}             another value at one place
    {"do": "set-times", "starts_at", "ends_at", "was"}     another day or hour of the talk
    {"do": "set-link-target", "text", "value"}        a target for the link with these words
    {"do": "rename", "from": […], "value"}            one spelling for a person or organisation
    {"do": "link", "kind", "pk", "label", "words"}    a mention of a record, made on publishing;
                                                      with "spell" the words are corrected at once
    {"do": "create", "kind", "fields", "words"}       a new record and its mention, likewise
    {"do": "set-deadlines", "pk", "label", "words", "deadlines"}   the call takes the talk's days
    {"do": "set-event", "field", "value"}             the event takes the document's words
    {"do": "take-programme", "differences"}           and these points of the agenda
and may have `choices`: other proposals that an editor may take instead.
"""

import re
from copy import deepcopy

from clusterhub.documents.dialect import EMPTY_TARGET, Run, clean_target, plain, print_inline
from clusterhub.summaries.record import ITEM_LISTS, get_at, people_in, with_value

MENTIONING = frozenset({"link", "create", "set-deadlines"})
_EMPTY_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\(#\)")


class DoesNotApply(Exception):
    """The record no longer has what the proposal was made for."""


def applied(record, proposal):
    """The record after a yes; what is linked or created waits for publishing."""
    match proposal["do"]:
        case "set":
            return _set(record, proposal)
        case "set-times":
            return _set_times(record, proposal)
        case "set-link-target":
            return with_link_target(record, proposal["text"], proposal["value"])
        case "link" if proposal.get("spell"):
            return renamed(record, [proposal["words"]], proposal["spell"])
        case "rename":
            return renamed(record, proposal["from"], proposal["value"])
    return record


def _set(record, proposal):
    try:
        current = get_at(record, proposal["path"])
    except KeyError as error:
        raise DoesNotApply from error
    if current not in (proposal["value"], proposal.get("was", current)):
        raise DoesNotApply
    return with_value(record, proposal["path"], proposal["value"])


def _set_times(record, proposal):
    wanted = [proposal["starts_at"], proposal["ends_at"]]
    if wanted == proposal.get("was"):
        return record  # It confirms the reading, and undoes no other answer about the hours.
    return record | {"starts_at": wanted[0], "ends_at": wanted[1]}


def with_link_target(record, words, target):
    """A target for the first link with these words that has none: in the item and in the text."""
    record, target = deepcopy(record), clean_target(target)
    links = [link for part in ITEM_LISTS for item in record[part] for link in item["links"]]
    link = next((e for e in links if e["text"] == words and e["target"] == EMPTY_TARGET), None)
    if link:
        link["target"] = target
    if not _set_in_texts(record, words, target) and not link:
        raise DoesNotApply
    return record


def _set_in_texts(record, words, target):
    def fill(match):
        return f"[{match[1]}]({target})" if plain(match[1]) == words else match[0]

    for index, message in enumerate(record["key_messages"]):
        record["key_messages"][index] = _first_filled(message, fill)
        if record["key_messages"][index] != message:
            return True
    for section in record["sections"]:
        before = section["text"]
        section["text"] = _first_filled(before, fill)
        if section["text"] != before:
            return True
    return False


def _first_filled(text, fill):
    for match in _EMPTY_LINK.finditer(text):
        filled = fill(match)
        if filled != match[0]:
            return text[: match.start()] + filled + text[match.end() :]
    return text


def renamed(record, spellings, value):
    """One spelling everywhere: as name, as organisation and in the text."""
    record = deepcopy(record)
    for _, person in people_in(record):
        for key in ("name", "organisation"):
            if person[key] in spellings:
                person["also"] = list(dict.fromkeys([*person.get("also", []), person[key]]))
                person[key] = value
    for section in record["sections"]:
        for spelling in spellings:
            section["text"] = _replace_words(section["text"], spelling, value)
    for part in ("key_messages",):
        for spelling in spellings:
            record[part] = [_replace_words(text, spelling, value) for text in record[part]]
    return record


def _replace_words(text, words, value):
    printed = print_inline([Run(words)])
    pattern = rf"(?<!\w){re.escape(printed)}(?!\w)"
    return re.sub(pattern, lambda _: print_inline([Run(value)]), text)
