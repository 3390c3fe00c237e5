"""The pytest plugin offers builders and a fixed moment, and loads nothing before they are used."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

pytestmark = pytest.mark.installed

ASKING = """
def test_asks(as_of):
    assert as_of.isoformat() == {moment!r}
"""


def test_the_moment_is_fixed(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(ASKING.format(moment="2026-10-12T12:00:00+02:00"))

    pytester.runpytest_inprocess().assert_outcomes(passed=1)


def test_an_option_sets_another_moment_for_all_tests(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ntrackntrace_as_of = 2027-01-04T09:00:00+01:00\n")
    pytester.makepyfile(ASKING.format(moment="2027-01-04T09:00:00+01:00"))

    pytester.runpytest_inprocess("--strict-markers", "--strict-config").assert_outcomes(passed=1)


def test_a_marker_sets_another_moment_for_one_test(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ntrackntrace_as_of = 2027-01-04T09:00:00+01:00\n")
    marked = '@pytest.mark.as_of("2026-10-25T23:00:00Z")'
    pytester.makepyfile(f"import pytest\n\n{marked}{ASKING.format(moment='2026-10-25T23:00:00+00:00')}")

    pytester.runpytest_inprocess("--strict-markers").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ('@pytest.mark.as_of("next monday")', "*the marker as_of: Cannot use 'next monday' as moment: expected *"),
        ("@pytest.mark.as_of", "*the marker as_of takes one moment: *"),
        ('@pytest.mark.as_of("2026-10-12T12:00:00")', "*(offset required)*"),
    ],
)
def test_what_is_no_moment_is_told_with_its_place(pytester: pytest.Pytester, marked: str, said: str) -> None:
    pytester.makepyfile(f"import pytest\n\n{marked}{ASKING.format(moment='')}")

    result = pytester.runpytest_inprocess()

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([said])


def test_builders_are_fixtures(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from trackntrace import ORDER_TRACEABILITY

        def test_builds(
            make_entry, make_event, make_journey, make_line, make_order, make_order_item, make_shipment, make_evidence,
            golden_weeks, as_of,
        ):
            journey = make_journey(("delivered", "2026-10-07T14:00:00+02:00"))
            shipment = make_shipment(make_line("item-7"), entry=make_entry(None), journey=journey)
            order = make_order(make_order_item("item-7"))
            facts = ORDER_TRACEABILITY.facts(make_evidence(), as_of=as_of)
            assert shipment.number is None
            assert order.item("item-7").open == 1
            assert make_event("accepted", as_of).at == as_of
            assert ORDER_TRACEABILITY.judge(facts).code == "number-given"
            assert golden_weeks[0].name == "an-ordinary-week"
        """
    )

    without_asserts = "ignore:assertions not in test modules:pytest.PytestConfigWarning"  # what pytest says under -O
    pytester.runpytest_inprocess("-W", "error", "-W", without_asserts).assert_outcomes(passed=1)


def test_nothing_of_the_library_is_loaded_before_a_fixture_is_used(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def loaded():
            return {name.partition(".")[0] for name in sys.modules} & {"trackntrace", "attrs", "hypothesis"}

        def test_before():
            assert not loaded()

        def test_after(as_of):
            assert loaded() == {"trackntrace", "attrs"}
        """
    )

    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=2)


def test_the_plugin_can_be_switched_off(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_asks(as_of): pass")

    result = pytester.runpytest_inprocess("-p", "no:trackntrace")

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*fixture 'as_of' not found"])
