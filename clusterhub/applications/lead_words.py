"""Whether the organisation that applies has said so itself: for officers, the team, and its editors."""

from django.db.models import BigIntegerField, F, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models import Application, LeadWord, Submission
from clusterhub.directory.models.editing import Editorship, levels_of

CONFIRMED, DECLINED, WAITING, UNKEPT = "confirmed", "declined", "waiting", "unkept"
WORDS = {
    CONFIRMED: _("confirmed by the organisation"),
    DECLINED: _("the organisation says that it does not apply"),
    WAITING: _("not confirmed by the organisation"),
    UNKEPT: _("nobody keeps this organisation's profile who could confirm"),
}


def states_of(applications):
    """By number of the application, for those with a listed organisation; two queries for any number."""
    pairs = {each.pk: each.lead_organisation_id for each in applications}
    pairs = {pk: body for pk, body in pairs.items() if body}
    rows = LeadWord.objects.filter(application__in=pairs)
    words = {(row.application_id, row.organisation_id): row for row in rows}
    editors = Editorship.objects.current().filter(organisation__in=set(pairs.values()))
    kept = set(editors.values_list("organisation", flat=True))
    return {pk: _state(words.get((pk, body)), body in kept) for pk, body in pairs.items()}


def _state(word, is_kept):
    if word is not None and word.confirmed_at:
        return CONFIRMED
    if word is not None and word.declined_at:
        return DECLINED
    return WAITING if is_kept else UNKEPT


def state_in_words(application):
    """One of the states with its sentence, or None where no listed organisation is named."""
    state = states_of([application]).get(application.pk)
    return state and {"state": state, "words": WORDS[state]}


def words_for(user):
    """Where an organisation that she edits is named as the one that applies: the way in for editors.
    Named now, or in what was handed in last; without trials, and with nothing of the contents."""
    own = list(levels_of(user))
    if not own:
        return LeadWord.objects.none()
    last = Submission.objects.filter(application=OuterRef("application")).order_by("-number")
    rows = LeadWord.objects.filter(organisation__in=own, application__is_test=False)
    said = Cast(KT("snapshot__lead__organisation"), BigIntegerField())
    rows = rows.annotate(said=Subquery(last.annotate(body=said).values("body")[:1]))
    is_named = Q(application__lead_organisation=F("organisation"))
    return rows.filter(is_named | Q(said=F("organisation")))


def open_words_for(user):
    """Those that wait for her answer; where she is on the team she need not be asked."""
    rows = words_for(user).filter(confirmed_at=None, declined_at=None, application__outcome=None)
    rows = rows.exclude(application__in=Application.objects.written_by(user))
    return rows.select_related("organisation", "application__hosted__call")
