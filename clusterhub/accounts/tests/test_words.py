import pytest

from clusterhub.accounts.templatetags.accounts import browser_in_words, details_in_words

KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {KHTML} Chrome/140 Safari/537.36", "Chrome on Linux"),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {KHTML} Chrome/140 Safari/537.36 Edg/140",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Firefox/140.0", "Firefox on Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
    ],
)
def test_a_session_is_known_by_its_browser_and_system(user_agent, words):
    assert browser_in_words(user_agent) == words


def test_details_of_the_trail_are_words():
    details = {"code": "topic-matched", "fields": ["time_zone", "title"], "file_name": "Talk-1.md"}

    assert details_in_words(details) == (
        "code: topic matched · fields: time zone, title · file name: Talk-1.md"
    )
