"""The rules in words say the numbers that the rules use, and fit into one message."""

import pytest

from core.charts.rules import composite, momentum, recap
from core.charts.rules.weights import EQUAL, PlatformWeights, read_weights
from core.charts.telling.method import LONGEST, method
from core.language import Language


def printed(weights: PlatformWeights = EQUAL, language: Language = Language.EN) -> str:
    return "\n".join(f"**{paragraph.heading}**\n{paragraph.text}" for paragraph in method(weights, language))


@pytest.mark.parametrize("language", Language)
def test_the_rules_fit_into_one_message_even_with_ten_weighted_platforms(language: Language) -> None:
    table = ",".join(f"platform{number}=999" for number in range(10))
    assert len(printed(read_weights(f"2026-01-01: {table}"), language)) <= LONGEST


def test_the_korean_rules_are_as_many_and_print_the_same_numbers() -> None:
    english, korean = method(), method(language=Language.KO)
    assert len(english) == len(korean)
    rules, told = momentum.RULES, printed(language=Language.KO)
    for number in (f"{rules.changes}회", f"±{rules.steady:.2f}", f"±{rules.fast:.2f}", f"{rules.percentile}번째"):
        assert number in told
    assert f"{recap.SETTLES.days}일" in told
    assert f"D는 {composite.DEPTH}이며" in told


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
    assert "Weights since 2026-03-01: Melon × 6, Genie × 4, any other × 1" in printed(
        read_weights("2026-03-01: melon=6, genie=4; 2025-01-01: bugs=2")
    )
    assert "Weights: Melon × 6, any other × 1" in printed(read_weights("melon=6"))
    assert "All platforms weigh the same." in printed()
