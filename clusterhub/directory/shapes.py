"""Organisations and people as JSON and as linked data; docs/guides/directory.md names the fields."""

from django.urls import reverse

from clusterhub.web.addresses import absolute


def organisation_in_list(organisation):
    return {
        "name": organisation.name,
        "url": absolute(organisation.get_absolute_url()),
        "json_url": absolute(reverse("directory:organisation-json", args=[organisation.slug])),
        "kind": organisation.kind,
        "country": organisation.country_id,
        "region": organisation.region.code if organisation.region else None,
    }


def organisation_in_full(page):
    """Everything that the page says; `page` is an OrganisationPage."""
    organisation = page.organisation
    return {
        **organisation_in_list(organisation),
        "other_names": [{"name": row.name, "kind": row.kind} for row in page.other_names],
        "website": organisation.safe_website,
        "description": organisation.description,
        "ecosystems": [{"slug": slug, "name": name} for slug, name in page.ecosystems],
        "parent": _link(page.parent)
        and _link(page.parent) | {"is_mutual": page.parent_word is True},
        "parts": [_link(part) | {"is_mutual": part.parent_word is True} for part in page.parts],
        "people": [_tie(tie, tie.person) for tie in page.affiliations],
        "talks": [
            {**_link(talk["event"], "title"), "people": [_appearance(row) for row in talk["rows"]]}
            for talk in page.talks
        ],
        "named_in": [
            _link(mention.summary, "title") | {"words": mention.words} for mention in page.mentions
        ],
        "calls": [_link(call, "title") for call in page.calls],
        **_profile(page),
    }


def _profile(page):
    organisation, shown = page.organisation, page.shown
    columns = ("founded_year", "english_website", "street", "postcode", "city")
    return {
        **{name: getattr(organisation, name) for name in columns},
        "latitude": organisation.latitude,
        "longitude": organisation.longitude,
        "located_by": organisation.located_by,
        "staff_fte": None if organisation.staff_fte is None else f"{organisation.staff_fte:f}",
        "facts": organisation.facts,
        "labels": [
            row | {"state": label.state}
            for row, label in zip(shown["labels"], page.labels, strict=True)
        ],
        "counts": shown["counts"],
        "programmes": shown["programmes"],
        "documents": [
            {name: row[name] for name in ("title", "bytes", "language")}
            | {"url": absolute(_document_url(organisation, row))}
            for row in shown["documents"]
        ],
        "contacts": [
            {name: row[name] for name in ("name", "role", "role_words", "email", "phone")}
            | {"has_consented": not row.get("hidden")}
            for row in page.contacts
        ],
        "members": [_member(tie, tie.organisation) for tie in page.members],
        "member_count": shown["member_count"],
        "member_of": [_member(tie, tie.cluster_organisation) for tie in page.member_of],
        "participants": [_participant(tie, tie.organisation) for tie in page.participants],
        "participations": [_participant(tie, tie.whole) for tie in page.participations],
        "confirmed_at": organisation.confirmed_at,
        "freshness": page.freshness,
        "completeness": organisation.completeness,
        "state": organisation.state,
        "version": organisation.version,
    }


def _document_url(organisation, row):
    return reverse("directory:document", args=[organisation.slug, row["id"]])


def _member(tie, organisation):
    said = {"is_mutual": tie.is_mutual, "said_by": tie.said_by, "joined_on": tie.joined_on}
    return {**_link(organisation), **said}


def _participant(tie, organisation):
    return {"role": tie.role, **_member(tie, organisation)}


def person_in_list(person):
    return {
        "name": person.name,
        "url": absolute(person.get_absolute_url()),
        "json_url": absolute(reverse("directory:person-json", args=[person.slug])),
        "country": person.country_id,
        "affiliations": [_tie(tie, tie.organisation) for tie in person.current_affiliations],
    }


def person_in_full(page):
    """Everything that the page says; `page` is a PersonPage."""
    return {
        **person_in_list(page.person),
        "other_names": page.person.other_names,
        "former_affiliations": [_tie(tie, tie.organisation) for tie in page.former_affiliations],
        "talks": [
            {**_link(talk["event"], "title"), "parts": [_part(row) for row in talk["rows"]]}
            for talk in page.talks
        ],
        "named_in": [
            _link(mention.summary, "title") | {"words": mention.words} for mention in page.mentions
        ],
    }


def organisation_linked_data(page):
    organisation = page.organisation
    filled = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": organisation.name,
        "url": absolute(organisation.get_absolute_url()),
        "alternateName": [row.name for row in page.other_names],
        "description": organisation.description,
        "sameAs": organisation.safe_website,
        "address": _address(organisation),
        "parentOrganization": page.parent_word and _named("Organization", page.parent),
        "subOrganization": [
            _named("Organization", part) for part in page.parts if part.parent_word
        ],
    }
    return {key: value for key, value in filled.items() if value}


def person_linked_data(page):
    filled = {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": page.person.name,
        "url": absolute(page.person.get_absolute_url()),
        "alternateName": page.person.other_names,
        "affiliation": [
            _named("Organization", tie.organisation) for tie in page.person.current_affiliations
        ],
    }
    return {key: value for key, value in filled.items() if value}


def _address(organisation):
    parts = {
        "addressCountry": organisation.country_id,
        "addressRegion": organisation.region.name if organisation.region else None,
    }
    filled = {key: value for key, value in parts.items() if value}
    return {"@type": "PostalAddress", **filled} if filled else None


def _named(kind, record):
    return {"@type": kind, "name": record.name, "url": absolute(record.get_absolute_url())}


def _link(record, name="name"):
    return record and {name: str(record), "url": absolute(record.get_absolute_url())}


def _tie(tie, record):
    return {"role": tie.role, **_link(record)}


def _appearance(row):
    return {"name": row.person.name, "part": row.part, "role": row.role}


def _part(row):
    return {
        "part": row.part,
        "role": row.role,
        "organisation": row.organisation_name,
        "session": row.session.title if row.session else None,
    }
