"""What an editor typed as her own answer to a finding, as a proposal."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from clusterhub.clock.moments import Moment, local_to_instant
from clusterhub.directory.matching import near_organisations, near_people
from clusterhub.summaries.refusals import AnswerNotUnderstood

_is_address = URLValidator(schemes=["http", "https"])


def changed_proposal(finding, values, record):
    """One of the proposal's choices, or what was typed; `AnswerNotUnderstood` for neither."""
    proposal = finding.proposal or {"do": "keep"}
    if finding.code == "programme-differs" and "choice" not in values:
        return _ticked(proposal, values)
    choices = proposal.get("choices", [])
    choice = str(values.get("choice", ""))
    if choice.isdecimal() and int(choice) < len(choices):
        return choices[int(choice)]
    typed = " ".join(str(values.get("value") or "").split())
    if finding.code in TYPED:
        return TYPED[finding.code](finding, typed, values, record)
    raise AnswerNotUnderstood(_("Choose one of the possibilities."))


def _ticked(proposal, values):
    """Some of the differences between programme and agenda: "take.0", "take.3"."""
    differences = proposal.get("differences", [])
    chosen = [each for place, each in enumerate(differences) if f"take.{place}" in values]
    if not chosen:
        raise AnswerNotUnderstood(_("Tick at least one difference, or keep the programme."))
    return {"do": "take-programme", "differences": chosen}


def _address(finding, typed, values, record):
    is_internal = typed.startswith("/") and not typed.startswith(("//", "/\\"))
    try:
        if not is_internal:
            _is_address(typed)
    except ValidationError as error:
        message = _("Type an address that begins with https://, or a page of this site.")
        raise AnswerNotUnderstood(message) from error
    return {"do": "set-link-target", "text": str(finding.values[0]), "value": typed}


def _times(finding, typed, values, record):
    zone, moments = record["timezone"], []
    for key in ("starts", "ends"):
        try:
            naive = datetime.fromisoformat(f"{values.get('day')}T{values.get(key)}")
            moments.append(Moment(local_to_instant(naive, zone).instant, zone).isoformat())
        except (ValueError, OverflowError) as error:
            message = _("Type the day and both hours, such as 11 October 2023, 08:30 to 09:45.")
            raise AnswerNotUnderstood(message) from error
    if moments[1] <= moments[0]:
        raise AnswerNotUnderstood(_("The talk must end after it starts."))
    return {"do": "set-times", "starts_at": moments[0], "ends_at": moments[1]}


def _spelling(finding, typed, values, record):
    if not 2 <= len(typed) <= 150:
        raise AnswerNotUnderstood(_("Type the right spelling."))
    others = [str(value) for value in finding.values if value != typed]
    return {"do": "rename", "from": others, "value": typed}


def _title(finding, typed, values, record):
    if not 3 <= len(typed) <= 250:
        raise AnswerNotUnderstood(_("Type a title of at most 250 characters."))
    return {"do": "set", "path": "title", "value": typed}


def _person(finding, typed, values, record):
    return _listed("person", near_people, finding, typed)


def _organisation(finding, typed, values, record):
    return _listed("organisation", near_organisations, finding, typed)


def _listed(kind, near, finding, typed):
    """The listed record with exactly this name; a new one for the name, when asked."""
    if len(typed) < 2:
        raise AnswerNotUnderstood(_("Type the name as it is listed here."))
    for target, score, _why in near(typed, limit=1):
        if score >= 0.999:
            words = str(finding.values[0])
            return {
                "do": "link",
                "kind": kind,
                "pk": target.pk,
                "label": str(target),
                "words": words,
            }
    message = _("Nothing here is named “%(name)s”. Choose a possibility, or list it as new.")
    raise AnswerNotUnderstood(message % {"name": typed[:100]})


TYPED = {
    "conflicting-dates": _times,
    "conflicting-times": _times,
    "date-unsure": _times,
    "empty-link": _address,
    "name-variant": _spelling,
    "organisation-matched": _organisation,
    "organisation-not-listed": _organisation,
    "person-matched": _person,
    "person-not-listed": _person,
    "time-missing": _times,
    "title-too-long": _title,
    "zone-label": _times,
    "zone-missing": _times,
}
