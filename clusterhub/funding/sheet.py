"""A call as a line of a table. An import of calls reads the same columns; `status` and `page` are
for people, since status follows from the dates."""

from clusterhub.web.addresses import absolute

HEADER = [
    *("identifier", "title", "kind", "programme", "partnership", "publisher", "url", "opens"),
    *("deadlines", "time_zone", "procedure", "budget_eur", "min_eur", "max_eur", "rate"),
    *("money_form", "projects_expected", "summary", "updated", "status", "page"),
]


def sheet_row(call):
    """Needs `with_list()`; instants in ISO 8601 with the offset of their own zone."""
    deadlines = list(call.deadlines.all())
    amounts = (call.budget_eur, call.min_eur, call.max_eur, call.rate)
    return [
        *(call.identifier, call.title, call.kind, call.programme, call.partnership),
        publisher_of(call),
        call.safe_url,
        call.opens_at.isoformat() if call.opens_at else "",
        "; ".join(_when(row) for row in deadlines),
        deadlines[0].time_zone if deadlines else "",
        call.procedure,
        *("" if amount is None else f"{amount:f}" for amount in amounts),
        call.money_form,
        "" if call.projects_expected is None else call.projects_expected,
        call.summary,
        call.updated_at.isoformat(),
        call.status().value,
        absolute(call.get_absolute_url()),
    ]


def publisher_of(call):
    """A name that everybody may know. Needs the organisation of the call."""
    listed = call.organisation if call.organisation and call.organisation.published_at else None
    return listed.name if listed else call.publisher_name


def _when(deadline):
    return deadline.day.isoformat() if deadline.is_day_only else deadline.closes_there.isoformat()
