"""What an editor must look at: a code, a sentence, and the values inside the sentence.

Pure module. The sentences are marked for translation here and translated in `words.py`, so that
reading a document gives the same message whatever language the server speaks.
"""

from dataclasses import dataclass, field


def _(sentence):
    # Only a mark for makemessages: this module must not import Django.
    return sentence


SENTENCES = {
    "zone-label": _('On %(day)s %(city)s kept %(held)s; "%(label)s" was printed.'),
    "zone-missing": _('"%(printed)s" names no time zone; it is taken as %(city)s time.'),
    "impossible-date": _('"%(printed)s" is not a day of any calendar.'),
    "impossible-time": _('"%(printed)s" is not an hour of any day.'),
    "time-gap": _(
        "On %(day)s the clocks in %(city)s went forward over %(printed)s; it is taken as %(taken)s."
    ),
    "time-fold": _(
        "On %(day)s the clocks in %(city)s showed %(printed)s twice; it is taken as %(taken)s."
    ),
    "ends-before-start": _('"%(printed)s" ends before it starts, so the end is left open.'),
    "weekday-differs": _('%(day)s is a %(true_weekday)s; "%(printed)s" was printed.'),
    "year-missing": _('"%(printed)s" names no year, and nothing nearby says which is meant.'),
    "midnight": _('"%(printed)s" can mean either end of the day; it is taken as the end.'),
}


@dataclass(frozen=True)
class Doubt:
    """`code` is a key of SENTENCES, `values` maps the names in its sentence to printable text."""

    code: str
    values: dict = field(default_factory=dict)

    @property
    def template(self):
        return SENTENCES[self.code]

    @property
    def message(self):
        """The sentence in English, filled in."""
        return self.template % self.values


def doubt(code, **values):
    return Doubt(code, values)
