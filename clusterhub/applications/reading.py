"""An application as plain records: for pages, files, and what is handed in. Each table is asked once."""

from functools import cached_property

from django.utils.translation import gettext as _

from clusterhub.applications.models import MemberRole
from clusterhub.applications.questions import problem_of, shown, totals_of
from clusterhub.applications.snapshots import FORMAT
from clusterhub.applications.walls import wall_before


def form_sections(form):
    """The sections of a form with their questions, in two queries: pairs of section and list."""
    sections = list(form.sections.all())
    by_section = {section.pk: [] for section in sections}
    for question in form.questions.all():
        by_section[question.section_id].append(question)
    return [(section, by_section[section.pk]) for section in sections]


class Contents:
    """What stands in an application now."""

    def __init__(self, application):
        self.application = application

    @cached_property
    def sections(self):
        return form_sections(self.application.form)

    @cached_property
    def questions(self):
        return [question for _section, some in self.sections for question in some]

    @cached_property
    def answers(self):
        return {answer.key: answer for answer in self.application.answers.all()}

    @cached_property
    def files(self):
        return list(self.application.attachments.filter(removed_at=None))

    @cached_property
    def partners(self):
        rows = self.application.partners.filter(removed_at=None)
        return list(rows.select_related("organisation", "country"))

    @cached_property
    def values(self):
        """Answers by key. Files are answers, too: by the numbers of those that are there now."""
        values = {key: answer.value for key, answer in self.answers.items()}
        for question in self.questions:
            if question.kind == "file":
                own = [str(file.uid) for file in self.files if file.key == question.key]
                values[question.key] = own
        return values

    @cached_property
    def asked(self):
        return [question.key for question in shown(self.questions, self.values)]

    @cached_property
    def problems(self):
        """What keeps it from being handed in: sentences by key of the question, or "title", "lead"."""
        found = {}
        if not self.application.title:
            found["title"] = _("The application needs a title.")
        if not self.application.lead:
            found["lead"] = _("Say which organisation applies.")
        elif words := self._wall():
            found["lead"] = words
        for question in self.questions:
            if question.key in self.asked:
                value = self.values.get(question.key)
                if words := problem_of(question, value, self.partners):
                    found[question.key] = words
        return found

    def _wall(self):
        application = self.application
        call, body = application.hosted.call, application.lead_organisation
        return wall_before(call, body, application.lead_country, askers=self._leads())

    def _leads(self):
        """Who hands it in; read only where a rule asks."""
        rows = self.application.members.joined().filter(role=MemberRole.LEAD)
        return (row.person for row in rows.select_related("person"))

    def record(self):
        """The application as it stands now, in the shape that `snapshots` describes."""
        application = self.application
        region = application.lead_region
        return {
            "format": FORMAT,
            "call": application.hosted.call.title,
            "reference": application.reference,
            "title": application.title,
            "lead": {
                "name": application.lead,
                "organisation": application.lead_organisation_id,
                "country": application.lead_country_id,
                "region": region.code if region else None,
            },
            "form": {
                "version": application.form.number,
                "sections": [
                    {
                        "title": section.title,
                        "questions": [self._answered(q) for q in some if q.key in self.asked],
                    }
                    for section, some in self.sections
                ],
            },
            "partners": [_partner(row) for row in self.partners],
            "files": [_file(row) for row in self.files],
        }

    def _answered(self, question):
        value = self.values.get(question.key)
        row = {
            "key": question.key,
            "kind": question.kind,
            "label": question.label,
            "value": value,
            "settings": question.settings,
        }
        if question.kind == "budget":
            row["totals"] = [str(total) for total in totals_of(question.settings, value)]
        return row


def _partner(row):
    return {
        "name": row.name,
        "organisation": row.organisation_id,
        "country": row.country_id,
        "task": row.task,
        "confirmed_at": row.confirmed_at and row.confirmed_at.isoformat(),
        "declined_at": row.declined_at and row.declined_at.isoformat(),
    }


def _file(row):
    return {
        "uid": str(row.uid),
        "key": row.key,
        "name": row.name,
        "kind": row.kind,
        "size": row.size,
        "digest": row.digest,
    }
