"""Organisations that only the text names: each is proposed once, to be linked where it stands."""

from clusterhub.directory.models import NameKind, Organisation, OtherName
from clusterhub.documents.dialect import plain
from clusterhub.summaries.comparing.finding import finding, link
from clusterhub.summaries.comparing.naming import Names
from clusterhub.summaries.record import texts_in

MOST_NAMED = 100


def compare_texts(record, others=()):
    """`others` are findings about organisations that the record names as somebody's own."""
    words_taken = {str(value) for each in others for value in each["values"][:1]}
    taken = {proposal["pk"] for each in others for proposal in _links_of(each)}
    spellings = {}
    index = _platform_names()
    for _place, text in texts_in(record):
        for found in index.find(plain(text)):
            if found.owner not in taken and found.words not in words_taken:
                spellings.setdefault(found.owner, {}).setdefault(found.words)
    named = dict(list(spellings.items())[:MOST_NAMED])
    organisations = Organisation.objects.in_bulk(named)
    return [
        _finding(organisations[pk], list(words))
        for pk, words in named.items()
        if pk in organisations
    ]


def _platform_names():
    listed = Organisation.objects.listed()
    names = [(pk, name, False) for pk, name in listed.order_by("pk").values_list("pk", "name")]
    others = OtherName.objects.filter(organisation__in=listed).order_by("pk")
    for pk, name, kind in others.values_list("organisation", "name", "kind"):
        names.append((pk, name, kind == NameKind.ACRONYM))
    return Names(names)


def _links_of(finding):
    """What is proposed for it without asking further; a choice beside it is no proposal."""
    return [finding["proposal"]] if finding["proposal"]["do"] == "link" else []


def _finding(organisation, words):
    message = f"The text names “{words[0]}”, which is listed as “{organisation}”."
    proposal = link("organisation", organisation, words[0]) | {"in_text": words}
    return finding("organisation-named", message, values=words, proposal=proposal)
