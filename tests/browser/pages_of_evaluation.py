"""Every address name of the evaluation: who looks at its page and with what; or why it is no page."""

JUDGED = (
    "select c.slug from applications_decision d join applications_hostedcall h on h.id = d.hosted_id"
    " join funding_call c on c.id = h.call_id"
)
FIRST = JUDGED.replace("c.slug", "c.slug || '/1'")
UID = (
    "select substr(a.uid, 1, 8) || '-' || substr(a.uid, 9, 4) || '-' || substr(a.uid, 13, 4)"
    " || '-' || substr(a.uid, 17, 4) || '-' || substr(a.uid, 21) from applications_application a"
)
GIVEN = (
    f"{UID} join applications_assignment s on s.application_id = a.id"
    " join accounts_user u on u.id = s.evaluator_id where u.email like 'eric%'"
)
TOLD = (
    f"{UID} join applications_outcome o on o.application_id = a.id"
    " join accounts_user u on u.id = a.created_by_id where u.email like 'anna%'"
)

EVALUATION_PAGES = {
    "evaluation:desk": ("Eva", JUDGED, ""),
    "evaluation:rules": ("Eva", JUDGED, ""),
    "evaluation:people": ("Eva", JUDGED, ""),
    "evaluation:minutes": ("Eva", JUDGED, ""),
    "evaluation:ranking": ("Eva", JUDGED, ""),
    "evaluation:letter": ("Eva", FIRST, ""),
    "evaluation:case": ("Eva", FIRST, ""),
    "evaluation:remedy": ("Eva", FIRST.replace("/1", "/7"), ""),
    "evaluation:awards": ("Eva", JUDGED, ""),
    "evaluation:award": ("Eva", FIRST, ""),
    "evaluation:results": ("nobody", JUDGED, ""),
    "evaluation:mine": ("Eric", None, ""),
    "evaluation:file": ("Eric", GIVEN, ""),
    "evaluation:outcome": ("Anna", TOLD, ""),
}
# JSON, tables, files, and what is only posted to.
EVALUATION_NO_PAGES = {
    *("desk-json", "minutes-json", "ranking-json", "ranking-csv", "case-json", "results-json"),
    *(
        "awards-csv",
        "awards-json",
        "mine-json",
        "file-json",
        "file-pdf",
        "file-pdf-page",
        "file-docx",
        "outcome-json",
        "attachment",
    ),
    *("fixing", "person-end", "assignment", "step", "act", "award-act", "invitation", "tie"),
    *("consensus", "agreement", "appeal", "giving-back", "deliver"),
}
