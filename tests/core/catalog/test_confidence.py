"""What the catalogue does not have is not answered with something else, and what it has is not refused."""

import re

import pytest

from bench.confidence import false, lost, unknown
from bench.search_questions import by_hand, by_rule
from core.catalog.certain import Unknown, label
from core.catalog.finding.hangul import initials, is_consonant
from core.catalog.model import Artist, Catalogue, Drama, Track
from core.catalog.search import Kind
from core.catalog.view import View
from core.text import fold
from seeds import load

REFUSED = (
    *("taylor swift", "moving", "zzzzzz", "qqqq", "BTS", "signal", "the glory", "parasite", "lisa", "wonder woman"),
    *("twice", "hlelo wrld", "기생충", "ㅋㅋㅋ"),
)


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load().catalogue


@pytest.fixture(scope="module")
def view(shipped: Catalogue) -> View:
    return View(shipped)


def test_at_most_one_unknown_in_ten_is_answered(view: View) -> None:
    asked = unknown()
    assert len(asked) >= 300
    assert len({way for _, way in asked}) >= 10
    assert len(false(view)) <= 0.1 * len(asked)


@pytest.mark.parametrize("seed", [1, 5])
def test_at_most_one_right_answer_in_two_hundred_is_refused(shipped: Catalogue, view: View, seed: int) -> None:
    questions = [*by_rule(shipped, each=40, seed=seed), *by_hand()]
    assert len(questions) > 900
    assert len(lost(view, questions)) <= 0.005 * len(questions)


def test_what_is_labelled_unknown_stands_in_no_name(shipped: Catalogue) -> None:
    things: list[Drama | Artist | Track] = [
        *shipped.dramas.values(),
        *shipped.artists.values(),
        *shipped.tracks.values(),
    ]
    names = [fold(name) for it in things for name in (it.name if isinstance(it, Artist) else it.title).all]
    said = "\n".join(" ".join(re.sub(r"[^\w]+", " ", name).split()) for name in names)
    begun = [initials(name) for name in names]
    for query, _ in unknown():
        bare = " ".join(re.sub(r"[^\w]+", " ", fold(query)).split())
        if all(map(is_consonant, bare)):
            assert not bare or not any(name.startswith(bare) for name in begun), query
        else:
            assert not re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", said), query


@pytest.mark.parametrize("query", REFUSED)
def test_a_name_it_does_not_have_is_refused_with_the_nearest(view: View, query: str) -> None:
    with pytest.raises(Unknown, match=f"“{query}”") as refused:
        view.meant(query)
    assert all(label(thing, view.catalogue) in str(refused.value) for thing in refused.value.nearest)
    assert "/ost suggest" in str(refused.value)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("gobiln", "goblin"),
        ("도께비", "goblin"),
        ("ㄷㄲㅂ", "goblin"),
        ("ehRoql", "goblin"),
        ("tokkaebi", "goblin"),
        ("goblin 2016", "goblin"),
        ("sudden sh", "lovely-runner/sudden-shower"),
        ("eclipse sonagi", "lovely-runner/sudden-shower"),
        ("taeyeon hotel del luna", "hotel-del-luna/그대라는-시"),
        ("goblin ost part 3", "goblin/hush"),
    ],
)
def test_a_slip_another_script_or_two_names_together_are_still_an_answer(view: View, query: str, key: str) -> None:
    assert view.meant(query)[0].key == key


@pytest.mark.parametrize(
    ("query", "kind"),
    [("lovely runner", Kind.TRACK), ("IU", Kind.TRACK), ("goblin", Kind.ARTIST), ("zzzz", Kind.DRAMA)],
)
def test_what_is_of_another_kind_is_not_taken_for_one_of_the_kind_asked_for(view: View, query: str, kind: Kind) -> None:
    with pytest.raises(Unknown):
        view.find(query, kinds={kind})


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Goblin", "goblin"),
        ("  도깨비 ", "goblin"),
        ("stay with me", "goblin/stay-with-me"),
        ("STAY  WITH ME!", "goblin/stay-with-me"),
        ("track:goblin/hush", "goblin/hush"),
        ("cloy", "crash-landing-on-you"),
        ("stay with me goblin", "goblin/stay-with-me"),
        ("펀치 Stay With Me", "goblin/stay-with-me"),
    ],
)
def test_a_picked_key_or_a_very_name_may_be_acted_on(view: View, typed: str, key: str) -> None:
    assert view.find(typed, exactly=True).key == key


@pytest.mark.parametrize("typed", ["gobiln", "sudden sh", "stay with goblin", "zzzz", "ㄷㄲㅂ", "", "track:none"])
def test_nothing_less_may_be_acted_on(view: View, typed: str) -> None:
    with pytest.raises(Unknown):
        view.find(typed, exactly=True)


def test_a_name_that_several_songs_bear_is_not_acted_on_but_asked_back(view: View) -> None:
    assert len([track for track in view.catalogue.tracks.values() if "For You" in track.title.all]) > 1
    with pytest.raises(Unknown, match=r"Several are called “for you”.*Pick one"):
        view.find("for you", kinds={Kind.TRACK}, exactly=True)
