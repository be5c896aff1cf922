"""Every address name of applications: who looks at its page and with what; or why it is no page."""

HOSTED = "select c.slug from applications_hostedcall h join funding_call c on c.id = h.call_id"
UID = (
    "substr(a.uid, 1, 8) || '-' || substr(a.uid, 9, 4) || '-' || substr(a.uid, 13, 4)"
    " || '-' || substr(a.uid, 17, 4) || '-' || substr(a.uid, 21)"
)
OF = (
    " from applications_application a join applications_member m on m.application_id = a.id"
    " join accounts_user u on u.id = m.person_id where u.email like 'anna%'"
)
OWN = f"select {UID}{OF} and a.title like 'A gripper%'"
SECTION = OWN.replace(
    OF, f" || '/' || (select key from applications_section s where s.form_id = a.form_id){OF}"
)
IN_DRAFT = (
    "select c.slug || '/' || x.id from applications_formversion f join applications_hostedcall h"
    " on h.id = f.hosted_id join funding_call c on c.id = h.call_id"
    " join applications_{} x on x.form_id = f.id where f.published_at is null"
)
IN_SECTION = IN_DRAFT.format("section")
RECEIPT = (
    f"select {UID} || '/1' from applications_application a join applications_member m on"
    " m.application_id = a.id join accounts_user u on u.id = m.person_id"
    " where u.email like 'anna%' and a.title like 'Moisture%'"
)
PREVIEW = HOSTED.replace("c.slug", "c.slug || '/1'")
EXCEPTION = (
    f"select c.slug || '/' || {UID} from applications_application a"
    " join applications_hostedcall h on h.id = a.hosted_id join funding_call c on c.id = h.call_id"
    " where a.title like 'A gripper%'"
)

APPLICATION_PAGES = {
    "applications:mine": ("Anna", None, ""),
    "applications:start": ("Anna", HOSTED, ""),
    "applications:naming": ("Anna", "select w.id from applications_leadword w", ""),
    "applications:application": ("Anna", OWN, ""),
    "applications:facts": ("Anna", OWN, ""),
    "applications:section": ("Anna", SECTION, ""),
    "applications:team": ("Anna", OWN, ""),
    "applications:partners": ("Anna", OWN, ""),
    "applications:submission": ("Anna", OWN, ""),
    "applications:reading": ("Anna", OWN, ""),
    "applications:accesses": ("Anna", OWN, ""),
    "applications:desk": ("Eva", HOSTED, ""),
    "applications:rules": ("Eva", HOSTED, ""),
    "applications:people": ("Eva", HOSTED, ""),
    "applications:builder": ("Eva", HOSTED, ""),
    "applications:info-sessions": ("Eva", HOSTED, ""),
    "applications:receipt": ("Anna", RECEIPT, ""),
    "applications:build-section": ("Eva", IN_SECTION, ""),
    "applications:build-question": ("Eva", IN_DRAFT.format("question"), ""),
    "applications:new-question": ("Eva", IN_SECTION.replace("x.id", "x.id || '/budget'"), ""),
    "applications:preview": ("Eva", PREVIEW, ""),
    "applications:exception": ("Adam", EXCEPTION, ""),
}
# Behind secret links.
APPLICATION_STORIES = {"applications:invitation", "applications:partner"}
APPLICATION_NO_PAGES = {
    *(
        "hosting",
        "opening",
        "second-stage",
        "info-session-removal",
        "role-end",
        "desk-json",
        "draft",
        "publication",
        "trial",
        "move",
    ),
    *("removal", "answers", "rival", "files", "file", "file-removal", "member-role", "member-end"),
    *(
        "partner-asking",
        "partner-removal",
        "withdrawal",
        "receipt-json",
        "pdf",
        "pdf-page",
        "docx",
        "json",
    ),
}
