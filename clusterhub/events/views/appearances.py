"""People that somebody typed into a programme become people of the directory."""

from clusterhub.events.operations import Appearance, listed_organisation, listed_person


def typed_appearance(request, event, typed, newly_listed):
    """A new name that stands in several rows is one person."""
    person, organisation = typed["person"], typed["record"]
    if typed["is_new_person"]:
        person = _new(newly_listed, listed_person, typed["name"], event, request.user)
    if typed["is_new_organisation"]:
        words = typed["organisation"]
        organisation = _new(newly_listed, listed_organisation, words, event, request.user)
    return Appearance(
        person=person,
        part=typed["part"] or "speaker",
        role=typed["role"],
        organisation=organisation,
        organisation_as_printed="" if organisation else typed["organisation"],
    )


def _new(newly_listed, operation, name, event, user):
    key = (operation, name)
    if key not in newly_listed:
        newly_listed[key] = operation(name, event=event, by=user)
    return newly_listed[key]
