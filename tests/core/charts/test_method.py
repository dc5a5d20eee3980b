"""The rules in words say the numbers that the rules use, and fit into one message."""

from datetime import date

from core.charts.rules import composite, momentum, recap
from core.charts.rules.weights import Weights
from core.charts.telling.method import LONGEST, method
from core.values import ChartKey


def printed(weights: Weights | None = None) -> str:
    return "\n".join(f"**{paragraph.heading}**\n{paragraph.text}" for paragraph in method(weights))


def test_the_rules_fit_into_one_message_even_with_ten_weighted_charts() -> None:
    table = {ChartKey(f"youtube-music-global-weekly-{number}"): 10 for number in range(10)}
    assert len(printed(Weights(((date(2026, 1, 1), table),)))) <= LONGEST


def test_every_number_of_the_momentum_table_is_printed() -> None:
    rules = momentum.RULES
    for said in (
        f"the last {rules.changes} changes",
        f"× {float(rules.fades):g};",
        f"±{rules.steady:.2f}",
        f"±{rules.fast:.2f}",
        f"last {rules.sustain_issues} known issues",
        f"under {rules.sustain_needs} issues",
        f"{rules.percentile}th percentile",
    ):
        assert said in printed()
    assert all(quadrant in printed() for quadrant in momentum.Quadrant if quadrant is not momentum.Quadrant.DEBUT)


def test_the_composites_and_recaps_numbers_are_printed() -> None:
    assert f"D is {composite.DEPTH}," in printed()
    assert f"at least {composite.LEAST_FOR_ALL_KILL}." in printed()
    assert f"{recap.SETTLES.days} days have passed" in printed()


def test_the_newest_weights_are_named_with_their_day() -> None:
    tables = Weights(
        ((date(2026, 3, 1), {ChartKey("melon"): 6, ChartKey("genie"): 4}), (date(2025, 1, 1), {ChartKey("bugs"): 1}))
    )
    assert "Weights since 2026-03-01: melon × 6, genie × 4" in printed(tables)
    assert "Weights" not in printed()
