"""Every address name of labs: who looks at its page and with what; or why it is no page."""

_OF_LAB = "from labs_lab l join events_event e on e.id = l.event_id"
LAB = f"select e.slug {_OF_LAB} where l.closed_at is null"
IDEA = (
    f"select e.slug || '/' || i.id {_OF_LAB} join labs_idea i on i.lab_id = l.event_id"
    " where i.group_id is not null and l.closed_at is null"
)
OWN_IDEA = (
    f"select e.slug || '/' || i.id {_OF_LAB} join labs_idea i on i.lab_id = l.event_id"
    " join labs_labperson p on p.id = i.proposer_id join accounts_user u on u.id = p.account_id"
    " where u.email like 'anna%'"
)
GROUP = (
    f"select e.slug || '/' || g.id {_OF_LAB} join labs_ideagroup g on g.lab_id = l.event_id"
    " join labs_consortium c on c.group_id = g.id"
)
SECTION = (
    f"select e.slug || '/' || g.id || '/' || s.id {_OF_LAB}"
    " join labs_ideagroup g on g.lab_id = l.event_id join labs_section s on s.group_id = g.id"
)
VERSION = SECTION.replace("|| s.id", "|| s.id || '/' || v.number") + (
    " join labs_sectionversion v on v.section_id = s.id"
)

LAB_PAGES = {
    "labs:labs": ("nobody", None, ""),
    "labs:ideas": ("nobody", LAB, ""),
    "labs:idea": ("nobody", IDEA, ""),
    "labs:results": ("nobody", LAB.replace("is null", "is not null"), ""),
    "labs:idea-new": ("Anna", LAB, ""),
    "labs:idea-edit": ("Anna", OWN_IDEA, ""),
    "labs:board": ("Anna", GROUP, ""),
    "labs:section-new": ("Anna", GROUP, ""),
    "labs:section": ("Anna", SECTION, ""),
    "labs:versions": ("Anna", SECTION, ""),
    "labs:version": ("Anna", VERSION, ""),
    "labs:call": ("Anna", GROUP, "?q=timber"),
    "labs:history": ("Anna", GROUP, ""),
    "labs:consortium": ("Anna", GROUP, "?q=timber"),
    "labs:desk": ("Eva", LAB, ""),
}
# Behind the link to one's own registration: the same pages, and the story goes there.
_BY_LINK = (
    *("ideas", "idea-new", "results", "idea", "idea-edit", "board", "section-new", "section"),
    *("versions", "version"),
    *("call", "history", "consortium"),
)
LAB_STORIES = {f"labs:own-{name}" for name in _BY_LINK}
_POSTS = (
    *("idea-part", "idea-withdrawal", "section-removal", "roles", "role", "tasks", "task"),
    *("files", "file", "file-removal", "outcomes", "partners", "partner", "answers"),
)
LAB_NO_PAGES = {
    *_POSTS,
    *(f"own-{name}" for name in _POSTS),
    *("desk-beginning", "desk-settings", "desk-opening", "desk-groups", "desk-group"),
    *("desk-moving", "desk-hiding", "desk-outcome"),
    "letters",  # Its link stands in a letter; a test reads the page.
}
