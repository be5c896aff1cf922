"""What to ask an applicant: a fact by its name as a question in words."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.funding.eligibility.leaves import answer_fact

ORDER = (
    "kind", "country", "region", "founded", "nace", "nace_2", "member_of/", "label", "size",
    "staff", "turnover_eur", "balance_eur", "ties", "public_share", "asked_eur", "aid",
    "fiscal_year_month", "partners", "dependent_partners", "answer/",
)  # fmt: skip
QUESTIONS = {
    "kind": (gettext_lazy("What kind of organisation are you?"), ""),
    "country": (gettext_lazy("In which country are you established?"), ""),
    "region": (
        gettext_lazy("In which region are you established?"),
        gettext_lazy("A code of NUTS, for example AT31 for Upper Austria."),
    ),
    "founded": (
        gettext_lazy("When were you founded?"),
        gettext_lazy("The day as in 2019-05-17; the year suffices unless it is close."),
    ),
    "nace": (
        gettext_lazy("What are your economic activities?"),
        gettext_lazy("Codes of NACE Rev. 2.1, for example 62.10, with commas between them."),
    ),
    "nace_2": (
        gettext_lazy("What are your economic activities in the older list?"),
        gettext_lazy("Codes of NACE Rev. 2, for example 62.01, with commas between them."),
    ),
    "label": (
        gettext_lazy("Which cluster management label do you hold?"),
        gettext_lazy("One that is valid on the day."),
    ),
    "size": (
        gettext_lazy("How large are you, linked and partner enterprises counted?"),
        gettext_lazy(
            "Micro: fewer than 10 staff; small: fewer than 50; medium: fewer than 250; and the money."
        ),
    ),
    "staff": (
        gettext_lazy("How many staff have you?"),
        gettext_lazy(
            "Full-time posts over a year (annual work units), owners who work included, apprentices not."
        ),
    ),
    "turnover_eur": (
        gettext_lazy("What was the turnover of the last approved accounts, in euro?"),
        "",
    ),
    "balance_eur": (
        gettext_lazy("What was the balance sheet total of the last approved accounts, in euro?"),
        "",
    ),
    "ties": (
        gettext_lazy("Which enterprises are linked with you, or partners?"),
        gettext_lazy(
            "Linked: one holds the majority of votes, or decides; its figures count whole. Partner: "
            "25 % up to 50 % is held; its figures count in proportion."
        ),
    ),
    "public_share": (
        gettext_lazy("Do public bodies hold 25 % or more of you?"),
        gettext_lazy(
            "Universities, regional funds and small autonomous municipalities do not count here."
        ),
    ),
    "asked_eur": (gettext_lazy("How much would you ask for, in euro?"), ""),
    "aid": (
        gettext_lazy("Which de minimis aid have you and linked enterprises received?"),
        gettext_lazy("All of the last three years: the day of each grant, not of its payment."),
    ),
    "fiscal_year_month": (
        gettext_lazy("In which month does your fiscal year begin?"),
        gettext_lazy("A number: 1 for January."),
    ),
    "partners": (gettext_lazy("Who would apply with you?"), gettext_lazy("You yourself first.")),
    "dependent_partners": (
        gettext_lazy("How many of them depend on another of them?"),
        gettext_lazy("Because one controls the other, or both have the same owner."),
    ),
}


class Question(NamedTuple):
    fact: str
    words: str
    hint: str


def questions_of(missing, rules):
    """The questions behind these facts, in the order of a talk."""
    statements, clusters = {}, {}
    for rule in _leaves(rules):
        if rule.get("kind") == "statement" and isinstance(rule.get("question"), str):
            statements[answer_fact(rule)] = rule["question"]
        if rule.get("kind") == "cluster":
            named = rule.get("of") or ()
            clusters |= {f"member_of/{one['id']}": one.get("name") or one["id"] for one in named}
    asked = [_question(fact, statements, clusters) for fact in missing]
    return sorted(asked, key=lambda question: _place(question.fact))


def _question(fact, statements, clusters):
    if fact in QUESTIONS:
        words, hint = QUESTIONS[fact]
        return Question(fact, str(words), str(hint))
    if fact in statements:
        return Question(fact, statements[fact], "")
    if fact in clusters:
        return Question(fact, _("Are you a member of %s?") % clusters[fact], "")
    return Question(fact, _("Are you a member of a cluster?"), "")


def _place(fact):
    start = fact.split("/")[0] + "/" if "/" in fact else fact
    return ORDER.index(start) if start in ORDER else len(ORDER)


def _leaves(rules):
    for rule in rules:
        if isinstance(rule, dict):
            yield rule
            parts = rule.get("rules")
            yield from _leaves(parts if isinstance(parts, list) else ())
