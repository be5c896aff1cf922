"""What a lab keeps about one registration, for the person herself. Others are not named."""

from clusterhub.labs.models import LabPerson, Outcome, Section, SectionVersion

OF_IDEAS = (
    *("title", "challenge", "problem", "present", "missing", "language", "posted_at"),
    *("changed_at", "withdrawn_at", "hidden_at", "hidden_reason", "group__title"),
)


def kept_about(registration):
    person = LabPerson.objects.filter(registration=registration).first()
    if person is None:
        return {}
    return {
        "lab ideas": list(person.ideas.values(*OF_IDEAS)),
        "ideas that she stands behind": list(person.parts.values("idea__title", "kind", "at")),
        "roles on boards": list(person.roles.values("group__title", "title")),
        "tasks on boards": list(person.tasks.values("group__title", "words", "until", "done_at")),
        "texts on boards": [
            *Section.objects.filter(changed_by=person).values(
                "group__title", "title", "text", "changed_at"
            ),
            *SectionVersion.objects.filter(written_by=person).values(
                "section__group__title", "title", "text", "written_at"
            ),
        ],
        "outcomes that she reported": list(
            Outcome.objects.filter(said_by=person).values(
                "group__title", "kind", "on", "words", "said_at", "state"
            )
        ),
    }
