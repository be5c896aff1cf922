"""What the platform knows of evaluators and applicants that may tie them; a few queries for many."""

from collections import defaultdict

from clusterhub.applications.conflicts import Applying, Evaluator, domain_of
from clusterhub.applications.models import Application, Member, Partner
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import Affiliation, Organisation, Participation, Person
from clusterhub.directory.models.editing import Editorship
from clusterhub.events.models import Speaker


def evaluators_of(people):
    """`Evaluator` of each user."""
    pks = [user.pk for user in people]
    organisations = defaultdict(set)
    for row in Affiliation.objects.filter(person__account__in=pks).values_list(
        "person__account", "organisation"
    ):
        organisations[row[0]].add(row[1])
    for row in Editorship.objects.filter(editor__in=pks).values_list("editor", "organisation"):
        organisations[row[0]].add(row[1])
    projects = _projects(set().union(*organisations.values()))
    sessions = _sessions(pks)
    return {
        user.pk: Evaluator(
            user.pk,
            dict.fromkeys(organisations[user.pk], ""),
            _domains([user.email]),
            _joined(projects, organisations[user.pk]),
            sessions[user.pk],
        )
        for user in people
    }


def applying_of(applications):
    """`Applying` of each application."""
    pks = [each.pk for each in applications]
    people, mails, partners = defaultdict(set), defaultdict(list), defaultdict(set)
    for row in Member.objects.filter(application__in=pks):
        mails[row.application_id].append(row.email)
        if row.person_id:
            people[row.application_id].add(row.person_id)
    for row in Partner.objects.filter(application__in=pks, removed_at=None):
        mails[row.application_id].append(row.contact_email)
        if row.organisation_id:
            partners[row.application_id].add(row.organisation_id)
    leads = {each.pk: {each.lead_organisation_id} - {None} for each in applications}
    every = set().union(*leads.values(), *partners.values())
    names = dict(Organisation.objects.filter(pk__in=every).values_list("pk", "name"))
    projects, sessions = _projects(every), _sessions(set().union(*people.values()))
    found = {}
    for each in applications:
        known = sessions_of(people[each.pk], sessions)
        lead = each.lead_organisation_id
        found[each.pk] = Applying(
            each.pk,
            (lead, names.get(lead, "")) if lead else (),
            {pk: names.get(pk, "") for pk in partners[each.pk]},
            frozenset(people[each.pk]),
            _domains(mails[each.pk]),
            _joined(projects, leads[each.pk] | partners[each.pk]),
            known,
        )
    return found


def applications_to_judge(hosted):
    """Handed in, unsealed, eligible or not yet screened."""
    rows = Application.objects.unsealed([hosted.pk]).filter(hosted=hosted)
    return rows.exclude(screenings__ended_at=None, screenings__verdict="no")


def sessions_of(people, sessions):
    return {key: title for person in people for key, title in sessions[person].items()}


def _domains(addresses):
    return frozenset(filter(None, map(domain_of, addresses)))


def _projects(organisations):
    """Partnerships by organisation: a network has too many members to tie two of them."""
    found = defaultdict(dict)
    rows = Participation.objects.filter(
        organisation__in=organisations, whole__kind=OrganisationKind.PARTNERSHIP
    )
    for organisation, whole, name in rows.values_list("organisation", "whole", "whole__name"):
        found[organisation][whole] = name
    return found


def _joined(projects, organisations):
    return {key: name for pk in organisations for key, name in projects[pk].items()}


def _sessions(accounts):
    """Sessions in which the person of an account speaks or moderates."""
    found = defaultdict(dict)
    people = dict(Person.objects.filter(account__in=accounts).values_list("pk", "account"))
    rows = Speaker.objects.filter(person__in=people).exclude(session=None)
    for person, session, title in rows.values_list("person", "session", "session__title"):
        found[people[person]][session] = title
    return found
