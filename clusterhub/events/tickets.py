"""The word on a ticket: nobody guesses it, everybody can read it aloud."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # Without 0 O 1 I L.
LETTERS = 13  # 31 ** 13 is more than 2 ** 64.


def new_ticket_code():
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
