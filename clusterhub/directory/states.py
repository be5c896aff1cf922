"""From unlisted to listed and back: every move that there is. Knows no database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("Under review")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("Listed")
    EMERGING = "emerging", _("Listed as emerging")
    SUSPENDED = "suspended", _("Suspended")
    ARCHIVED = "archived", _("Archived")


class Verb(TextChoices):
    SUBMIT = "submit", _("Submit for review")
    WITHDRAW = "withdraw", _("Take back from review")
    RETURN = "return", _("Return with reasons")
    PUBLISH = "publish", _("List")
    LIST_AS_EMERGING = "list_as_emerging", _("List as emerging")
    SUSPEND = "suspend", _("Suspend")
    LIFT = "lift", _("Lift the suspension")
    ARCHIVE = "archive", _("Archive")
    REOPEN = "reopen", _("Open again")
    # The platform's own editors list and unlist what they keep themselves, without a review.
    LIST = "list", _("List without review")
    UNLIST = "unlist", _("Take off the list")
    MERGE = "merge", _("Merge with its twin")
    PART = "part", _("Undo the merge")


class NotReachable(Exception):
    """No such move leads away from this state."""


LISTED = frozenset({State.PUBLISHED, State.EMERGING})
BEFORE = "before"  # Wherever it was when it was suspended or merged.
MOVES = {
    (State.DRAFT, Verb.SUBMIT): State.IN_REVIEW,
    (State.RETURNED, Verb.SUBMIT): State.IN_REVIEW,
    (State.IN_REVIEW, Verb.WITHDRAW): State.DRAFT,
    (State.IN_REVIEW, Verb.RETURN): State.RETURNED,
    (State.IN_REVIEW, Verb.PUBLISH): State.PUBLISHED,
    (State.IN_REVIEW, Verb.LIST_AS_EMERGING): State.EMERGING,
    # Who is listed stays listed while somebody looks again; the open submission says so.
    (State.EMERGING, Verb.SUBMIT): State.EMERGING,
    (State.EMERGING, Verb.WITHDRAW): State.EMERGING,
    (State.EMERGING, Verb.RETURN): State.EMERGING,
    (State.EMERGING, Verb.PUBLISH): State.PUBLISHED,
    (State.EMERGING, Verb.LIST_AS_EMERGING): State.EMERGING,
    (State.PUBLISHED, Verb.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Verb.LIST_AS_EMERGING): State.EMERGING,
    (State.PUBLISHED, Verb.SUSPEND): State.SUSPENDED,
    (State.EMERGING, Verb.SUSPEND): State.SUSPENDED,
    (State.SUSPENDED, Verb.LIFT): BEFORE,
    (State.DRAFT, Verb.ARCHIVE): State.ARCHIVED,
    (State.RETURNED, Verb.ARCHIVE): State.ARCHIVED,
    (State.PUBLISHED, Verb.ARCHIVE): State.ARCHIVED,
    (State.EMERGING, Verb.ARCHIVE): State.ARCHIVED,
    (State.SUSPENDED, Verb.ARCHIVE): State.ARCHIVED,
    (State.ARCHIVED, Verb.REOPEN): State.DRAFT,
    (State.DRAFT, Verb.LIST): State.PUBLISHED,
    (State.RETURNED, Verb.LIST): State.PUBLISHED,
    (State.PUBLISHED, Verb.UNLIST): State.DRAFT,
    (State.EMERGING, Verb.UNLIST): State.DRAFT,
    # Whatever is found to be somebody's twin goes, and comes back as it was.
    **{(state, Verb.MERGE): State.ARCHIVED for state in State},
    (State.ARCHIVED, Verb.PART): BEFORE,
}


def move(state, verb, before=""):
    """Where `verb` leads from `state`; `before` is what a suspension or a merge has kept."""
    to = MOVES.get((state, verb))
    if to == BEFORE:
        possible = LISTED if verb == Verb.LIFT else set(State)
        to = State(before) if before in possible else None
    if to is None:
        raise NotReachable(f"{state}: {verb}")
    return to


def verbs_from(state):
    return [verb for verb in Verb if (state, verb) in MOVES]
