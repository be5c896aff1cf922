"""What every page kind has to pass: axe in light and dark, and no sideways scrolling at 320 px."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
EVERY_LOOK = [(WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")]
# Each size and each scheme once: enough for pages made of the same parts, and twice as quick.
TWO_LOOKS = [(WIDE, "light"), (PHONE, "dark")]
CONTRAST = "color-contrast"  # Most of axe's time; the components meet it in every look.


def assert_accessible(page, looks=EVERY_LOOK, contrast_in=None):
    """Judge the page as it stands now, wide and narrow, light and dark.

    `contrast_in` is the one look of `looks` in which contrast is measured; None for each.
    """
    before = page.viewport_size
    findings = []
    for position, (size, scheme) in enumerate(looks):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        look = f"{size['width']} px, {scheme}"
        has_contrast = contrast_in in (None, position)
        findings += [f"{look}: {words}" for words in axe_findings(page, has_contrast)]
        findings += sideways_scrolling(page)
    page.set_viewport_size(before)
    page.emulate_media(color_scheme="light")
    assert not findings, f"{page.url}\n" + "\n".join(findings)


def axe_findings(page, has_contrast=True):
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.axe_script)
    violations = page.evaluate(
        """rules => axe.run({ resultTypes: ['violations'], rules })
            .then(found => found.violations)""",
        {CONTRAST: {"enabled": has_contrast}},
    )
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
