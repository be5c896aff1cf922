"""What the page of a section shows of each question: its fields, its limits, what is wrong with it."""

from dataclasses import dataclass, field

from clusterhub.applications.questions import count_words, is_empty, totals_of

SPARE_ROWS = 3


@dataclass
class Filled:
    """One question with what stands in it."""

    question: object
    value: object = None
    number: int = 0
    is_asked: bool = True
    problem: str = ""  # Shown at once: it is too long, not a number. That it is missing is not.
    notice: str = ""
    most_kept: int = 0
    rivals: list = field(default_factory=list)
    files: list = field(default_factory=list)
    partners: list = field(default_factory=list)

    @property
    def name(self):
        return f"a-{self.question.key}"

    @property
    def text(self):
        return "" if self.value is None else self.value

    @property
    def limit(self):
        """(how many, of what, how many there are)"""
        settings, text = self.question.settings, str(self.text)
        if most := settings.get("most_words"):
            return {"most": most, "unit": "words", "count": count_words(text)}
        if most := settings.get("most_characters"):
            return {"most": most, "unit": "characters", "count": len(text)}
        return None

    @property
    def choices(self):
        chosen = self.value if isinstance(self.value, list) else [self.value]
        return [(words, words in chosen) for words in self.question.settings.get("choices", [])]

    @property
    def columns(self):
        return self.question.settings.get("columns", [])

    @property
    def rows(self):
        """Rows of a budget as cells: item first. Free ones end with some that are empty."""
        stored = {row[0]: row for row in self._stored}
        width = len(self.columns) + 1
        if fixed := self.question.settings.get("rows"):
            return [_wide(stored.get(item, [item]), width) for item in fixed]
        return [_wide(row, width) for row in [*self._stored, *[[""]] * SPARE_ROWS]]

    @property
    def _stored(self):
        return (self.value or {}).get("rows", []) if isinstance(self.value, dict) else []

    @property
    def totals(self):
        return totals_of(self.question.settings, self.value if self._stored else None)

    @property
    def condition(self):
        """For the script that shows it when another answer changes."""
        condition = self.question.show_if
        return {"key": condition["key"], "is": "|".join(condition["is"])} if condition else None


def _wide(row, width):
    return (list(row) + [""] * width)[:width]


def shown_problem(problem, value):
    """While somebody writes, only what stands there can be wrong."""
    return "" if is_empty(value) else problem


def is_complete(questions, contents):
    """Whether nothing of a section keeps the application from being handed in."""
    return not any(question.key in contents.problems for question in questions)
