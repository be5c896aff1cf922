"""Every address name of “May I apply?”: who looks at its page and with what; or why it is no page."""

RULED = "select slug from funding_call where title like 'Digital vouchers for timber%'"
RULE = RULED.replace("slug", "slug || '/sme'", 1)

ELIGIBILITY_PAGES = {
    "funding:eligibility": ("nobody", RULED, ""),
    "funding:for-you": ("Anna", None, ""),
    "funding:rules": ("Eva", RULED, ""),
    "funding:add-rule": ("Eva", RULED.replace("slug", "slug || '/consortium'", 1), ""),
    "funding:rule": ("Eva", RULE, ""),
}
# Buttons that only take a POST, and pages for machines.
ELIGIBILITY_NO_PAGES = {
    "eligibility-json",
    "forget-answers",
    "rule-group",
    "rule-removal",
    "for-you-json",
    "set-aside",
}
