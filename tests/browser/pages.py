"""Every address name of the site: who looks at its page and with what; or why it is no page."""

from tests.browser.pages_of_applications import (
    APPLICATION_NO_PAGES,
    APPLICATION_PAGES,
    APPLICATION_STORIES,
)
from tests.browser.pages_of_eligibility import ELIGIBILITY_NO_PAGES, ELIGIBILITY_PAGES
from tests.browser.pages_of_evaluation import EVALUATION_NO_PAGES, EVALUATION_PAGES
from tests.browser.pages_of_events import EVENT_NO_PAGES, EVENT_PAGES, EVENT_STORIES
from tests.browser.pages_of_funding import FUNDING_NO_PAGES, FUNDING_PAGES
from tests.browser.pages_of_labs import LAB_NO_PAGES, LAB_PAGES, LAB_STORIES
from tests.browser.pages_of_meetings import MEETING_NO_PAGES, MEETING_PAGES, MEETING_STORIES
from tests.browser.site import ROOT

SAMPLE = ROOT / "clusterhub/summaries/sample/2023-10-11-eu-industry-days-takeaways.md"
DRAFT = "select id from summaries_eventsummary where published_at is null"
PUBLISHED = "select id from summaries_eventsummary where published_at is not null"
SUMMARY = "select slug from summaries_eventsummary where published_at is not null"
ORGANISATION = (
    "select o.slug from directory_organisation o join summaries_mention m"
    " on m.organisation_id = o.id join directory_affiliation a on a.organisation_id = o.id"
)
PERSON = (
    "select p.slug from directory_person p join events_speaker s on s.person_id = p.id"
    " where p.published_at is not null"
)
ARTICLE = (
    "select w.slug from wagtailcore_page w join news_newspage n on n.page_ptr_id = w.id"
    " where w.live"
)
IDENTITY = (
    "select o.slug || char(47) || 'identity' from directory_organisation o"
    " where o.published_at is not null"
)
CLUSTER = "select slug from directory_organisation where kind = 'cluster_organisation'"
TWO = (
    "select a.slug || char(47) || b.slug from directory_organisation a"
    " join directory_organisation b on b.id > a.id and b.country_id = a.country_id"
)
OWN = "northern-timber-cluster-sample"  # Anna's.
WAITING = "select id from directory_submission where decided_at is null"
EVIDENCE = "select slug || '/public_tie' from directory_organisation where state = 'returned'"
CONTACT = (
    "select o.slug || '/' || c.id from directory_contact c"
    f" join directory_organisation o on o.id = c.organisation_id where o.slug = '{OWN}'"
)
VERSIONS = (
    "select o.slug || '/' || (max(r.number) - 1) || '/' || max(r.number) from directory_revision r"
    f" join directory_organisation o on o.id = r.organisation_id where o.slug = '{OWN}'"
)
WITH_MEMBERS = (
    "select o.slug from directory_organisation o join directory_clustermember m"
    " on m.cluster_organisation_id = o.id where o.published_at is not null"
)
OWN_CLUSTER = (
    "select o.slug from directory_organisation o join directory_editorship e"
    " on e.organisation_id = o.id join accounts_user u on u.id = e.editor_id"
    " where u.email like 'anna%' and o.kind = 'cluster_organisation' and e.ended_at is null"
)
ECOSYSTEM = "select slug from vocabularies_industrialecosystem"
TECHNOLOGY = "select slug from vocabularies_technology"
ACCOUNT = "select id from accounts_user where email like 'anna%'"

# name of the address: (who looks, what fills the address or None, what follows the address)
PAGES = {
    "home:front": ("nobody", None, ""),
    "home:my-page": ("Anna", None, ""),
    "home:search": ("nobody", None, "?q=cluster"),
    "home:status": ("Adam", None, ""),
    "home:outbox": ("nobody", None, ""),
    "home:accessibility": ("nobody", None, ""),
    "home:privacy": ("nobody", None, ""),
    "home:terms": ("nobody", None, ""),
    "home:feeds": ("nobody", None, ""),
    "web:components": ("nobody", None, ""),
    **EVENT_PAGES,
    "summaries:summaries": ("nobody", None, ""),
    "summaries:summary": ("nobody", SUMMARY, ""),
    "summaries:desk": ("Eva", None, ""),
    "summaries:upload": ("Eva", None, ""),
    "summaries:new": ("Eva", None, ""),
    "summaries:review": ("Eva", DRAFT, ""),
    "summaries:edit": ("Eva", DRAFT, ""),
    "summaries:preview": ("Eva", DRAFT, ""),
    "summaries:delete": ("Eva", DRAFT, ""),
    "summaries:correct": ("Eva", PUBLISHED, ""),
    "summaries:unpublish": ("Eva", PUBLISHED, ""),
    "summaries:versions": ("Eva", PUBLISHED, ""),
    "directory:organisations": ("nobody", None, ""),
    "directory:organisation": ("nobody", ORGANISATION, ""),
    "directory:add-organisation": ("Eva", None, ""),
    "directory:edit-organisation": ("Eva", ORGANISATION, ""),
    "directory:new-organisation": ("Anna", None, ""),
    "directory:mine": ("Anna", None, ""),
    "directory:standing": ("Adam", ORGANISATION, ""),
    "directory:suspension": ("Adam", ORGANISATION, ""),
    "directory:claim": ("Anna", ORGANISATION, ""),
    "directory:editors": ("Adam", ORGANISATION, ""),
    "directory:validation": ("Vera", None, ""),
    "directory:case": ("Vera", WAITING, ""),
    "directory:evidence": ("Anna", EVIDENCE, ""),
    "directory:contact": ("Anna", CONTACT, ""),
    "directory:comparison": ("Anna", VERSIONS, ""),
    "directory:claims": ("Adam", None, ""),
    "directory:looks": ("Adam", None, ""),
    "directory:twins": ("Adam", None, ""),
    "directory:directory-lists": ("Vera", None, ""),
    "directory:twin": ("Adam", TWO, ""),
    "directory:merges": ("Adam", None, ""),
    "directory:edit-record": ("Eva", ORGANISATION, ""),
    "directory:edit-part": ("Eva", IDENTITY, ""),
    "directory:labels": ("Eva", CLUSTER, ""),
    "directory:counts": ("Eva", CLUSTER, ""),
    "directory:members": ("nobody", WITH_MEMBERS, ""),
    "directory:member-history": ("nobody", WITH_MEMBERS, ""),
    "directory:edit-members": ("Anna", OWN_CLUSTER, ""),
    "directory:edit-memberships": ("Anna", OWN_CLUSTER, ""),
    "directory:new-member": ("Anna", OWN_CLUSTER, ""),
    "directory:member-lists": ("Anna", OWN_CLUSTER, ""),
    "directory:partnerships": ("nobody", None, ""),
    "directory:contacts": ("Eva", ORGANISATION, ""),
    "directory:own-names": ("Eva", ORGANISATION, ""),
    "directory:documents": ("Eva", ORGANISATION, ""),
    "directory:history": ("Eva", ORGANISATION, ""),
    "directory:erasure": ("Adam", ORGANISATION, ""),
    "directory:map": ("nobody", None, ""),
    "directory:regions": ("nobody", None, ""),
    "directory:region": ("nobody", "select 'AT31'", ""),
    "directory:compare-regions": ("nobody", None, "?with=AT31&with=BE10"),
    "directory:country": ("nobody", "select 'BE'", ""),
    "directory:ecosystems": ("nobody", None, ""),
    "directory:ecosystem": ("nobody", ECOSYSTEM, ""),
    "directory:technologies": ("nobody", None, ""),
    "directory:technology": ("nobody", TECHNOLOGY, ""),
    "directory:people": ("nobody", None, ""),
    "directory:person": ("nobody", PERSON, ""),
    "directory:add-person": ("Eva", None, ""),
    "directory:edit-person": ("Eva", PERSON, ""),
    **FUNDING_PAGES,
    **ELIGIBILITY_PAGES,
    **APPLICATION_PAGES,
    **EVALUATION_PAGES,
    **MEETING_PAGES,
    **LAB_PAGES,
    "news:news": ("nobody", None, ""),
    "news:article": ("nobody", ARTICLE, ""),
    "accounts:profile": ("Anna", None, ""),
    "accounts:consents": ("Anna", None, ""),
    "accounts:own-data": ("Anna", None, ""),
    "accounts:people": ("Adam", None, ""),
    "accounts:person": ("Adam", ACCOUNT, ""),
    "accounts:activity": ("Adam", None, ""),
    "api:reference": ("nobody", None, ""),
    "api:open-data": ("nobody", None, ""),
    "api:tokens": ("Anna", None, ""),
    "api:webhooks": ("Eva", None, ""),
    "account_login": ("nobody", None, ""),
    "account_signup": ("nobody", None, ""),
    "account_logout": ("Anna", None, ""),
    "account_email": ("Anna", None, ""),
    "mfa_index": ("Anna", None, ""),
    "mfa_list_webauthn": ("Anna", None, ""),
    "mfa_add_webauthn": ("Anna", None, ""),
    "mfa_activate_totp": ("Anna", None, ""),
    "mfa_generate_recovery_codes": ("Anna", None, ""),
    "usersessions_list": ("Anna", None, ""),
    "account_inactive": ("nobody", None, ""),
    "socialaccount_login_cancelled": ("nobody", None, ""),
}
# Reached on the way of a story, which judges it there.
IN_STORIES = {
    *EVENT_STORIES,
    *APPLICATION_STORIES,
    *MEETING_STORIES,
    *LAB_STORIES,
    "api:webhook",
    "account_confirm_login_code",
    "accounts:sign-in-code",
    "account_email_verification_sent",
    "accounts:welcome",
    "summaries:set-aside",
    "summaries:same-talk",
    "summaries:version",
    "directory:invitation",
    "directory:contact-consent",
    "directory:confirmation-link",
    "directory:member-list",
    "directory:directory-list",
}
# Buttons that only take a POST, files, feeds, and pages for machines.
NO_PAGES = {
    "web": {"preferences", "stylesheet", "script"},
    "home": {"healthz", "robots", "sitemap", "sitemap-section"},
    "news": {"news-json", "feed", "image", "small-image", "article-json"},
    "events": EVENT_NO_PAGES,
    "summaries": {
        *("feed", "summary-json", "summary-pdf", "summary-pdf-again", "summary-docx"),
        *("summary-md", "confirm-matches", "check", "answer", "withdraw", "draft"),
        *("copy-invited", "preview-text", "publish"),
    },
    "directory": {
        *("organisations-json", "organisation-json", "people-json", "person-json"),
        *("other-names", "remove-other-name", "organisation-publication", "affiliations"),
        *("end-affiliation", "person-publication", "organisation-suggestions"),
        *("map-json", "region-json", "country-json", "ecosystem-json", "technology-json"),
        *("submission", "submission-withdrawal", "archive", "reopening", "claim-decision"),
        *("taking", "opinion-answer", "finding", "waiver", "waiver-end", "handing-over"),
        *("editorship-end", "editorship-level", "invitation-withdrawal", "logo", "document"),
        *("edit-logo", "confirmation", "label-renewal", "label-removal", "contact-removal"),
        *("document-removal", "contact-asking", "own-name-removal", "history-json"),
        *("comparison-json", "restoration"),
        *("take-along-json", "take-along-csv", "organisations-csv", "organisations-xlsx"),
        *("opinion", "organisations-geojson", "not-same", "merge-undoing", "look-ending"),
        *("members-json", "members-csv", "members-xlsx", "partnerships-json", "name-options"),
        *("named-listing", "member-change", "membership-change", "member-list-decisions"),
        *("member-list-taking", "member-list-end", "directory-list-decisions"),
        *("directory-list-taking", "directory-list-end", "directory-list-report", "part-word"),
    },
    "funding": {*FUNDING_NO_PAGES, *ELIGIBILITY_NO_PAGES},
    "applications": APPLICATION_NO_PAGES,
    "evaluation": EVALUATION_NO_PAGES,
    "matchmaking": MEETING_NO_PAGES,
    "labs": LAB_NO_PAGES,
    "api": {
        *("openapi", "unknown", "revocation", "catalogue", "open-data-file", "webhook-end"),
        *("webhook-on", "webhook-secret"),
    },
    "api:v1": {
        *("api-root", "index", "organisations", "organisation", "memberships", "participations"),
        *("vocabularies", "vocabulary", "start", "change", "events", "event", "sessions"),
        *("registrations", "registration", "add", "check-ins", "check_in", "meetings"),
        *("calls", "call", "ideas", "walk-ins"),
    },
    "accounts": {
        *("photo", "photo-removal", "consent", "export", "closing", "demo", "role"),
    },
}
