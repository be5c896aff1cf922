"""Addresses of groups, lists of people, proposals, exhibitors and experts; see pages.py."""

FAIR = "select e.slug from events_event e join events_fair f on f.event_id = e.id"
STAND = (
    "select e.slug || '/' || x.slug from events_exhibitor x join events_event e on e.id = x.event_id"
    " join directory_organisation o on o.id = x.organisation_id"
    " where o.slug = 'northern-timber-cluster-sample'"
)
OWN_PROPOSAL = (
    "select e.slug || '/' || p.id from events_proposal p join events_event e on e.id = p.event_id"
    " join accounts_user u on u.id = p.proposer_id"
    " where u.email like 'anna%' and p.state = 'submitted'"
)


def _of_event(table, where="1 = 1"):
    return (
        f"select e.slug || '/' || t.id from {table} t join events_event e on e.id = t.event_id"
        f" where {where}"
    )


FAIR_PAGES = {
    "events:parties": ("Anna", FAIR, ""),
    "events:party-list": ("Anna", _of_event("events_peoplelist", "t.purpose = 'party'"), ""),
    "events:people-lists": ("Eva", FAIR, ""),
    "events:people-list": ("Eva", _of_event("events_peoplelist", "t.purpose = 'people'"), ""),
    "events:group-desk": ("Eva", FAIR, ""),
    "events:proposals": ("nobody", FAIR, ""),
    "events:proposal": ("nobody", _of_event("events_proposal"), ""),
    "events:proposal-new": ("Anna", FAIR, ""),
    "events:proposal-edit": ("Anna", OWN_PROPOSAL, ""),
    "events:session-call": ("Eva", FAIR, ""),
    "events:proposal-desk": ("Eva", FAIR, ""),
    "events:proposal-review": ("Eva", _of_event("events_proposal", "t.state = 'submitted'"), ""),
    "events:exhibitors": ("nobody", FAIR, ""),
    "events:exhibitor": ("nobody", STAND, ""),
    "events:stand": ("Anna", STAND, ""),
    "events:exhibitor-desk": ("Eva", FAIR, ""),
    "events:exhibitor-edit": ("Eva", _of_event("events_exhibitor"), ""),
    "events:experts": ("nobody", FAIR, ""),
    "events:expert-desk": ("Eva", FAIR, ""),
    "events:expert-edit": ("Eva", _of_event("events_expert"), ""),
}
FAIR_STORIES = {"events:own-stand", "events:own-experts"}
FAIR_NO_PAGES = {
    *("own-refusal", "own-lead", "own-booking", "own-booking-end"),
    *("party-list-taking", "party-list-end", "party-turn", "party-cancel"),
    *("people-list-taking", "people-list-end", "pool-release"),
    *("proposals-json", "proposal-withdrawal", "proposal-support", "proposal-decision"),
    *("exhibitors-json", "experts-json", "stand-csv", "exhibitor-removal", "staff-removal"),
    *("expert-removal", "slot-removal"),
}
