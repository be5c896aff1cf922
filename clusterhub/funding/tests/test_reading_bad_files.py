import gzip
import json
import time
from pathlib import Path

import pytest

from clusterhub.documents.refusals import CannotRead
from clusterhub.funding.reading import files, read_calls
from clusterhub.funding.reading.texts import body, summary_of
from clusterhub.funding.reading.unpacking import Unpacked
from clusterhub.funding.tests.records import as_file, page, result

pytestmark = pytest.mark.pure
OWN = Path(__file__).with_name("files")
SHAPES = ("competitive-call.json", "grants-tenders.json", "topic-details.json")
REAL = (
    "search-page-19.json.gz",
    "constructed-grantsTenders-shape.json",
    "constructed-topicDetails-shape.json",
    "constructed-competitive-call-shape.json",
    "example-three-results.json",
    "record-2023-of-a-topic-named-in-the-talk.json",
)
SHARED = Path(__file__).parents[4] / "shared/data/funding-sedia"


def read(content, packed=False):
    """(identifiers, problems) of a file."""
    reads = list(read_calls(as_file(content, packed)))
    return [each.facts.identifier for each in reads if each.facts], [
        each.problem for each in reads if each.problem
    ]


def test_a_feed_that_was_cut_keeps_every_whole_record_and_says_where_it_ended():
    content = page(*(result(f"C-{number}") for number in range(30))).read()

    identifiers, problems = read(content[: len(content) // 2])

    assert identifiers == [f"C-{number}" for number in range(len(identifiers))]
    assert len(identifiers) > 10
    assert problems == [f"after record {len(identifiers)}: it ends in the middle of a record"]


def test_a_packed_feed_that_was_cut_keeps_what_was_whole():
    # Numbers that do not repeat, so that much of it is more than one block.
    records = [result(f"C-{number}", title=str(hash(str(number)) ** 9)) for number in range(2000)]
    content = gzip.compress(page(*records).read())

    reads = list(read_calls(as_file(content[: len(content) * 3 // 4])))

    assert sum(1 for each in reads if each.facts) > 500
    assert "was cut" in reads[-1].problem


def test_a_record_that_cannot_be_read_costs_no_other_one():
    good = json.dumps(result("GOOD"))
    broken = [
        '{"metadata": {"identifier": [1 2]}}', '{"a": %s}' % ("9" * 5000), "[" * 9000 + "]" * 9000,
        "7", "null", '"text"', "[]", "{}", '{"metadata": {"title": ["x"]}}', '{"metadata": 7}',
        '{"identifier": {"a": 1}, "ccm2Id": 1}',
    ]  # fmt: skip
    content = f'{{"results": [{good}, {", ".join(broken)}, {good.replace("GOOD", "LAST")}]}}'

    identifiers, problems = read(content.encode())

    assert identifiers == ["GOOD", "LAST"]
    assert len(problems) == len(broken)
    assert all(problems)


def test_values_of_the_wrong_kind_are_left_out():
    odd = [None, True, -1, 1e308, float("nan"), [], {}, [[]], ["\ud800\x00"], "x" * 100_000]
    names = [name for name in result()["metadata"] if name != "identifier"]
    records = []
    for value in odd:
        record = result(**dict.fromkeys((*names, "descriptionByte", "budget", "keywords"), value))
        record["metadata"] |= {"actions": value, "publicationDocuments": value}
        records.append(record)

    reads = list(read_calls(page(*records)))

    assert [each.problem for each in reads] == [""] * len(odd)
    for each in reads:
        kept = json.dumps(
            [each.facts.said, each.facts.notes, each.facts.body, each.facts.reference]
        )
        assert "\\u0000" not in kept
        assert "\\ud800" not in kept
        assert len(each.facts.said["title"]) <= 300


def test_objects_one_after_the_other_and_a_single_one_are_read_too():
    lines = "\n".join(json.dumps({"identifier": f"L-{n}", "title": "T"}) for n in range(3))

    assert read(lines.encode())[0] == ["L-0", "L-1", "L-2"]
    assert read(json.dumps(result("ONE")).encode())[0] == ["ONE"]
    assert read(json.dumps({"TopicDetails": {"identifier": "D-1", "ccm2Id": 3}}).encode())[0] == [
        "D-1"
    ]
    assert read(b"\xef\xbb\xbf  \n" + json.dumps([result("BOM")]).encode())[0] == ["BOM"]


@pytest.mark.parametrize(
    "content", [b"", b"  \n", b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n" + b"0" * 99, b"a,b\n1,2\n"]
)
def test_what_is_no_list_of_calls_is_refused_with_a_sentence(content):
    with pytest.raises(CannotRead, match=r"\.$"):
        read(content)


def test_a_bomb_is_given_up_before_it_unpacks():
    bomb = gzip.compress(b"[" + b" " * (150 << 20), 9)

    with pytest.raises(CannotRead, match="unpack"):
        read(bomb)


def test_bombs_of_markup_are_cleaned_in_time():
    begun = time.monotonic()

    for bomb in (
        "<div>",
        "<ul><li>",
        "<b>x",
        "<table><tr><td>",
        "<p>",
        '<a href="x',
        "<",
        "&",
        "<!--",
    ):
        assert len(body(bomb * 200_000, [])) < 3_000_000, bomb
        body(bomb * 300, [])

    # The cleaner alone needs minutes for some of these.
    assert time.monotonic() - begun < 60


def test_html_of_word_processors_becomes_ours():
    notes = []
    html = (
        '<style>p{}</style><script>track()</script><p class="topicdescriptionkind">Scope:</p>'
        '<table style="x" onclick="y"><tr><td><table><tr><td colspan="2">inner</td></tr></table></td>'
        "<td>beside</td></tr></table><p>&nbsp;</p><h1>Who</h1>"
        '<p onmouseover="z"><b>bold</b> <a href="javascript:1">no</a> '
        '<a href="https://x.example/" target="_blank">yes</a><img src="https://t.example/p.gif"></p>'
    )

    assert body(html, notes) == (
        '<h3>Scope:</h3><table><tbody><tr><td colspan="2">inner</td></tr></tbody></table>beside'
        '<h3>Who</h3><p><strong>bold</strong> <a rel="noopener nofollow">no</a> '
        '<a href="https://x.example/" rel="noopener nofollow">yes</a></p>'
    )
    assert notes == []


def test_the_summary_is_the_beginning_without_headings_and_with_items_apart():
    html = "<h3>Scope:</h3><p>Pilot lines.</p><ul><li>one</li><li>two</li></ul>" + "<p>x</p>" * 900

    assert summary_of(html).startswith("Pilot lines. one; two; x; x")
    assert len(summary_of(html)) <= 600


def test_a_large_list_is_read_in_pieces():
    asked = []
    content = page(*(result(f"C-{number}") for number in range(4000))).read()
    file = as_file(content)
    unpacked = Unpacked(file)
    read_some = unpacked.read
    unpacked.read = lambda size: asked.append(size) or read_some(size)

    count = sum(1 for _ in files._of_json(file, unpacked, unpacked.read(100)))

    assert count == 4000
    assert max(asked) <= 1 << 18
    assert len(asked) > 10


def test_every_shape_and_where_it_is_here_the_portals_own_page_is_read_without_a_refusal():
    own = [OWN / name for name in SHAPES]
    for path in [*own, *(path for name in REAL if (path := SHARED / name).exists())]:
        with path.open("rb") as file:
            reads = list(read_calls(file))
        assert reads
        assert [each.problem for each in reads if each.problem] == []
        assert all(each.facts.said["title"] and each.facts.said["deadlines"] for each in reads)
