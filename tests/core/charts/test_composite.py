"""Several platforms in one chart (docs/charts.md, "Composite")."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts.model import Coverage, Entry, Issue, Mark, Status
from core.charts.rules.composite import Before, Composite, Source, TooFewPlatforms, composite
from core.charts.rules.figures import weeks
from core.charts.rules.ranking import ost_issue
from core.charts.rules.weights import Weights, composite_week, joined
from core.errors import BadInput
from core.values import ChartKey, SongId

SPOTIFY, APPLE, YOUTUBE = ChartKey("spotify"), ChartKey("apple"), ChartKey("youtube")
A, B, C, D = (SongId(number) for number in range(1, 5))
WEEK = date(2026, 3, 5)


def listed(*songs: tuple[int, int], depth: int = 50, end: date = WEEK) -> Issue:
    return Issue(end, tuple(Entry(SongId(song), rank) for song, rank in songs), depth)


def worked(youtube: Issue | None) -> tuple[Source, ...]:
    return (
        Source(SPOTIFY, 3, listed((A, 1), (B, 2), (C, 3))),
        Source(APPLE, 2, listed((A, 4), (B, 1))),
        Source(YOUTUBE, 2, youtube),
    )


WORKED = worked(listed((A, 2), (B, 1), (C, 5)))


def scores(joined: Composite) -> dict[SongId, Fraction]:
    return {place.song: place.score for place in joined.places}


def test_the_worked_example_comes_out_to_the_cent() -> None:
    done = composite(WORKED)
    assert [(place.song, place.rank) for place in done.places] == [(B, 1), (A, 2), (C, 3)]
    assert scores(done) == {A: Fraction(34_200, 350), B: Fraction(34_700, 350), C: Fraction(23_600, 350)}
    assert [f"{float(place.score):.2f}" for place in done.places] == ["99.14", "97.71", "67.43"]
    assert done.title == "3 platforms"
    assert done.places[2].ranks == (3, None, 5)


def test_without_youtube_it_leaves_the_denominator_and_the_title_says_partial() -> None:
    for absent in (None, Issue(WEEK, status=Status.MISSING), Issue(WEEK, status=Status.VOID)):
        done = composite(worked(absent))
        assert [f"{float(score):.2f}" for score in scores(done).values()] == ["98.80", "97.60", "57.60"]
        assert (done.title, done.partial, done.loaded) == ("partial: 2 of 3 platforms", True, (SPOTIFY, APPLE))


def test_one_platform_makes_no_composite_and_the_refusal_names_what_to_bring() -> None:
    with pytest.raises(TooFewPlatforms, match="only spotify is here for this week: import apple, youtube"):
        composite([WORKED[0], replace(WORKED[1], issue=None), replace(WORKED[2], issue=None)])
    with pytest.raises(TooFewPlatforms, match="none is here"):
        composite([])


def test_a_short_list_takes_nothing_from_the_others_and_is_named() -> None:
    wide = Source(SPOTIFY, 1, listed((A, 100), (B, 20), (C, 7), depth=200))
    narrow = Source(APPLE, 1, listed((A, 1), (B, 2), depth=5))
    done = composite([wide, narrow])
    assert done.depth == 50
    assert scores(done) == {A: Fraction(50), B: Fraction(31 + 49), C: Fraction(44)}
    assert done.shallow == (narrow.issue,)
    assert composite(WORKED).shallow == ()


def test_the_places_that_score_are_those_on_the_whole_lists_and_give_the_score_again() -> None:
    osts = [ost_issue(listed((A, 1), (B, 14), (C, 20)), lambda song: song != A), listed((B, 2), (C, 60), depth=100)]
    sources = [Source(SPOTIFY, 3, osts[0]), Source(APPLE, 2, replace(osts[1], coverage=Coverage.OST))]
    done = composite(sources)
    assert [(place.ranks, place.scored) for place in done.places] == [((1, 2), (14, 2)), ((2, 60), (20, 60))]
    for place in done.places:
        points = [source.weight * max(0, 51 - (rank or 51)) for source, rank in zip(sources, place.scored, strict=True)]
        assert place.score == Fraction(100 * sum(points), 50 * 5)


def test_a_song_below_every_scored_rank_is_off_the_composite() -> None:
    done = composite([Source(key, 1, listed((A, 1), (B, 51), depth=100)) for key in (SPOTIFY, APPLE)])
    assert set(scores(done)) == {A}


def test_two_recordings_of_one_song_on_one_platform_score_once_at_the_better_rank() -> None:
    twice = composite([replace(WORKED[0], issue=listed((C, 9), (A, 1), (C, 3), (B, 2))), *WORKED[1:]])
    assert scores(twice) == scores(composite(WORKED))
    assert next(place.ranks for place in twice.places if place.song == C) == (3, None, 5)


def test_a_shared_score_shares_the_rank_and_the_next_one_skips() -> None:
    first = listed((A, 1), (B, 2), (C, 3), (D, 10))
    second = listed((B, 2), (A, 3), (C, 1), (D, 10))
    done = composite([Source(SPOTIFY, 1, first), Source(APPLE, 1, second)])
    assert [place.rank for place in done.places] == [1, 1, 1, 4]
    assert [place.tied for place in done.places] == [True, True, True, False]


def test_the_order_inside_a_tie_follows_the_platforms_then_the_past_then_the_title() -> None:
    def order(before: dict[SongId, Before], first: Issue, second: Issue) -> list[SongId]:
        sources = [Source(SPOTIFY, 1, first), Source(APPLE, 1, second)]
        return [p.song for p in composite(sources, before=lambda song: before.get(song, Before())).places]

    both = listed((A, 2), (B, 2))
    assert order({}, listed((A, 2), (B, 1)), listed((A, 2), (B, 3))) == [B, A]  # the better best rank
    assert order({}, listed((A, 1), (B, 26)), listed((B, 26))) == [A, B]  # 50 = 25 + 25, the better best rank again
    assert order({B: Before(last_week=3), A: Before(last_week=9)}, both, both) == [B, A]
    assert order({B: Before(weeks=7)}, both, both) == [B, A]
    assert order({A: Before(title="b"), B: Before(title="A")}, both, both) == [B, A]
    assert order({}, both, both) == [A, B]


def test_an_all_kill_needs_every_configured_platform_and_at_least_three() -> None:
    top = listed((A, 1), (B, 2))
    three = [Source(key, 1, top) for key in (SPOTIFY, APPLE, YOUTUBE)]
    assert [place.all_kill for place in composite(three).places] == [True, False]
    assert not composite(three[:2]).places[0].all_kill
    assert not composite([*three, Source(ChartKey("melon"), 1, None)]).places[0].all_kill
    assert not composite([*three[:2], Source(YOUTUBE, 1, listed((B, 1), (A, 2)))]).places[0].all_kill


def test_the_composite_is_an_issue_that_knows_who_is_absent() -> None:
    first = composite(WORKED).issue(WEEK)
    later = [replace(s, issue=s.issue and replace(s.issue, entries=(*s.issue.entries, Entry(D, 30)))) for s in WORKED]
    second = composite(later).issue(date(2026, 3, 12))
    marks = {f.entry.song: f.mark for f in list(weeks([first, second]))[-1].figures}
    assert marks == {A: Mark.SAME, B: Mark.SAME, C: Mark.SAME, D: Mark.NEW}


def test_lists_of_everything_are_not_mixed_with_lists_of_osts() -> None:
    with pytest.raises(ValueError, match="OST chart"):
        composite([WORKED[0], Source(APPLE, 1, replace(listed((A, 1)), coverage=Coverage.OST))])


def test_weights_and_depth_are_positive() -> None:
    for sources, depth in (([replace(WORKED[0], weight=0), *WORKED[1:]], 50), (list(WORKED), 0)):
        with pytest.raises(ValueError, match="positive"):
            composite(sources, depth=depth)


def test_the_composites_week_runs_from_monday_to_sunday_and_joins_different_cuts() -> None:
    assert composite_week(date(2026, 3, 5)) == (date(2026, 3, 2), date(2026, 3, 8))
    assert composite_week(date(2026, 3, 8)) == composite_week(date(2026, 3, 2))
    weights = Weights(((date(2026, 1, 1), {SPOTIFY: 3, APPLE: 2, YOUTUBE: 2}),))
    friday_to_thursday = [listed((A, 1), end=date(2026, 3, day)) for day in (5, 12)]
    monday_to_sunday = [listed((A, 2), end=date(2026, 3, day)) for day in (1, 8)]
    daily = [listed((A, day), end=date(2026, 3, day)) for day in range(1, 12)]
    issues = {SPOTIFY: friday_to_thursday, APPLE: monday_to_sunday, YOUTUBE: daily}
    sources = joined(date(2026, 3, 4), weights, issues)
    assert [source.issue and source.issue.end.day for source in sources] == [5, 8, 8]
    assert [source.issue for source in joined(date(2026, 5, 1), weights, issues)] == [None, None, None]


def test_a_week_keeps_the_weights_of_its_own_time() -> None:
    weights = Weights(((date(2026, 3, 11), {SPOTIFY: 1}), (date(2026, 1, 1), {SPOTIFY: 3, APPLE: 2})))
    assert weights.on(date(2025, 12, 31)) == {}
    assert weights.on(date(2026, 3, 8)) == {SPOTIFY: 3, APPLE: 2}
    assert [source.weight for source in joined(date(2026, 3, 8), weights, {})] == [3, 2]
    assert [source.weight for source in joined(date(2026, 3, 9), weights, {})] == [1]


def test_impossible_weights_are_refused_in_words() -> None:
    since = date(2026, 1, 1)
    with pytest.raises(BadInput, match="weight of spotify is 0"):
        Weights(((since, {SPOTIFY: 0}),))
    with pytest.raises(BadInput, match="name no chart"):
        Weights(((since, {}),))
    with pytest.raises(BadInput, match="same day"):
        Weights(((since, {SPOTIFY: 1}), (since, {SPOTIFY: 2})))


@st.composite
def platforms(draw: st.DrawFn) -> list[Source]:
    """Two to four platforms with a few songs, at least two of them loaded."""
    found = []
    for number in range(draw(st.integers(2, 4))):
        songs = draw(st.lists(st.integers(1, 9), unique=True, max_size=9))
        depth = draw(st.sampled_from([9, 12]))
        issue = listed(*((song, rank) for rank, song in enumerate(songs, 1)), depth=depth)
        absent = number > 1 and draw(st.booleans())
        found.append(Source(ChartKey(f"chart-{number}"), draw(st.integers(1, 6)), None if absent else issue))
    return found


@given(platforms(), st.integers(2, 9))
def test_scaling_all_weights_changes_nothing(sources: list[Source], factor: int) -> None:
    scaled = [replace(source, weight=source.weight * factor) for source in sources]
    assert composite(scaled, depth=9).places == composite(sources, depth=9).places


@given(platforms(), st.integers(1, 20))
def test_scores_lie_between_0_and_100_and_fall_with_the_rank(sources: list[Source], depth: int) -> None:
    places = composite(sources, depth=depth).places
    assert all(0 < place.score <= 100 for place in places)
    assert [place.rank for place in places] == [1 + sum(o.score > place.score for o in places) for place in places]
    assert all(place.score == 100 for place in places if place.all_kill)


@given(platforms())
def test_the_order_of_the_platforms_changes_no_place(sources: list[Source]) -> None:
    turned = sources[::-1]
    one, other = composite(sources, depth=9), composite(turned, depth=9)
    assert [(p.song, p.rank, p.score, p.all_kill) for p in one.places] == [
        (p.song, p.rank, p.score, p.all_kill) for p in other.places
    ]
    assert [p.ranks for p in one.places] == [p.ranks[::-1] for p in other.places]


@given(platforms())
def test_the_composite_of_the_ost_charts_is_the_ost_chart_of_the_composite(sources: list[Source]) -> None:
    def is_ost(song: SongId) -> bool:
        return song % 2 == 0

    osts = [replace(s, issue=s.issue and ost_issue(s.issue, is_ost)) for s in sources]
    drawn = ost_issue(composite(sources, depth=9).issue(WEEK), is_ost)
    joined = composite(osts, depth=9)
    assert {p.song: p.rank for p in joined.places} == {entry.song: entry.rank for entry in drawn.entries}
    assert scores(joined).items() <= scores(composite(sources, depth=9)).items()
