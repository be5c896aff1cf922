"""A person's contact as telephones read it (vCard 4.0, RFC 6350). Pure: words in, words out."""

from clusterhub.clock import content_lines as lines


def card_of(*, name, address, organisation="", note=""):
    body = ["BEGIN:VCARD", "VERSION:4.0", f"FN:{lines.text(_one_line(name))}"]
    if organisation:
        body.append(f"ORG:{lines.text(_one_line(organisation))}")
    body.append(f"EMAIL:{lines.text(_one_line(address))}")
    if note:
        body.append(f"NOTE:{lines.text(_one_line(note))}")
    return lines.document([*body, "END:VCARD"])


def _one_line(words):
    return " ".join(words.split())
