"""A listed organisation that is named as the one that applies is asked, and its editors answer."""

from django.db import transaction
from django.utils import timezone

from clusterhub.applications.emails import lead_letters, write_lead_letters
from clusterhub.applications.lead_words import words_for
from clusterhub.applications.models import AccessVerb, LeadWord, Outcome
from clusterhub.applications.operations.access import demand_few_letters, record_access
from clusterhub.applications.operations.hosting import lock_stages, works_for
from clusterhub.applications.operations.locks import lock_application
from clusterhub.applications.refusals import ConflictOfRoles, LinkOver, NotAllowed
from clusterhub.directory.models.editing import Editorship
from clusterhub.letters.operations import post_many

MOST_ASKED = 10  # Of the editors of one organisation; the others find it on their page.


def ask_organisation(application, *, by, as_what, now):
    """Under the lock of the application, after its organisation was named: where an editor of it is on
    the team, that is its word; else its editors are asked, once."""
    body = application.lead_organisation
    if body is None or application.is_test:
        return None
    word, is_new = LeadWord.objects.get_or_create(
        application=application, organisation=body, defaults={"asked_at": now, "named_by": by}
    )
    editors = Editorship.objects.current().filter(organisation=body)
    team = application.members.joined().values("person")
    own = editors.filter(editor__in=team).select_related("editor").first()
    if word.is_open and own is not None:
        word.confirmed_at, word.answered_by = now, own.editor
        word.save(update_fields=["confirmed_at", "answered_by"])
    elif is_new and editors.exists():
        demand_few_letters(by, now)
        rows = editors.select_related("editor").order_by("level", "granted_at")[:MOST_ASKED]
        post_many(write_lead_letters, lead_letters(word, [row.editor for row in rows]))
        facts = {"by": by, "as_what": as_what, "what": body.name, "now": now}
        record_access(application, AccessVerb.INVITED, **facts)
    return word


@transaction.atomic
def answer_for_organisation(word, *, confirms, by):
    """Its editor says whether it applies; a later word of an editor replaces it until the decision."""
    hosted = lock_stages(word.application.hosted)
    application = lock_application(word.application)
    by.__dict__.pop("_levels", None)  # Asked anew under the lock.
    word = words_for(by).filter(pk=word.pk).first()
    if word is None:
        raise NotAllowed
    if Outcome.objects.filter(application=application).exists():
        raise LinkOver
    if confirms and works_for(hosted, by):
        raise ConflictOfRoles
    now = timezone.now()
    word.confirmed_at, word.declined_at = (now, None) if confirms else (None, now)
    word.answered_by = by
    LeadWord.objects.filter(pk=word.pk).update(
        confirmed_at=word.confirmed_at, declined_at=word.declined_at, answered_by=by
    )
    what = f"{word.organisation.name}: {'yes' if confirms else 'no'}"[:200]
    record_access(application, AccessVerb.CONFIRMED, by=by, as_what="organisation", what=what)
    return word
