"""What every page kind has to pass: axe in light and dark, and no sideways scrolling at 320 px."""

from axe_playwright_python.sync_playwright import Axe

PHONE = {"width": 320, "height": 640}


def assert_accessible(page):
    """Judge the page as it stands now, wide and narrow, light and dark."""
    wide = page.viewport_size
    findings = []
    for size in (wide, PHONE):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            findings += [f"{size['width']} px, {scheme}: {words}" for words in axe_findings(page)]
        findings += sideways_scrolling(page)
    page.set_viewport_size(wide)
    page.emulate_media(color_scheme="light")
    assert not findings, f"{page.url}\n" + "\n".join(findings)


def axe_findings(page):
    violations = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]


def sideways_scrolling(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    allowed = page.viewport_size["width"]
    if width <= allowed:
        return []
    culprits = page.evaluate(
        """allowed => [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > allowed + 1)
            .slice(0, 5).map(element => element.outerHTML.slice(0, 120))""",
        allowed,
    )
    return [f"{width} px wide on a screen of {allowed}: {culprits}"]
