"""What the platform knows of evaluators and applicants that may tie them; a few queries for many."""

from collections import defaultdict

from allauth.account.models import EmailAddress
from django.db.models import Count, Max

from clusterhub.applications.conflicts import Applying, Evaluator, conflicts_between, domain_of
from clusterhub.applications.models import Application, Conflict, Member, Partner, Submission
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
    mails = _proven(pks)
    return {
        user.pk: Evaluator(
            user.pk,
            dict.fromkeys(organisations[user.pk], ""),
            _domains([user.email, *mails[user.pk]]),
            _joined(projects, organisations[user.pk]),
            sessions[user.pk],
        )
        for user in people
    }


def ties_of(person, applications):
    """What ties her to each, beyond what was noted or lifted before."""
    judge, applying = evaluators_of([person])[person.pk], applying_of(applications)
    rows = Conflict.objects.filter(application__in=list(applying), person=person)
    known = set(rows.values_list("application", "kind", "subject"))
    return {
        pk: [
            each
            for each in conflicts_between(judge, facts)
            if (pk, str(each.kind), each.subject[:300]) not in known
        ]
        for pk, facts in applying.items()
    }


def what_ties(hosted, person):
    """Changes with whatever ties people most: what was handed in, who joined, her bodies and addresses.
    Five small queries, so that a list need not wait until somebody looks at everything again."""
    teams = Member.objects.filter(application__hosted=hosted.pk, joined_at__isnull=False)
    rows = (
        Submission.objects.filter(application__hosted=hosted.pk),
        teams,
        Affiliation.objects.filter(person__account=person.pk),
        Editorship.objects.filter(editor=person.pk),
        EmailAddress.objects.filter(user=person.pk, verified=True),
    )
    found = (each.aggregate(count=Count("pk"), last=Max("pk")) for each in rows)
    return "-".join(f"{each['count']}.{each['last'] or 0}" for each in found)


def applying_of(applications):
    """`Applying` of each application: as it was handed in, or as it stands while it never was. Who is
    merely invited is nobody yet: else a letter of the applicant's would shut an evaluator out."""
    pks = [each.pk for each in applications]
    people, domains = _people(pks)
    said = _handed_in(pks)
    drafts = [each for each in applications if each.pk not in said]
    for each in drafts:
        said[each.pk] = each.lead_organisation_id, set()
        domains[each.pk] |= set(domains_of(each))
    for row in Partner.objects.filter(application__in=drafts, removed_at=None):
        said[row.application_id][1].add(row.organisation_id)
    for pk, found in Submission.objects.filter(application__in=pks).values_list(
        "application", "contact_domains"
    ):
        domains[pk] |= set(found)
    every = set().union(*({lead, *partners} for lead, partners in said.values())) - {None}
    names = dict(Organisation.objects.filter(pk__in=every).values_list("pk", "name"))
    projects, sessions = _projects(every), _sessions(set().union(*people.values()))
    return {
        pk: Applying(
            pk,
            (lead, names.get(lead, "")) if lead else (),
            {each: names.get(each, "") for each in partners - {None}},
            frozenset(people[pk]),
            _domains(f"@{each}" for each in domains[pk]),
            _joined(projects, ({lead} | partners) - {None}),
            sessions_of(people[pk], sessions),
        )
        for pk, (lead, partners) in said.items()
    }


def domains_of(application):
    """Of the addresses of its partners' contacts: kept with what is handed in, without the names."""
    rows = application.partners.filter(removed_at=None).exclude(contact_email="")
    found = {_domain(address) for address in rows.values_list("contact_email", flat=True)}
    return sorted(found)


def _domain(address):
    return address.rpartition("@")[2].strip().lower()


def _people(pks):
    """Who is or was on each team, and the domains of their addresses."""
    people, domains = defaultdict(set), defaultdict(set)
    rows = list(Member.objects.filter(application__in=pks).exclude(joined_at=None))
    mails = _proven({row.person_id for row in rows})
    for row in rows:
        people[row.application_id].add(row.person_id)
        addresses = [row.email, *mails[row.person_id]]
        domains[row.application_id] |= set(map(_domain, addresses))
    return people, domains


def _proven(people):
    found = defaultdict(list)
    rows = EmailAddress.objects.filter(user__in=people, verified=True)
    for person, address in rows.values_list("user", "email"):
        found[person].append(address)
    return found


def _handed_in(pks):
    """(lead, partners) of the latest submission of each, as numbers of organisations."""
    rows = Submission.objects.filter(application__in=pks).order_by("number")
    parts = rows.values_list("application", "snapshot__lead", "snapshot__partners")
    return {
        pk: (lead["organisation"], {each["organisation"] for each in partners})
        for pk, lead, partners in parts
    }


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
