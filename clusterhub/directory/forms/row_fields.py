"""Fields of several rows, each with inputs of its own. Without a script, too: three empty rows stand
ready, and a button sends the form for three more; nobody loses what she has typed."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.directory.codes import NACE, words
from clusterhub.directory.facts import (
    ADDRESSES,
    CODE_LISTS,
    LINK_KINDS,
    LONGEST_ADDRESS,
    LONGEST_TITLE,
)
from clusterhub.web.addresses import only_web

EMPTY_ROWS = 3
MOST_READ = 100  # Of what somebody sends.


@dataclass(frozen=True)
class Column:
    name: str
    label: str
    longest: int = LONGEST_TITLE
    choices: tuple = ()
    type: str = "text"


class RowsWidget(forms.Widget):
    template_name = "directory/profile/_rows.html"
    use_fieldset = True

    def __init__(self, columns, most):
        super().__init__()
        self.columns, self.most = columns, most

    def value_from_datadict(self, data, files, name):
        form = re.compile(rf"{re.escape(name)}-([0-9]{{1,4}})-[a-z]+")
        numbers = {int(found[1]) for key in data if (found := form.fullmatch(key))}
        rows = [
            {column.name: data.get(f"{name}-{number}-{column.name}", "") for column in self.columns}
            for number in sorted(numbers)[:MOST_READ]
        ]
        return rows + [{}] * EMPTY_ROWS if more_rows(name) in data else rows

    def value_omitted_from_data(self, data, files, name):
        return False

    def is_empty(self, row):
        return not any(row.get(column.name) for column in self.columns if not column.choices)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        rows = list(value or [])
        empty = sum(map(self.is_empty, rows))
        rows += [{}] * min(EMPTY_ROWS - empty, self.most - len(rows))
        numbered = enumerate(rows)
        context["widget"] |= {
            "rows": [
                [self._cell(name, n, column, row) for column in self.columns] for n, row in numbered
            ],
            "more": more_rows(name) if len(rows) < self.most else "",
        }
        return context

    @staticmethod
    def _cell(name, number, column, row):
        value = row.get(column.name) or (column.choices[-1][0] if column.choices else "")
        return {"column": column, "name": f"{name}-{number}-{column.name}", "value": value}


class RowsField(forms.Field):
    """A list with a value for each row that is not empty; problems name the row."""

    def __init__(self, columns, *, most, **options):
        super().__init__(required=False, widget=RowsWidget(columns, most), **options)

    def prepare_value(self, value):
        return [row if isinstance(row, dict) else self.typed(row) for row in value or []]

    def clean(self, value):
        rows, problems = [], []
        for number, row in enumerate(value or [], 1):
            plain = {name: " ".join(text.split()) for name, text in row.items()}
            if self.widget.is_empty(plain):
                continue
            try:
                rows.append(self.row(plain))
            except ValidationError as problem:
                about = {"number": number, "problem": problem.messages[0]}
                problems.append(ValidationError(_("Row %(number)d: %(problem)s") % about))
        if problems:
            raise ValidationError(problems)
        return rows

    def typed(self, value):
        """The row that shows a kept value; mostly it is one already."""
        return value

    def row(self, typed):
        """The value of a row, the row itself unless a field says otherwise; raises ValidationError."""
        return typed

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != (initial or [])
        except ValidationError:
            return True


class AddressRowsField(RowsField):
    """Titles with addresses; links also say what they are."""

    def __init__(self, name, title_label, *, has_kind=False, **options):
        self.title, most = ADDRESSES[name]
        self.has_kind = has_kind
        kind = Column("kind", gettext_lazy("Kind"), choices=tuple(LINK_KINDS.items()))
        columns = (
            *([kind] if has_kind else []),
            Column(self.title, title_label),
            Column("url", gettext_lazy("Address"), LONGEST_ADDRESS, type="url"),
        )
        super().__init__(columns, most=most, **options)

    def row(self, typed):
        url = typed["url"]
        if url and "://" not in url and ":" not in url:
            url = f"https://{url}"
        if url:
            only_web(url)
        elif self.has_kind:
            raise ValidationError(_("The address is missing."))
        kind = {"kind": typed["kind"]} if self.has_kind else {}
        if kind and typed["kind"] not in LINK_KINDS:
            raise ValidationError(_("This kind is not in the list."))
        return {self.title: typed[self.title], "url": url} | kind


class ActivityRowsField(RowsField):
    """Economic activities by their codes, each shown with its words."""

    def __init__(self, **options):
        column = Column("code", gettext_lazy("Code"))
        super().__init__((column,), most=CODE_LISTS["activities"], **options)

    def typed(self, value):
        return {"code": str(words("activities").get(value, value))}

    def row(self, typed):
        code = f"{NACE}:{typed['code'].split()[0].strip(',;').upper()}"
        if code not in words("activities"):
            raise ValidationError(_("Not known: %s.") % typed["code"][:40])
        return code

    def clean(self, value):
        return list(dict.fromkeys(super().clean(value)))


def more_rows(name):
    """The button that asks for more rows."""
    return f"{name}-more"
