"""The review of one summary as its page shows it: source, doubts in order, record, progress."""

from django.utils.functional import cached_property

from clusterhub.clock.zones import zone_info
from clusterhub.documents.dialect import plain
from clusterhub.summaries.presenting import Page, moment_of
from clusterhub.summaries.wording import difference_rows, proposal_words, title_words

TYPED_TIMES = frozenset(
    {
        "conflicting-dates",
        "conflicting-times",
        "date-unsure",
        "time-missing",
        "zone-label",
        "zone-missing",
    }
)
TYPED_WORDS = frozenset(
    {
        "empty-link",
        "name-variant",
        "organisation-matched",
        "organisation-not-listed",
        "person-matched",
        "person-not-listed",
        "title-too-long",
    }
)


class Review:
    def __init__(self, summary, wanted=""):
        self.summary, self.wanted = summary, str(wanted or "")

    @cached_property
    def findings(self):
        return list(self.summary.findings.of_the_draft().select_related("answered_by"))

    @cached_property
    def doubts(self):
        return [each for each in self.findings if not each.is_match]

    @cached_property
    def matches(self):
        return [each for each in self.findings if each.is_match]

    @property
    def open_matches(self):
        return [each for each in self.matches if not each.answer]

    @property
    def total(self):
        return len(self.findings)

    @property
    def answered(self):
        return sum(bool(each.answer) for each in self.findings)

    @property
    def open_count(self):
        return self.total - self.answered

    @cached_property
    def current(self):
        """The finding that is asked for, else the first without an answer, else none."""
        for each in self.findings:
            if str(each.pk) == self.wanted:
                return self._card(each)
        first = next((each for each in self.doubts if not each.answer), None)
        return self._card(first) if first else None

    def after(self, pk):
        """The next unanswered doubt behind this one, then from the top."""
        places = [each.pk for each in self.doubts]
        here = places.index(int(pk)) + 1 if int(pk) in places else 0
        for each in [*self.doubts[here:], *self.doubts[:here]]:
            if not each.answer:
                return each.pk
        return None

    def _card(self, finding):
        row = self.doubts if finding in self.doubts else self.matches
        place = row.index(finding)
        proposal = finding.proposal or {"do": "keep"}
        choices = proposal.get("choices", [])
        given = (finding.answer_values or {}).get("proposal")
        return {
            "finding": finding,
            "title": title_words(finding.code),
            "number": place + 1,
            "of": len(row),
            "previous": row[place - 1].pk if place else None,
            "next": row[place + 1].pk if place + 1 < len(row) else None,
            "differences": difference_rows(proposal),
            "proposal": proposal_words(proposal, finding.code),
            "is_keep": proposal["do"] == "keep",
            "choices": [proposal_words(each, finding.code) for each in choices],
            "takes_times": finding.code in TYPED_TIMES,
            "takes_words": finding.code in TYPED_WORDS,
            "given": proposal_words(given, finding.code) if given else "",
            "lines": ",".join(map(str, finding.where)),
        }

    @cached_property
    def lines(self):
        """(number, words, level, findings on it) of the source."""
        source = getattr(self.summary, "source", None)
        if source is None:
            return []
        marked = {}
        for each in self.doubts:
            for number in each.where:
                marked.setdefault(number, []).append(each)
        current = set(self.current["finding"].where) if self.current else set()
        return [
            {
                "number": number,
                "text": plain(line.lstrip("# ")),
                "is_heading": line.startswith("#"),
                "findings": marked.get(number, []),
                "is_open": any(not each.answer for each in marked.get(number, [])),
                "is_current": number in current,
            }
            for number, line in enumerate(source.lines, start=1)
        ]

    @cached_property
    def page(self):
        return Page(self.summary.record, {})

    @property
    def day(self):
        return self._local("starts_at", "%Y-%m-%d") or self.summary.record["starts_at"][:10]

    @property
    def starts(self):
        return self._local("starts_at", "%H:%M")

    @property
    def ends(self):
        return self._local("ends_at", "%H:%M")

    def _local(self, key, form):
        moment = moment_of(self.summary.record[key])
        if moment is None:
            return ""
        return moment.astimezone(zone_info(self.summary.record["timezone"])).strftime(form)
