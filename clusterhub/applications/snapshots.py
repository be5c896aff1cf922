"""What is handed in, as one record: format 1. Pure.

{"format", "reference", "title", "lead": {…}, "form": {"version", "sections": [{"title", "questions":
[{"key", "kind", "label", "value", "settings"}]}]}, "partners": […], "files": […]}. Its digest is the
SHA-256 of the same record as canonical JSON: sorted keys, no spaces, UTF-8.
"""

import json
from hashlib import sha256

FORMAT = "clusterhub application 1"


def canonical(record):
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(record):
    return sha256(canonical(record).encode("utf-8", "surrogatepass")).hexdigest()


def fingerprint(digest):
    """A digest in groups, as it is read aloud and compared."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
