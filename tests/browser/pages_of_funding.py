"""Every address name of funding: who looks at its page and with what; or why it is no page."""

CALL = "select c.slug from funding_call c join funding_deadline d on d.call_id = c.id"
MOVED = f"{CALL} join funding_deadlinechange x on x.deadline_id = d.id"
DEADLINE = f"{CALL.replace('c.slug', 'c.slug || char(47) || d.id')}"

FUNDING_PAGES = {
    "funding:calls": ("nobody", None, ""),
    "funding:timeline": ("nobody", None, ""),
    "funding:months": ("nobody", None, ""),
    "funding:compare": ("nobody", None, ""),
    "funding:embedding": ("nobody", None, "?status=open"),
    "funding:embedded": ("nobody", None, "?status=open"),
    "funding:new-alert": ("nobody", None, "?programme=Horizon+Europe"),
    "funding:follow": ("nobody", CALL, ""),
    "funding:alerts": ("Anna", None, ""),
    "funding:call": ("nobody", MOVED, ""),
    "funding:add-call": ("Eva", None, ""),
    "funding:edit-call": ("Eva", CALL, ""),
    "funding:imports": ("Eva", None, ""),
    "funding:sources": ("Eva", f"{CALL} join funding_callcopy k on k.call_id = c.id", ""),
    "funding:documents": ("Eva", CALL, ""),
    "funding:deadline": ("Eva", DEADLINE, ""),
}
FUNDING_NO_PAGES = {
    *("calls-json", "calls-csv", "calendar", "feed", "feed-json", "call-json", "call-ics"),
    *("document", "document-removal"),  # A file to save, and what only answers.
    *("alerts-stop", "alerts-at"),  # The second is the page of `alerts`, by the link of a letter.
    *("publication", "deadlines", "deadline-removal", "call-moments", "follow-source"),
}
