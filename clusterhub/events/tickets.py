"""The word on a ticket: nobody guesses it, everybody can read it aloud."""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # Without 0 O 1 I L.
LETTERS = 13  # 31 ** 13 is more than 2 ** 64.


def new_ticket_code():
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))


def code_in(text):
    """The ticket code that was typed in groups or read from a ticket's picture; "" for what is none."""
    found = re.search(r"/t/([^/?#\s]+)", text, re.IGNORECASE)
    letters = re.sub(r"[\s-]", "", found[1] if found else text).upper()
    is_code = len(letters) == LETTERS and set(letters) <= set(ALPHABET)
    return letters if is_code else ""


def in_groups(code):
    """For eyes and ears: "ABCD EFGH JKMN P"."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
