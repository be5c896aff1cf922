"""Reasons why somebody must not judge an application, found in what the platform knows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from clusterhub.directory.free_mail import is_free_mail

# Half the world has its mail there: the same domain says nothing of two people.
_PROVIDERS = (
    "gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es hotmail.com hotmail.fr"
    " hotmail.it hotmail.es hotmail.de hotmail.co.uk live.com live.fr live.nl live.it msn.com"
    " yahoo.com yahoo.fr yahoo.es yahoo.it yahoo.de yahoo.co.uk yahoo.gr ymail.com icloud.com me.com"
    " mac.com proton.me protonmail.com pm.me tutanota.com tuta.io tuta.com aol.com gmx.de gmx.net"
    " gmx.at gmx.ch gmx.com web.de t-online.de freenet.de mail.com mailbox.org posteo.de posteo.net"
    " orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it"
    " tin.it wp.pl o2.pl onet.pl interia.pl gazeta.pl op.pl seznam.cz centrum.cz email.cz azet.sk"
    " zoznam.sk freemail.hu citromail.hu abv.bg mail.bg telefonica.net terra.es sapo.pt iol.pt"
    " telenet.be skynet.be proximus.be ziggo.nl kpnmail.nl planet.nl hetnet.nl xs4all.nl eircom.net"
    " bluewin.ch sunrise.ch hispeed.ch luukku.com inbox.lv inbox.lt mail.ee hot.ee siol.net net.hr"
    " otenet.gr yandex.com zoho.com fastmail.com hey.com ukr.net"
)
# The people of the demonstration share a domain as customers of a provider do.
PUBLIC_MAIL = frozenset([*_PROVIDERS.split(), "demo.clusterhub.example"])


class ConflictKind(StrEnum):
    DECLARED = "declared"
    TEAM = "team"
    ORGANISATION = "organisation"
    PARTNER = "partner"
    MAIL_DOMAIN = "mail_domain"
    PROJECT = "project"
    EVENT = "event"


@dataclass(frozen=True)
class Evaluator:
    """What is known of who judges."""

    number: int
    organisations: Mapping = field(default_factory=dict)  # {number: name}, also those of the past
    domains: frozenset = frozenset()
    projects: Mapping = field(default_factory=dict)  # {key: name}: partnerships she took part in
    events: Mapping = field(default_factory=dict)  # {key: name}: sessions in which she spoke

    def has_roof_with(self, domain):
        """wood.university.example and university.example are under one roof."""
        return any(
            domain == own or domain.endswith(f".{own}") or own.endswith(f".{domain}")
            for own in self.domains
        )


@dataclass(frozen=True)
class Applying:
    """What is known of who applies."""

    number: int
    lead: tuple = ()  # (number, name)
    partners: Mapping = field(default_factory=dict)
    people: frozenset = frozenset()  # Numbers of the accounts on its team.
    domains: frozenset = frozenset()
    projects: Mapping = field(default_factory=dict)
    events: Mapping = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    kind: ConflictKind
    subject: str = ""

    def words(self):
        return WORDS[self.kind] % {"subject": self.subject}


WORDS = {
    ConflictKind.DECLARED: _("declared by the evaluator: %(subject)s"),
    ConflictKind.TEAM: _("is on the team of the application"),
    ConflictKind.ORGANISATION: _(
        "belongs or belonged to the organisation that applies: %(subject)s"
    ),
    ConflictKind.PARTNER: _("belongs or belonged to a partner of the application: %(subject)s"),
    ConflictKind.MAIL_DOMAIN: _("has an e-mail address of the same domain: %(subject)s"),
    ConflictKind.PROJECT: _("takes or took part in the same partnership: %(subject)s"),
    ConflictKind.EVENT: _("spoke with them in the same session: %(subject)s"),
}


def conflicts_between(judge, applying):
    """Everything that ties the two together; nothing where they are strangers."""
    found = []
    if judge.number in applying.people:
        found.append(Finding(ConflictKind.TEAM))
    if applying.lead and applying.lead[0] in judge.organisations:
        found.append(Finding(ConflictKind.ORGANISATION, applying.lead[1]))
    for number in sorted(set(judge.organisations) & set(applying.partners)):
        found.append(Finding(ConflictKind.PARTNER, applying.partners[number]))
    for domain in sorted(filter(judge.has_roof_with, applying.domains)):
        found.append(Finding(ConflictKind.MAIL_DOMAIN, domain))
    for kind, ours, theirs in (
        (ConflictKind.PROJECT, judge.projects, applying.projects),
        (ConflictKind.EVENT, judge.events, applying.events),
    ):
        found += [Finding(kind, theirs[key]) for key in sorted(set(ours) & set(theirs), key=str)]
    return found


def domain_of(address):
    """The domain that ties people together: of the body, not of a public mail provider."""
    domain = address.rpartition("@")[2].strip().lower().rstrip(".")
    is_public = domain in PUBLIC_MAIL or is_free_mail(domain)
    return "" if is_public or "." not in domain else domain
