"""“May I apply?” in words: what a page, its JSON twin and the page of a call show of a verdict."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.funding.eligibility import Answer, check, completed, questions_of
from clusterhub.funding.eligibility.known import known_words
from clusterhub.funding.eligibility.sme import WORKED_OUT_FROM
from clusterhub.funding.eligibility.words import law_of, rule_words
from clusterhub.web.addresses import followable

ANSWER_WORDS = {
    Answer.YES: gettext_lazy("Yes"),
    Answer.NO: gettext_lazy("No"),
    Answer.UNSURE: gettext_lazy("Not sure"),
}
MARKS = {
    Answer.YES: ("good", gettext_lazy("Met")),
    Answer.NO: ("danger", gettext_lazy("Not met")),
    Answer.UNSURE: ("warning", gettext_lazy("Not known")),
}
DOUBT_WORDS = {
    "standing": gettext_lazy(
        "Our sources leave open whether your country takes part on this day; the publisher knows."
    ),
    "unreadable": gettext_lazy("One rule cannot be read here; see the text of the call."),
}


def rules_in_words(rules, on):
    """Who may apply, a line for each rule."""
    return [_rule(rule, on) for rule in rules if isinstance(rule, dict)]


def _rule(rule, on):
    source = rule.get("source") if isinstance(rule.get("source"), dict) else {}
    return {
        "id": rule.get("id", ""),
        "words": rule_words(rule, on),
        "is_binding": rule.get("binding") is True,
        "source": source.get("citation") or (_("Source") if source.get("url") else ""),
        "source_url": followable(source.get("url", "")),
        "law": law_of(rule, on),
    }


def results_in_words(verdict, facts):
    """The same lines with what was found."""
    facts = completed(facts)
    lines = []
    for result in verdict.results:
        state, mark = MARKS[result.answer]
        line = _rule(result.rule, verdict.on)
        line |= {"answer": str(result.answer), "state": state, "mark": str(mark)}
        lines.append(line | {"known": known_words(result.rule, facts, verdict.on)})
    return lines


def doubts_in_words(verdict):
    return [str(DOUBT_WORDS[doubt]) for doubt in verdict.doubts]


def open_questions(verdict, rules, facts, *, works_out=False):
    """What is still to be asked. A region is looked for in its country, so that comes first."""
    missing = list(verdict.missing)
    if works_out and asks_size(rules):
        missing = [name for name in missing if name != "size"]
        missing += [name for name in WORKED_OUT_FROM if name not in missing]
    if "region" in missing and not facts.get("country"):
        missing = [name for name in missing if name != "region"]
        missing = list(dict.fromkeys([*missing, "country"]))
    return questions_of(missing, rules)


def known_questions(rules, facts, asked):
    """What these rules look at and is known already, so that it can be put right."""
    wanted = list(_looked_at(rules))
    wanted += ["country"] if "region" in wanted else []
    wanted += WORKED_OUT_FROM if asks_size(rules) else ()
    taken = {question.fact for question in asked}
    known = [name for name in wanted if facts.get(name) is not None and name not in taken]
    return questions_of(dict.fromkeys(known), rules)


def asks_size(rules):
    return "size" in _looked_at(rules)


def _looked_at(rules):
    """The facts that the rules ask of somebody of whom nothing is known."""
    return [name for rule in rules for name in check([rule], {}, date.today()).missing]


def verdict_as_data(verdict, rules, facts):
    """The JSON twin."""
    asked = questions_of(verdict.missing, rules)
    return {
        "on": verdict.on.isoformat(),
        "answer": str(verdict.answer),
        "is_wall": verdict.is_wall,
        "rules": [
            {
                "id": line["id"],
                "words": line["words"],
                "answer": line["answer"],
                "known": line["known"],
                "is_binding": line["is_binding"],
                "source": {"citation": line["source"], "url": line["source_url"]},
                "law": line["law"],
            }
            for line in results_in_words(verdict, facts)
        ],
        "questions": [_question(question) for question in asked],
        "doubts": doubts_in_words(verdict),
    }


def _question(question):
    return {"fact": question.fact, "words": question.words, "hint": question.hint}
