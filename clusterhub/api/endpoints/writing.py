from django.utils.translation import gettext as _

from clusterhub.api.answers import answer
from clusterhub.api.description import WRITING, described
from clusterhub.api.endpoints.organisations import SLUG, full_shape, router, visible
from clusterhub.api.errors import Problem, SignInNeeded
from clusterhub.api.incoming import cleaned, draft_values
from clusterhub.api.operations import NotAsked, change_organisation
from clusterhub.api.schemas import Draft, OrganisationChange, OrganisationInFull
from clusterhub.directory.facts import FactsRefused
from clusterhub.directory.operations import ChangedMeanwhile, OwnParent
from clusterhub.directory.operations.starting import start_profile
from clusterhub.directory.permissions import can_edit_organisation
from clusterhub.directory.refusals import LikelyTwin, TooManyDrafts


def may_write(request):
    """Only a token with this scope writes; there is no other way in."""
    if request.token is None:
        raise SignInNeeded(_("Writing needs a token."))
    if not request.token.may_write:
        raise Problem(
            403, _("This token may only read. Make one that may write."), code="scope-missing"
        )
    return request.token


@router.post(
    "organisations",
    auth=may_write,
    tags=["Writing"],
    summary="Start a profile",
    description="A draft that you administer; nobody else sees it before it is reviewed.",
    **described(OrganisationInFull, refusals=WRITING, status=201),
)
def start(request, draft: Draft):
    values = draft_values(draft, request.reader)
    try:
        made = start_profile(by=request.reader, **values)
    except LikelyTwin as refusal:
        slugs = [each.slug for each in refusal.candidates]
        words = _("It may stand in the directory already. Name those that are not the same.")
        raise Problem(409, words, code="likely-twin", fields={"others": slugs}) from None
    except TooManyDrafts:
        words = _("Hand in or archive one of your drafts before you start another.")
        raise Problem(409, words, code="too-many-drafts") from None
    shape = full_shape(made, request.reader)
    response = answer(request, shape, status=201)
    response["Location"] = shape["api_url"]
    return response


@router.patch(
    "organisations/{slug}",
    auth=may_write,
    tags=["Writing"],
    summary="Change an organisation that you keep",
    description="Only what is sent changes, all of it or nothing. `version` is the one you read: "
    "where somebody was faster, nothing changes and the answer is 409.",
    **described(OrganisationInFull, refusals=WRITING, moved=308),
)
def change(request, change: OrganisationChange, slug: str = SLUG):
    row = visible(request.reader, slug)
    if not can_edit_organisation(request.reader, row):
        raise Problem(403, _("You do not keep this organisation."))
    fields = cleaned(change, row, request.reader)
    try:
        change_organisation(row, fields=fields, version=change.version, by=request.reader)
    except ChangedMeanwhile:
        words = _("Somebody changed it since you read it. Read it again.")
        raise Problem(409, words, code="changed-meanwhile") from None
    except FactsRefused as refusal:
        raise _unfit({name: [str(words)] for name, words in refusal.problems}) from None
    except NotAsked as refusal:
        words = _("An organisation of this kind is not asked this.")
        raise _unfit({name: [words] for name in refusal.names}) from None
    except OwnParent:
        words = _("An organisation cannot be part of itself.")
        raise _unfit({"parent": [words]}) from None
    return answer(request, full_shape(visible(request.reader, slug), request.reader))


def _unfit(fields):
    return Problem(422, _("Some values do not fit."), fields=fields)
