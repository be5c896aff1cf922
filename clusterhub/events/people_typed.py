"""Names and addresses as somebody pastes them: one a line, in the ways in which mail programs write
them. Knows no database."""

import re

BOTH = re.compile(r"^\s*\"?(?P<name>[^<>\"]*?)\"?\s*<(?P<email>[^<>]+)>\s*$")
SEPARATED = re.compile(r"\s*[;,\t]\s*")


def people_in(text):
    """(number of the line, name or "", address) of each line that is not empty."""
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip().rstrip(";, \t")
        if not line:
            continue
        if found := BOTH.match(line):
            yield number, found["name"].strip(), found["email"].strip()
            continue
        *name, email = SEPARATED.split(line)
        if name and "@" in name[0] and "@" not in email:  # The address stands first.
            email, name = name[0], [*name[1:], email]
        yield number, " ".join(part for part in name if part), email
