from datetime import UTC, date, datetime

from clusterhub.funding.eligibility import Answer, Standings
from clusterhub.funding.eligibility.leaves import At
from clusterhub.funding.ranking import WEIGHTS, Away, Candidate, Interest, keyed, ranked

AT = At(date(2026, 11, 23), Standings([]))
SUBJECTS = {("ecosystem", "agri-food"): "Agri-food", ("topic", "steel"): "Steel"}


def _call(pk, *, rules=(), programme="", publisher=None, day=1, subjects=()):
    closes_at = datetime(2026, 12, day, tzinfo=UTC) if day else None
    return Candidate(pk, keyed(rules), programme, publisher, closes_at, tuple(subjects))


def _ranked(calls, *, facts=None, clusters=None, away=None):
    interest = Interest(facts or {}, SUBJECTS, clusters or {}, AT)
    return ranked(calls, interest, away or Away({}, {}))


def test_every_point_has_a_reason_that_is_shown_and_stands_in_the_table():
    rules = [
        {"kind": "applicant", "kinds": ["sme"]},
        {"kind": "country", "countries": ["AT"]},
        {"kind": "any", "rules": [{"kind": "nace", "codes": ["62"]}, {"kind": "cluster"}]},
    ]
    facts = {"kind": "sme", "country": "AT", "nace": ["62.10"]}

    about = [("ecosystem", "agri-food"), ("topic", "steel"), ("topic", "else")]

    fit = _ranked(
        [_call(1, rules=rules, publisher=7, subjects=about)],
        facts=facts,
        clusters={7: "Steel Hub"},
    )[0]

    assert [(reason.name, reason.words) for reason in fit.reasons] == [
        ("ecosystem", "Agri-food"),
        ("topic", "Steel"),
        ("applicant", "your kind of organisation"),
        ("country", "your country"),
        ("cluster", "Steel Hub"),
        ("eligible", "you meet every rule"),
    ]
    assert fit.points == sum(WEIGHTS[reason.name].points for reason in fit.reasons) == 90
    assert fit.answer == Answer.YES


def test_the_order_is_points_then_the_nearest_deadline_whatever_came_first():
    calls = [_call(1, day=None), _call(2, day=9), _call(3, day=5)]
    calls.append(_call(4, day=20, subjects=[("topic", "steel")]))

    orders = [[fit.call.pk for fit in _ranked(rows)] for rows in (calls, calls[::-1])]

    assert orders == [[4, 3, 2, 1]] * 2


def test_a_call_without_rules_is_no_sure_yes_and_gets_no_points_for_it():
    fit = _ranked([_call(1)])[0]

    assert (fit.points, fit.reasons) == (0, ())


def test_what_was_set_aside_weighs_on_the_same_programme_and_not_without_end():
    calls = [
        _call(1, programme="SMP"),
        _call(2, programme="Other"),
        _call(3, publisher=5),
        _call(4),
    ]

    fits = _ranked(calls, away=Away({"SMP": 1, "": 4}, {5: 9, None: 4}))

    assert {fit.call.pk: fit.points for fit in fits} == {1: -10, 2: 0, 3: -30, 4: 0}
    assert [reason.words for reason in fits[-1].reasons] == ["you set similar ones aside"]


def test_equal_rules_of_different_calls_are_answered_alike_and_different_ones_apart():
    young, old = ({"kind": "age", "less_than_years": years} for years in (5, 50))
    calls = [_call(1, rules=[young]), _call(2, rules=[old]), _call(3, rules=[dict(young)])]

    fits = _ranked(calls, facts={"founded": "2000-01-01"})

    assert {fit.call.pk: fit.answer for fit in fits} == {
        1: Answer.NO, 2: Answer.YES, 3: Answer.NO,
    }  # fmt: skip
