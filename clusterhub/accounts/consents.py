"""What people are asked to agree to: the words, and the version of the words.

Whoever changes the words raises the version. A new version of the terms is put before everybody at
the next sign-in; the other two stay what they were, because nobody may be asked twice for a favour.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from clusterhub.accounts.models import ConsentPurpose


@dataclass(frozen=True)
class Wording:
    purpose: str
    version: str
    question: str
    explanation: str


WORDINGS = {
    wording.purpose: wording
    for wording in [
        Wording(
            ConsentPurpose.TERMS,
            "2026-11",
            _("I accept the terms of use"),
            _("Short rules, and what we keep about you and why."),
        ),
        Wording(
            ConsentPurpose.NEWSLETTER,
            "2026-11",
            _("Send me the newsletter"),
            _("News, coming talks and calls by e-mail. Every issue says how to stop it."),
        ),
        Wording(
            ConsentPurpose.CONTACT,
            "2026-11",
            _("Other members may write to me"),
            _("They write through this site and do not see your e-mail address."),
        ),
    ]
}
OPTIONAL = [purpose for purpose in WORDINGS if purpose != ConsentPurpose.TERMS]
