"""Answers in words, for pages and files."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from clusterhub.applications.questions import as_number


def amount(words):
    number = as_number(words)
    if number is None:
        return str(words)
    places = 0 if number == number.to_integral_value() else 2
    return number_format(number, places, force_grouping=True)


def value_lines(question, record):
    """The lines of one answer in a record; none if there is no answer."""
    kind, value = question["kind"], question["value"]
    if kind == "partners":
        return [partner_line(row) for row in record["partners"]]
    if kind == "file":
        own = [file for file in record["files"] if file["key"] == question["key"]]
        return [f"{file['name']} ({file['digest'][:12]})" for file in own]
    if kind == "budget":
        return budget_lines(question)
    if kind == "declaration":
        return [_("Declared.") if value else _("Not declared.")]
    if not value:
        return []
    if kind == "many":
        return list(value)
    if kind == "money":
        return [f"€{amount(value)}"]
    return [line for line in str(value).split("\n") if line.strip()]


def budget_lines(question):
    columns = question["settings"].get("columns", [])
    lines = []
    for row in (question["value"] or {}).get("rows", []):
        cells = zip(columns, row[1:], strict=False)
        parts = [f"{column} €{amount(words)}" for column, words in cells if words]
        lines.append(f"{row[0]}: {', '.join(parts)}")
    if lines:
        sums = zip(columns, question.get("totals", []), strict=False)
        parts = [f"{column} €{amount(words)}" for column, words in sums]
        lines.append(f"{_('Sum')}: {', '.join(parts)}")
    return lines


def partner_line(row):
    state = _("has not confirmed yet")
    if row["confirmed_at"]:
        state = _("confirmed")
    elif row["declined_at"]:
        state = _("declined")
    country = f", {row['country']}" if row["country"] else ""
    return f"{row['name']}{country} ({state}): {row['task']}"
