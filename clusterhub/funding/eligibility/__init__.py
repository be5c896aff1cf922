"""Who may apply, as data: rules of a call, facts of an applicant, and a verdict of three values.

Pure: it knows no database. docs/guides/funding-eligibility.md has the shape of a rule.
"""

from clusterhub.funding.eligibility.checking import Answer, Verdict, check
from clusterhub.funding.eligibility.facts import clean_facts, completed
from clusterhub.funding.eligibility.questions import Question, questions_of
from clusterhub.funding.eligibility.shape import RulesRefused, clean_rules
from clusterhub.funding.eligibility.standings import Standings

__all__ = [
    "Answer",
    "Question",
    "RulesRefused",
    "Standings",
    "Verdict",
    "check",
    "clean_facts",
    "clean_rules",
    "completed",
    "questions_of",
]
