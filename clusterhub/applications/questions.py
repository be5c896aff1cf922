"""The questions that a form may have: what each kind is set to, takes as an answer, and finds wrong
with it. Pure: a question is any object with `kind`, `key`, `is_required`, `settings`, `show_if`.

Settings: texts have `most_characters` or `most_words`; numbers and amounts `least`, `most`; choices
`choices` (words) and, for several, `most_choices`; files `most_files`, `most_mb`; partners `least`,
`most`; a budget `columns` (words), `rows` (words, or none for free ones), `most_total`.
`show_if` is {"key": of a choice or declaration, "is": [words]}.
Answers: texts and choices are words, numbers and amounts words of a decimal, several choices a list,
a declaration true or false, files a list of their numbers, a budget {"rows": [[item, amount, …]]}.
"""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_SECTIONS = 20
MOST_QUESTIONS = 100
MOST_CHOICES = 50
MOST_COLUMNS = 6
MOST_ROWS = 60
MOST_FILES = 10
LONGEST_SHORT = 500
LONGEST = 60_000  # Characters of one answer that are kept at all, whatever the limit says.
MOST_MONEY = Decimal("999999999999.99")
WORD = re.compile(r"\S+")
YES, NO = "yes", "no"


def count_words(text):
    return len(WORD.findall(text))


def is_empty(value):
    return value in (None, "", [], {}, False) or value == {"rows": []}


def is_shown(question, values):
    """Whether a question is asked, given the answers by key."""
    condition = question.show_if
    if not condition:
        return True
    value = values.get(condition.get("key"))
    said = value if isinstance(value, list) else [_said(value)]
    return bool(set(said) & set(condition.get("is", [])))


def _said(value):
    if isinstance(value, bool):
        return YES if value else NO
    return value


def shown(questions, values):
    """The questions that are asked, in order; what hangs on a hidden one is hidden, too."""
    hidden, asked = set(), []
    for question in questions:
        if question.show_if.get("key") in hidden or not is_shown(question, values):
            hidden.add(question.key)
        else:
            asked.append(question)
    return asked


def problem_of(question, value, partners=()):
    """What keeps this answer from being handed in, as a sentence; "" if nothing does."""
    if question.kind == "partners":
        return _partners_problem(question, partners)
    if question.kind == "declaration" and question.is_required and not value:
        return _("This must be declared.")
    if is_empty(value):
        return _("This must be answered.") if question.is_required else ""
    return PROBLEMS[question.kind](question.settings, value)


def _text_problem(settings, text):
    most = settings.get("most_characters")
    if most and len(text) > most:
        return _("This is %(count)s characters long; at most %(most)s are taken.") % {
            "count": len(text),
            "most": most,
        }
    most = settings.get("most_words")
    if most and (count := count_words(text)) > most:
        return _("These are %(count)s words; at most %(most)s are taken.") % {
            "count": count,
            "most": most,
        }
    return ""


def as_number(words):
    """The decimal that somebody typed: "12 500,50" as well as "12,500.50"; None if it is none."""
    words = re.sub(r"[\s€'_]", "", str(words))
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?", words, re.ASCII):
        words = words.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", words, re.ASCII):
        words = words.replace(",", "")
    elif re.fullmatch(r"[+-]?\d+,\d+", words, re.ASCII):
        words = words.replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,6})?", words, re.ASCII):
        return None
    try:
        return Decimal(words)
    except InvalidOperation:
        return None


def _number_problem(settings, words):
    number = as_number(words)
    if number is None:
        return _("This is not a number: %(words)s") % {"words": str(words)[:40]}
    least, most = as_number(settings.get("least", "")), as_number(settings.get("most", ""))
    if least is not None and number < least:
        return _("At least %(least)s.") % {"least": least}
    if most is not None and number > most:
        return _("At most %(most)s.") % {"most": most}
    return ""


def _money_problem(settings, words):
    number = as_number(words)
    if number is not None and (number < 0 or number > MOST_MONEY):
        return _("An amount lies between 0 and 999,999,999,999.99 euro.")
    return _number_problem(settings, words)


def _one_problem(settings, value):
    return "" if value in settings.get("choices", []) else _("Choose one of those offered.")


def _many_problem(settings, values):
    if set(values) - set(settings.get("choices", [])):
        return _("Choose among those offered.")
    most = settings.get("most_choices")
    if most and len(values) > most:
        return ngettext("Choose at most %s.", "Choose at most %s.", most) % most
    return ""


def _file_problem(settings, files):
    most = settings.get("most_files", 1)
    return "" if len(files) <= most else _("At most %s files.") % most


def _no_problem(settings, value):
    return ""


def _budget_problem(settings, value):
    for row in value["rows"]:
        for amount in row[1:]:
            number = as_number(amount or "0")
            if number is None or not 0 <= number <= MOST_MONEY:
                return _("This is not an amount: %(words)s") % {"words": str(amount)[:40]}
    most = as_number(settings.get("most_total", ""))
    totals = totals_of(settings, value)
    if any(total > MOST_MONEY for total in totals):
        return _("A sum lies between 0 and 999,999,999,999.99 euro.")
    if most is not None and totals and totals[-1] > most:
        return _("The sum of the last column is %(sum)s; at most %(most)s is taken.") % {
            "sum": totals[-1],
            "most": most,
        }
    return ""


def totals_of(settings, value):
    """The sum of each column of a budget; what is no amount counts as nothing."""
    rows = (value or {}).get("rows", [])
    columns = range(1, len(settings.get("columns", [])) + 1)
    return [
        sum(
            (as_number(row[at] or "0") or Decimal(0)) if at < len(row) else Decimal(0)
            for row in rows
        )
        for at in columns
    ]


def _partners_problem(question, partners):
    least = question.settings.get("least", 1 if question.is_required else 0)
    most = question.settings.get("most", MOST_ROWS)
    if len(partners) < least:
        return ngettext("At least %s partner.", "At least %s partners.", least) % least
    if len(partners) > most:
        return ngettext("At most %s partner.", "At most %s partners.", most) % most
    return ""


PROBLEMS = {
    "short": _text_problem,
    "long": _text_problem,
    "number": _number_problem,
    "money": _money_problem,
    "one": _one_problem,
    "many": _many_problem,
    "file": _file_problem,
    "declaration": _no_problem,
    "budget": _budget_problem,
}
