"""People and organisations: exactly a record, nearly one, or not listed."""

from clusterhub.directory.matching import near_organisations, near_people
from clusterhub.summaries.comparing.finding import finding, likeness, link
from clusterhub.summaries.record import organisations_in, people_in

EXACT, NEAR, SLIP = 0.999, 0.6, 0.85


def compare_people(record):
    findings = []
    for name, person in {person["name"]: person for _, person in people_in(record)}.items():
        fields = {"name": name, "role": person["role"], "organisation": person["organisation"]}
        findings.append(_compare("person", name, near_people(name), fields))
    return findings


def compare_organisations(record):
    findings, seen = [], set()
    for _, words in organisations_in(record):
        if words not in seen:
            seen.add(words)
            near = near_organisations(words)
            findings.append(_compare("organisation", words, near, {"name": words, "kind": "other"}))
    return findings


def _compare(kind, words, near, fields):
    if near and near[0][1] >= EXACT:
        target = near[0][0]
        message = f"“{words}” is listed as “{target}”."
        return finding(
            f"{kind}-matched", message, values=[words], proposal=link(kind, target, words)
        )
    near = [(target, score) for target, score, _ in near if score >= NEAR]
    create = {"do": "create", "kind": kind, "fields": fields, "words": words}
    links = [link(kind, target, words) for target, _ in near]
    if not links:
        message = f"“{words}” is not listed here."
        proposal = create
    else:
        message = f"“{words}” is not listed here. Did you mean “{links[0]['label']}”?"
        first = _with_spelling(links[0])
        proposal = first | {"choices": [*(links if first != links[0] else links[1:]), create]}
    values = [words, *(each["label"] for each in links)]
    return finding(f"{kind}-not-listed", message, values=values, proposal=proposal)


def _with_spelling(proposal):
    """A slip of the pen is put right with the link; a part of a longer name is not."""
    words, label = proposal["words"], proposal["label"]
    is_slip = len(words.split()) == len(label.split()) and likeness(words, label) >= SLIP
    return proposal | {"spell": label} if is_slip and words != label else proposal
