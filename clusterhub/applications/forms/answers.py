"""What somebody typed into a section of the form, back as answers."""

from django.utils.translation import gettext as _

from clusterhub.applications.questions import LONGEST, LONGEST_SHORT, MOST_ROWS

LONGEST_CELL = 200


def most_kept(question):
    """How many characters of a text are kept at all."""
    return LONGEST if question.kind == "long" else LONGEST_SHORT


def is_on_page(question, data):
    return f"v-{question.key}" in data


def read_answer(question, data):
    """The value that stands in the fields of one question, and the number it was based on."""
    name = f"a-{question.key}"
    if question.kind == "many":
        value = [_tidy(words)[:LONGEST_CELL] for words in data.getlist(name)][:MOST_ROWS]
    elif question.kind == "declaration":
        value = data.get(name) == "yes"
    elif question.kind == "budget":
        value = {"rows": _budget_rows(question, name, data)}
    else:
        value = _tidy(data.get(name, ""))
    return value, _number(data.get(f"v-{question.key}"))


def _tidy(text):
    # A form sends line ends of two characters; our count is the one that the writer sees.
    text = text.replace("\r\n", "\n").replace("\0", "")
    return text.encode("utf-8", "ignore").decode()


def _number(words):
    return int(words) if words and words.isdecimal() and len(words) < 9 else 0


def _budget_rows(question, name, data):
    columns = len(question.settings.get("columns", []))
    fixed = question.settings.get("rows", [])
    rows = []
    for at in range(len(fixed) or MOST_ROWS):
        item = fixed[at] if fixed else _tidy(data.get(f"{name}-{at}-0", "")).strip()
        amounts = [
            _tidy(data.get(f"{name}-{at}-{column}", "")).strip()[:LONGEST_CELL]
            for column in range(1, columns + 1)
        ]
        if any(amounts) or (item and not fixed):
            rows.append([item[:LONGEST_CELL], *amounts])
    return rows


def too_long_in_words(most):
    return _(
        "This was too long to keep: the first %(most)s characters are here, the rest was cut off."
    ) % {"most": most}
