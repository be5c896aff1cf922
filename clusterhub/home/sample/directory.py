"""Organisations and people of the sample: found by name, made when they are new."""

from clusterhub.directory.models import NameKind, Organisation, Person
from clusterhub.directory.operations import (
    add_affiliation,
    create_organisation,
    create_person,
    publish,
)
from clusterhub.home.sample.files import rows


class Directory:
    """Remembers what is there already, so that a second run makes nothing twice."""

    def __init__(self, by):
        self.by = by
        self.organisations = {row.name: row for row in Organisation.objects.all()}
        self.people = {row.name: row for row in Person.objects.all()}

    def load(self):
        for name, others, kind, country, website, parent in rows("organisations.txt", 6):
            if name not in self.organisations:
                names = [(other.strip(), _name_kind(other)) for other in others.split(";") if other]
                self._add(
                    name,
                    kind=kind,
                    other_names=names,
                    country_id=country or None,
                    website=website,
                    parent=self.organisations.get(parent),
                )

    def organisation(self, words):
        """The organisation that printed words mean: "DG GROW, European Commission" is DG GROW."""
        if not words:
            return None
        for name in (words, words.split(",")[0].strip()):
            if name in self.organisations:
                return self.organisations[name]
        return self._add(words, kind="other")

    def person(self, name):
        if name not in self.people:
            self.people[name] = publish(create_person(name=name, by=self.by), by=self.by)
        return self.people[name]

    def tie(self, name, role, words):
        """The organisation for which a person speaks; the tie stands on both their pages."""
        organisation = self.organisation(words)
        if organisation:
            add_affiliation(
                self.person(name), organisation=organisation, role=role[:150], by=self.by
            )
        return organisation

    def _add(self, name, **facts):
        if "(sample)" in name or name.startswith("Sample "):
            facts |= {
                "kind": "cluster_organisation",
                "description": "Made up for this demonstration.",
            }
        row = publish(create_organisation(name=name, by=self.by, **facts), by=self.by)
        self.organisations[name] = row
        return row


def _name_kind(name):
    name = name.strip()
    if name.isupper() and len(name) <= 6:
        return NameKind.ACRONYM
    return NameKind.SPELLING if name.isascii() else NameKind.LOCAL
