import json
import time

import pytest

from clusterhub.documents.extraction import extract_text
from clusterhub.documents.tests.makers import shared_file

pytestmark = pytest.mark.pure


def lines_of(text, filename=""):
    return extract_text(text if isinstance(text, bytes) else text.encode(), filename).lines


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("cp1252", ["The text is not UTF-8; it was read as Windows-1252."]),
    ],
)
def test_text_is_decoded(encoding, notes):
    extracted = extract_text("8:30 – 9:45\n\nMálaga “x”".encode(encoding), "a.txt")

    assert extracted.lines == ["8:30 – 9:45", "", "Málaga “x”"]
    assert extracted.notes == notes


def test_invisible_characters_go_and_words_stay():
    text = "co\u00adoperation\u200b of\u00a0the\u202eEU\u202c Ma\u0301laga \x07bell فارسی\u200cها"

    extracted = extract_text(text.encode())

    assert extracted.lines == ["cooperation of theEU Málaga bell فارسی\u200cها"]
    assert extracted.notes == [
        "Invisible characters were removed (2): soft hyphen, zero-width space.",
        "Marks that turn the writing direction were removed (2).",
        "Control characters were removed (1).",
    ]


def test_text_keeps_its_lines_and_list_markers_become_one_kind():
    text = "1. News\nNina, team member\n\n• one\n* two\n2) three\n(see 2) it)\n"

    lines = lines_of(text)

    assert lines == [
        "1. News",
        "Nina, team member",
        "",
        "- one",
        "- two",
        "2. three",
        "(see 2) it)",
    ]


def test_text_broken_at_a_fixed_width_is_joined():
    paragraph = "Clusters translate policy into strategies for their members and partners. " * 8
    words, rows = paragraph.split(), [""]
    for word in words:
        if len(rows[-1]) + 1 + len(word) > 72:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()

    extracted = extract_text("\n".join(["Title", "", *rows, "", "- item"]).encode())

    assert extracted.lines == ["Title", "", paragraph.strip(), "", "- item"]
    assert extracted.notes == ["The text was broken into short lines; they were joined."]


def test_links_that_run_programs_lose_their_target():
    text = "[a](JavaScript:alert) [b](data:text/html,x) [c](https://example.eu)"

    extracted = extract_text(text.encode())

    assert extracted.lines == ["[a](#) [b](#) [c](https://example.eu)"]
    assert extracted.notes == ["Links that would run a program lost their target (2)."]


def test_two_megabytes_are_read_whole():
    text = ("The **speakers** agreed on [a page](#) & more, as clusters do.\n\n" * 33_000).encode()

    extracted = extract_text(text)

    assert len(extracted.lines) == 65_999


def test_the_real_summary_keeps_every_line():
    data = shared_file("talk-summaries", "2023-10-11-eu-industry-days-takeaways.txt").read_bytes()

    lines = lines_of(data, "a.txt")

    assert lines == data.decode().strip("\n").split("\n")
    assert lines == lines_of(data, "a.md")


def test_naughty_strings_are_only_text():
    strings = json.loads(shared_file("bad-input", "strings", "blns.json").read_text())

    extracted = extract_text("\n".join(f"x {string} y" for string in strings).encode(), "a.txt")

    assert sum(line.startswith("x") for line in extracted.lines) >= len(strings)


MARKDOWN = """---
title: left out
---
Title
=====

<!-- a remark -->
## Section ##

A paragraph with __bold__, _italic_, `code*`, <b>tags</b>, &amp; and snake_case.
Nina, team member\\
Ola, President

* item one
  that goes on
+ item [two][ref] and [three](https://example.eu/x_y "a title")
1) first

| a | b |
|---|---|
| c | d |

```
# *no* heading
```

> quoted <https://example.eu/>
***
[ref]: https://example.eu/ref
"""


def test_markdown_as_people_write_it():
    lines = [line for line in lines_of(MARKDOWN, "a.md") if line]

    assert lines == [
        "# Title",
        "## Section",
        "A paragraph with **bold**, *italic*, code\\*, tags, & and snake_case.",
        "Nina, team member",
        "Ola, President",
        "- item one that goes on",
        "- item [two](https://example.eu/ref) and [three](https://example.eu/x_y)",
        "1. first",
        "a | b",
        "c | d",
        "\\# \\*no\\* heading",
        "quoted [https://example.eu/](https://example.eu/)",
    ]


HTML = """<!doctype html><html><head><title>no</title><style>p{}</style></head><body>
<script>alert(1)</script><!-- no --><nav>menu</nav>
<h1>A <b>title</b></h1><h6>deep</h6>
<p onclick="x()">one <strong>bold</strong><br>two <a href=" java&#10;script:x">bad</a>
<a href="/rel">rel</a> <a name="x">no link</a></p>
<p hidden>no</p><p style="display: none">no</p><iframe src="//x">no</iframe>
<ul><li><p>item</p><p>more</p></li><li><ul><li>inner</li></ul></li></ul>
<ol start="3"><li>three</li><li value="7">seven</li></ol>
<table><tr><th>9:00</th><td>News</td></tr><tr><td><p>a</p><p>b</p></td></tr></table>
<p><span style="font-weight:700">heavy</span> 5 * 3 [sic]</p># tail
</body></html>"""


def test_html_is_read_and_never_run():
    extracted = extract_text(HTML.encode(), "a.html")

    assert extracted.lines == [
        "# A title",
        "#### deep",
        "one **bold**",
        "two [bad](#) [rel](/rel) no link",
        "- item",
        "more",
        "- inner",
        "3. three",
        "7. seven",
        "9:00 | News",
        "a",
        "b",
        "**heavy** 5 * 3 [sic]",
        "\\# tail",
    ]
    assert extracted.notes == ["Links that would run a program lost their target (1)."]


def test_html_in_its_declared_encoding():
    html = '<html><meta charset="iso-8859-7"><p>Ελλάδα</p></html>'

    assert lines_of(html.encode("iso-8859-7")) == ["Ελλάδα"]


def test_html_nested_deeply_is_read():
    html = "<html><body>" + "<div>" * 1_000 + "deep"

    assert lines_of(html) == ["deep"]


def test_ten_thousand_links_are_read_quickly():
    links = "".join(f'<p><a href="https://example.eu/{n}">link {n}</a></p>' for n in range(10_000))
    started = time.process_time()

    lines = lines_of(f"<html><body>{links}</body></html>")

    assert lines[-1] == "[link 9999](https://example.eu/9999)"
    assert time.process_time() - started < 4
