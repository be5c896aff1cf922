from clusterhub.directory.freshness import completeness, oldest_confirmation
from clusterhub.directory.models import Audience, Organisation, Participation
from clusterhub.directory.records import blank_shown, record_of

MIRROR = ("shown", "completeness", "confirmed_at")
# Read at once for many; for one, each is a statement of its own.
MIRRORED = (
    "other_names", "ecosystems", "labels", "counts", "programmes", "documents", "contacts",
    "confirmations",
)  # fmt: skip


def refresh_shown(organisation):
    """Bring an organisation's mirror of its own rows up to date, and write it."""
    mirror(organisation)
    values = {name: getattr(organisation, name) for name in MIRROR}
    Organisation.objects.filter(pk=organisation.pk).update(**values)


def mirror_some(organisation, names):
    """The same after its columns and the rows called `names` changed, and nothing else: what else
    it mirrors was true before. Another kind is asked for other parts, so then all is read."""
    if not organisation.shown or organisation.kind != organisation.before["kind"]:
        mirror(organisation)
        return
    rows = {name: _ROWS[name](organisation) for name in names if name in _ROWS}
    organisation.shown = {**organisation.shown, "region": _region(organisation), **rows}
    organisation.completeness = completeness(record_of(organisation))


def mirror(organisation):
    """The same without writing it."""
    confirmed = {row.part: row.confirmed_at for row in organisation.confirmations.all()}
    organisation.shown = {
        **blank_shown(),
        "region": _region(organisation),
        **{name: read(organisation) for name, read in _ROWS.items()},
        "documents": [_document(document) for document in organisation.documents.all()],
        "confirmed": {part: at.isoformat() for part, at in sorted(confirmed.items())},
        **_contacts(organisation),
        **_ties(organisation),
    }
    organisation.confirmed_at = oldest_confirmation(organisation.kind, confirmed)
    organisation.completeness = completeness(record_of(organisation))


def _region(organisation):
    return organisation.region.code if organisation.region else ""


_ROWS = {
    "names": lambda body: [[row.name, row.kind] for row in body.other_names.all()],
    "ecosystems": lambda body: [each.slug for each in body.ecosystems.all()],
    "labels": lambda body: [_label(label) for label in body.labels.all()],
    "counts": lambda body: [_count(count) for count in body.counts.all()],
    "programmes": lambda body: [_programme(row) for row in body.programmes.all()],
}


def mirror_new(organisation, other_names, ecosystems):
    """The same for one that is not stored yet, with no more rows than these: no question asked."""
    organisation.shown = {
        **blank_shown(),
        "region": organisation.region.code if organisation.region else "",
        "names": [[name, str(kind)] for name, kind in other_names],
        "ecosystems": [each.slug for each in sorted(ecosystems, key=lambda each: each.position)],
    }
    organisation.completeness = completeness(record_of(organisation))


def mirror_ties(organisation):
    """The same after a tie of it changed, and nothing else."""
    if not organisation.shown:
        mirror(organisation)
        return
    organisation.shown = {**organisation.shown, **_ties(organisation)}
    organisation.completeness = completeness(record_of(organisation))


def _label(label):
    return {
        "scheme": label.scheme,
        "level": label.level,
        "issued_on": label.issued_on.isoformat(),
        "valid_until": label.valid_until.isoformat(),
    }


def _count(count):
    numbers = {name: getattr(count, name) for name in count.TYPES}
    return {"on": count.counted_on.isoformat(), **numbers}


def _programme(row):
    return {
        "name": row.name,
        "country": row.country_id,
        "starts_on": row.starts_on.isoformat() if row.starts_on else None,
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
        "url": row.url,
    }


def _document(document):
    return {
        "id": document.pk,
        "title": document.title,
        "url": document.file.url if document.file else "",
        "bytes": document.bytes,
        "language": document.language,
    }


def _contacts(organisation):
    """Only what everybody may see of those who said yes; how many there are counts them all."""
    contacts = list(organisation.contacts.all())
    return {
        "contact_count": len(contacts),
        "contacts": [
            {
                "name": contact.name,
                "role": contact.role,
                "role_words": contact.role_words,
                "email": contact.email,
                "phone": contact.phone,
            }
            for contact in contacts
            if contact.has_consented and contact.audience == Audience.PUBLIC
        ],
    }


def _member_count(organisation):
    """Of a cluster, or of a network or partnership, where one may take part in several roles."""
    if organisation.kind in Participation.WHOLES:
        return organisation.participants.current().values("organisation").distinct().count()
    return organisation.members.current().count()


def _ties(organisation):
    memberships = organisation.memberships.current().select_related("cluster_organisation")
    return {
        "member_count": _member_count(organisation),
        "member_of": [
            {"slug": tie.cluster_organisation.slug, "is_mutual": tie.is_mutual}
            for tie in memberships
        ],
        "participations_count": organisation.participations.current().count(),
    }
