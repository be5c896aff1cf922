"""Single fields of the input: each check answers with the value, or says in a sentence what is wrong."""

import json
import math
from datetime import UTC, datetime, timedelta

LARGEST_VALUE = 1_000_000_000
LONGEST_ID = 200
LONGEST_QUOTE = 60
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class BadInput(ValueError):
    """The input cannot be used; its words are a sentence for whoever wrote it."""


def quoted(value):
    """A value as the file has it, short enough for a sentence, and on one line."""
    try:
        words = json.dumps(value, ensure_ascii=False)
        words.encode()
    except (TypeError, ValueError, RecursionError):
        words = json.dumps(repr(value)[:LONGEST_QUOTE])
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"


def kind_of(value):
    kinds = {bool: "true or false", str: "text", list: "a list", dict: "an object"}
    if value is None:
        return "null"
    return kinds.get(type(value), "a number")


def identity(value, what):
    """Text or a whole number; it is printed as it came."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadInput(f"{what} must be text or a whole number, not {kind_of(value)}.")
    if value == "":
        raise BadInput(f"{what} is empty.")
    if isinstance(value, int):
        if abs(value) >= 2**63:
            raise BadInput(f"{what} is too large a number.")
        return value
    if len(value) > LONGEST_ID:
        raise BadInput(f"{what} is longer than {LONGEST_ID} characters: {quoted(value)}.")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadInput(f"{what} has half a character in it: {ascii(value)[:60]}.") from None
    return value


def whole(value, what, least=0, most=LARGEST_VALUE):
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"{what} must be a whole number, not {kind_of(value)}.")
    if isinstance(value, float) and not value.is_integer():
        raise BadInput(f"{what} must be a whole number, not {quoted(value)}.")
    if not least <= value <= most:
        raise BadInput(f"{what} must be between {least:,} and {most:,}.")
    return int(value)


def number(value, what, most=LARGEST_VALUE):
    """A finite number of at least 0, as a whole number where it is one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"{what} must be a number, not {kind_of(value)}.")
    if isinstance(value, float) and not math.isfinite(value):
        raise BadInput(f"{what} must be a finite number.")
    if value < 0:
        raise BadInput(f"{what} must not be negative.")
    if value > most:
        raise BadInput(f"{what} must be at most {most:,}.")
    return int(value) if float(value).is_integer() else value


def listed(value, what):
    if not isinstance(value, list):
        raise BadInput(f"{what} must be a list, not {kind_of(value)}.")
    return value


def moment(value, what):
    """An hour as it was written; `instant` makes those of several zones comparable."""
    if not isinstance(value, str):
        raise BadInput(f"{what} must be text such as 2026-11-23T09:00:00+01:00.")
    try:
        read = datetime.fromisoformat(value.strip())
    except ValueError:
        read = None
    if read is None or len(value.strip()) <= len("2026-11-23"):
        raise BadInput(
            f"{what} must be a day and an hour such as 2026-11-23T09:00:00+01:00, not {quoted(value)}."
        )
    return read


def instant(when):
    """Microseconds since 1970. Offsets are taken off, so a clock change moves nothing."""
    since = when if when.tzinfo else when.replace(tzinfo=UTC)
    return (since - EPOCH) // timedelta(microseconds=1)
