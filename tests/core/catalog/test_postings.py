"""The postings count what a look at every line would count."""

from hypothesis import given
from hypothesis import strategies as st

from core.catalog.finding.forms import START, pieces
from core.catalog.finding.postings import Postings

NAMES = st.lists(st.text("abㄱㅏ神", min_size=1, max_size=4), min_size=1, max_size=3).map(
    lambda words: " " + " ".join(words)
)
LINES = st.lists(st.lists(NAMES, max_size=2).map(lambda names: "".join(START + name for name in names)), max_size=8)


@given(LINES, NAMES)
def test_each_line_counts_the_pieces_it_holds(lines: list[str], query: str) -> None:
    runs = pieces(query)
    counts = Postings(lines).counts(runs).tolist()
    assert counts == [sum(any(run in name for name in line.split(START)) for run in runs) for line in lines]


@given(LINES)
def test_every_line_can_be_read_again(lines: list[str]) -> None:
    postings = Postings(lines)
    assert [postings[number] for number in range(len(postings))] == lines


def test_a_beginning_is_told_from_the_same_letters_inside() -> None:
    postings = Postings([f"{START} hotel del luna", f"{START} luna", f"{START} moon{START} aluna"])
    assert postings.counts([f"{START}lu"]).tolist() == [0, 1, 0]
    assert postings.counts([" lu"]).tolist() == [1, 1, 0]
    assert postings.counts(["lun"]).tolist() == [1, 1, 1]
    assert postings.counts([" l"]).tolist() == [1, 1, 0]
    assert Postings([f"{START} b a p"]).counts([f"{START}ba"]).tolist() == [1]


def test_a_letter_that_no_line_holds_is_in_none() -> None:
    assert Postings([f"{START} luna"]).counts(["zzz", "luz"]).tolist() == [0]
    assert Postings([]).counts(["luna"]).tolist() == []


def test_beyond_the_cap_the_lines_with_the_first_numbers_are_counted() -> None:
    postings = Postings([f"{START} luna"] * 40_000)
    counted = postings.counts(["lun"])
    assert counted[:1_000].all()
    assert not counted[-1_000:].any()
