from datetime import UTC, datetime
from decimal import Decimal

import pytest

from clusterhub.funding.reading import read_calls
from clusterhub.funding.reading.moments import CannotTell, closing, opening
from clusterhub.funding.reading.money import amount
from clusterhub.funding.tests.records import as_file, overview, page, result

pytestmark = pytest.mark.pure
APRIL = "2027-04-06T15:00:00+00:00"  # 17:00 in Brussels, in summer.


def one(record):
    (read,) = read_calls(page(record))
    return read.facts


def said(record):
    return one(record).said


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2027-04-06T00:00:00.000+0000", "2027-04-06T15:00"),
        ("2027-04-06T17:00:00.000+0000", "2027-04-06T15:00"),
        ("2024-04-18T19:00:00.000+0200", "2024-04-18T15:00"),
        ("2026-01-20T18:00:00.000+0100", "2026-01-20T16:00"),
        ("2026-11-12", "2026-11-12T16:00"),
        ("2026-11-12T00:00:00+01:00", "2026-11-12T16:00"),
        ("2026-11-12T17:00:00+01:00", "2026-11-12T16:00"),
        ("2026-11-12T12:00:00Z", "2026-11-12T12:00"),
        ("2026-11-12T12:00:00", "2026-11-12T11:00"),
        (1794441600000, "2026-11-12T16:00"),
    ],
)
def test_every_way_of_writing_a_topics_deadline_means_its_hour_in_brussels(written, instant):
    assert closing(written, is_topic=True) == (
        datetime.fromisoformat(instant).replace(tzinfo=UTC),
        False,
    )


def test_other_sources_mean_what_they_write_and_a_bare_day_has_no_hour():
    noon = datetime(2026, 7, 23, 10, 0, 44, tzinfo=UTC)
    end_of_july = datetime(2026, 7, 31, 22, tzinfo=UTC)

    assert closing("2026-07-23T10:00:44.000+0000", is_topic=False) == (noon, False)
    assert closing("2026-07-31", is_topic=False) == (end_of_july, True)
    assert closing("2026-07-31T00:00:00.000+0000", is_topic=False) == (end_of_july, True)
    assert opening("2026-07-31T00:00:00.000+0000", is_topic=True) == datetime(
        2026, 7, 30, 22, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "written",
    ["2026-02-30", "30 June", "2026-01-01T25:00:00", "0001-01-01", 10**20, float("nan"), True,
     None, {}, "2026-01-01T10:00:00+99:00", "9999-12-31T23:59:59-12:00"],
)  # fmt: skip
def test_what_is_in_no_calendar_is_no_deadline(written):
    with pytest.raises(CannotTell):
        closing(written, is_topic=True)


@pytest.mark.parametrize(
    ("written", "euros"),
    [
        ("600000", 600_000), ("600 000", 600_000), ("5.164.000", 5_164_000), ("€ 1.5 million", 1_500_000),
        ("5,164,000.50", 5_164_000.5), ("9186307.3", 9_186_307.3), ("EUR 15 000", 15_000), (12.5, 12.5),
        ("0", None), (0, None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_and_programs_write_them(written, euros):
    assert amount(written) == (euros and Decimal(str(euros)))


@pytest.mark.parametrize(
    "written", ["about two million", "-5", "1e400", float("nan"), float("inf"), True, [], "9" * 40]
)
def test_what_is_no_amount_is_said_to_be_none(written):
    with pytest.raises(CannotTell):
        amount(written)


def test_a_topic_has_its_own_rows_of_the_budget_and_not_those_of_the_whole_call():
    budget = overview(
        ("CLUSTER-2027-01 - Grants", {"2026": "4000000", "2027": "6000000"}, 0, 500_000),
        ("CLUSTER-2027-01 - Joint grants", {"2026": "4000000", "2027": "6000000"}, 100_000, 0),
        ("CLUSTER-2027-01 - Others", {"2026": "1000000"}, 200_000, 800_000),
        ("CLUSTER-2027-011 - Grants", {"2026": "70000000"}, 1, 2),
        ("CLUSTER-2027-02 - Grants", {"2026": "90000000"}, 1, 2),
    )

    facts = said(result(budgetOverview=budget))

    # Two types of action that name the same amounts share them.
    assert facts["budget_eur"] == "11000000.00"
    assert (facts["min_eur"], facts["max_eur"]) == ("100000.00", "800000.00")


def test_two_stages_are_numbered_and_several_cut_offs_are_in_order():
    stages = ["2027-10-07T00:00:00.000+0000", "2027-04-06T00:00:00.000+0000"]

    two = said(result(deadlineModel="two-stage", deadlineDate=stages))
    many = said(result(deadlineModel="multiple cut-off", deadlineDate=[*stages, stages[0]]))

    assert two["deadlines"] == [[APRIL, False, 1], ["2027-10-07T15:00:00+00:00", False, 2]]
    assert [row[2] for row in many["deadlines"]] == [None, None]


def test_kinds_programmes_and_names_are_read_from_every_shape():
    prospect = one(
        result("EuropeAid/1/ZA", type="2", budget="5164000", currency="EUR", callIdentifier="186571",
               deadlineDate="2026-07-23T10:00:44.000+0000")
    )  # fmt: skip
    cascade = said(result(type="8", budget="600000", projectName="Euro Cluster"))
    prize = said(result(typesOfAction="HORIZON Recognition Prize", keywords=['["a","b"]', "c"]))
    (entry,) = read_calls(
        as_file(
            {
                "fundingData": {
                    "GrantTenderObj": [
                        {
                            "type": 1,
                            "ccm2Id": 5,
                            "identifier": "I3-2026-INV1",
                            "title": "Investments",
                            "deadlineDatesLong": [1794441600000],
                            "frameworkProgramme": {"id": 44416173},
                            "sumbissionProcedure": {"abbreviation": "single-stage"},
                        }
                    ]
                }
            }
        )
    )

    assert prospect.aliases == ["186571"]
    assert prospect.said["budget_eur"] == "5164000.00"
    assert prospect.said["deadlines"] == [["2026-07-23T10:00:44+00:00", False, None]]
    assert (cascade["kind"], cascade["publisher_name"]) == ("cascade", "Euro Cluster")
    assert (prize["kind"], prize["keywords"]) == ("prize", ["a", "b", "c"])
    assert entry.facts.said["deadlines"] == [["2026-11-12T16:00:00+00:00", False, None]]
    assert entry.facts.said["procedure"] == "single_stage"
    assert entry.facts.said["programme"].startswith("Interregional Innovation")


def test_what_contradicts_itself_or_cannot_be_is_left_out_with_a_sentence_and_the_rest_stays():
    facts = one(
        result(
            title=None,
            deadlineDate=["2027-02-30T00:00:00.000+0000", "2027-04-06T00:00:00.000+0000"],
            startDate="2028-01-01T00:00:00.000+0000",
            budgetOverview='{"budgetTopicActionMap": ',
            budget="plenty",
            topicConditions={"not": "text"},
            latestInfos=[None, 7],
        )
    )

    assert facts.said["title"] == "CLUSTER-2027-01"
    assert facts.said["deadlines"] == [[APRIL, False, None]]
    assert "opens_at" not in facts.said
    assert len(facts.notes) == 5
    assert "“2027-02-30T00:00:00.000+0000” is in no calendar" in " ".join(facts.notes)


def test_our_own_table_and_json_say_the_same():
    table = (
        "Identifier,Title,Kind,Deadlines,Time zone,Budget,Maximum,Rate,Procedure\n"
        "V-1,Vouchers,Cascade,2026-11-12T17:00; 12 January 2027,Europe/Lisbon,1.5 million,15 000,"
        "70%,cut-offs\n"
        ",,,,,,,,\n"
        ",,cascade,,,,,,\n"
    )
    record = {"identifier": "V-1", "title": "Vouchers", "kind": "cascade", "rate": "70",
              "cut_offs": ["2026-11-12T17:00+00:00", "2027-01-12"], "time_zone": "Europe/Lisbon",
              "budget_eur": 1500000, "max_eur": 15000, "procedure": "cut_offs"}  # fmt: skip

    good, bad = read_calls(as_file(table.encode()))
    (same,) = read_calls(as_file({"calls": [record]}))

    assert bad.problem == "it has neither identifier nor title"
    assert same.facts.said == good.facts.said
    assert good.facts.said["deadlines"] == [
        ["2026-11-12T17:00:00+00:00", False, None],
        ["2027-01-13T00:00:00+00:00", True, None],
    ]
