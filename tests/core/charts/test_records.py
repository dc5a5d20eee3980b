"""The records of a chart: what is certain, who shares it, and what only "at least" holds."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given

from core.charts.model import Claim, Coverage, Entry, Issue, Mark, Status
from core.charts.rules.records import Feat, Holder, Record, broken, records
from core.values import DramaKey, SongId
from tests.core.charts.conftest import Data
from tests.core.charts.lists import SONG, charts, end, issue, missing, told, void, worked_run

A, B, C = SongId(1), SongId(2), SongId(3)


def one(feat: Feat, *issues: Issue) -> Record | None:
    return records(told(*issues)).get(feat)


def who(record: Record | None) -> list[SongId | DramaKey | None]:
    return [holder.who for holder in record.holders] if record else []


def test_most_weeks_at_number_one_and_whoever_shares_them() -> None:
    found = one(
        Feat.WEEKS_AT_ONE, issue(0), issue(1, (A, 1)), issue(2, (B, 1), (A, 2)), issue(3, (B, 1)), issue(4, (A, 1))
    )
    assert found == Record(Feat.WEEKS_AT_ONE, 2, (Holder(end(3), B, rank=1, last_week=1), Holder(end(4), A, rank=1)))


def test_the_longest_run_and_streak_say_at_least_where_history_begins() -> None:
    found = records(told(issue(0, (A, 1)), issue(1, (A, 1), (B, 2)), issue(2, (A, 1)), issue(3, (A, 2), (B, 1))))
    run, streak = found[Feat.LONGEST_RUN], found[Feat.LONGEST_STREAK]
    assert [(r.value, who(r), r.holders[0].at_least) for r in (run, streak)] == [(4, [A], True), (4, [A], True)]
    later = records(told(issue(0), issue(1, (A, 1)), issue(2, (A, 1)), issue(3), issue(4, (A, 1))))
    assert (later[Feat.LONGEST_RUN].value, later[Feat.LONGEST_RUN].holders[0].at_least) == (3, False)
    assert later[Feat.LONGEST_STREAK] == Record(Feat.LONGEST_STREAK, 2, (Holder(end(2), A, rank=1, last_week=1),))


def test_the_worked_run_holds_its_biggest_jump_and_fall() -> None:
    ours = [replace(w, figures=tuple(f for f in w.figures if f.entry.song == SONG)) for w in worked_run()]
    found = records(ours)
    assert found[Feat.BIGGEST_JUMP] == Record(Feat.BIGGEST_JUMP, 6, (Holder(end(2), SONG, rank=9, last_week=15),))
    assert found[Feat.BIGGEST_FALL] == Record(Feat.BIGGEST_FALL, 6, (Holder(end(9), SONG, rank=20, last_week=14),))
    assert found[Feat.LONGEST_ABSENCE] == Record(Feat.LONGEST_ABSENCE, 1, (Holder(end(8), SONG, rank=14),))
    assert found[Feat.LONGEST_STREAK].value == 6


def test_a_jump_needs_a_known_last_week() -> None:
    assert one(Feat.BIGGEST_JUMP, issue(0, (A, 20)), missing(1), issue(2, (A, 1))) is None
    assert one(Feat.BIGGEST_JUMP, issue(0, (A, 20)), issue(1), issue(2, (A, 1))) is None


def test_the_highest_debut_leaves_out_first_issues_returns_and_debuts_in_our_data_only() -> None:
    assert one(Feat.HIGHEST_DEBUT, issue(0, (A, 1))) is None
    assert who(one(Feat.HIGHEST_DEBUT, issue(0), issue(1, (A, 7), (B, 4)), issue(2, (C, 9)))) == [B]
    gap = [
        issue(0),
        missing(1),
        issue(2),
        issue(3, (A, 1)),
        issue(
            4,
            (
                B,
                1,
            ),
            (C, 19),
        ),
    ]
    assert told(*gap)[3].figures[0].in_our_data
    assert one(Feat.HIGHEST_DEBUT, *gap) is None
    known = Entry(A, 1, claim=Claim(weeks=5))
    assert one(Feat.HIGHEST_DEBUT, issue(0), replace(issue(1), entries=(known,))) is None


def test_an_absence_counts_the_issues_between_and_void_ones_not() -> None:
    found = one(Feat.LONGEST_ABSENCE, issue(0, (A, 3)), issue(1), void(2), issue(3), issue(4, (A, 2)))
    assert found == Record(Feat.LONGEST_ABSENCE, 2, (Holder(end(4), A, rank=2),))


def test_an_absence_with_an_unknown_issue_inside_is_no_record() -> None:
    shallow = issue(1, depth=5)
    osts_only = replace(issue(1), coverage=Coverage.OST)
    for hole in (missing(1), shallow, osts_only):
        weeks = told(issue(0, (A, 9)), hole, issue(2), issue(3, (A, 4)))
        assert weeks[-1].figures[0].mark is Mark.RETURN
        assert Feat.LONGEST_ABSENCE not in records(weeks)
    assert one(Feat.LONGEST_ABSENCE, issue(0, (A, 5)), shallow, issue(2), issue(3, (A, 4))) is not None


def test_a_return_the_source_alone_knows_of_is_no_record() -> None:
    claimed = replace(issue(1), entries=(Entry(A, 4, claim=Claim(weeks=9)),))
    assert one(Feat.LONGEST_ABSENCE, issue(0), claimed) is None


def test_the_longest_way_to_number_one_counts_the_weeks_on_the_chart_before() -> None:
    way = [issue(0), issue(1, (A, 5)), issue(2, (A, 3)), issue(3), issue(4, (A, 2)), issue(5, (A, 1)), issue(6, (A, 1))]
    assert one(Feat.LONGEST_WAY, *way) == Record(Feat.LONGEST_WAY, 3, (Holder(end(5), A, rank=1, last_week=2),))
    assert one(Feat.LONGEST_WAY, *way[1:]) is None
    assert one(Feat.LONGEST_WAY, issue(0), issue(1, (A, 1))) is None


def test_most_songs_of_one_drama_in_a_week() -> None:
    dramas = {A: DramaKey("goblin"), B: DramaKey("goblin"), C: DramaKey("signal")}
    weeks = told(issue(0, (A, 1), (C, 2), (9, 3)), issue(1, (A, 1), (B, 2), (C, 3)), issue(2, (A, 1), (B, 2)))
    found = records(weeks, dramas.get)[Feat.MOST_OF_A_DRAMA]
    assert found == Record(Feat.MOST_OF_A_DRAMA, 2, (Holder(end(1), drama=DramaKey("goblin")),))
    assert Feat.MOST_OF_A_DRAMA not in records(weeks)


def test_a_record_is_broken_by_a_better_one_not_by_a_shared_or_a_first_one() -> None:
    jumps = [issue(0, (A, 9), (B, 20)), issue(1, (A, 4), (B, 15)), issue(2, (A, 4), (B, 10)), issue(3, (A, 4), (B, 1))]
    feats = [[record.feat for record in broken(told(*jumps[:n]))] for n in (2, 3, 4)]
    assert [Feat.BIGGEST_JUMP in found for found in feats] == [False, False, True]


def test_one_more_week_for_who_leads_in_weeks_breaks_nothing_but_overtaking_does() -> None:
    def breaks(*leaders: SongId) -> bool:
        weeks = told(*(issue(number, (leader, 1)) for number, leader in enumerate(leaders)))
        return Feat.WEEKS_AT_ONE in {record.feat for record in broken(weeks)}

    assert not breaks(A, A)
    assert not breaks(A, A, B, B)
    assert breaks(A, A, B, B, B)
    assert not breaks(A, A, B, B, B, B)


@given(charts())
def test_every_record_is_reached_by_a_holder_and_by_nobody_surpassed(issues: Sequence[Issue]) -> None:
    weeks = told(*issues)
    found = records(weeks)
    every = [(w.issue.end, f) for w in weeks for f in w.figures]
    moves = [f.move for _, f in every if f.move]
    best = {
        Feat.LONGEST_RUN: max((f.weeks for _, f in every), default=None),
        Feat.LONGEST_STREAK: max((f.streak for _, f in every), default=None),
        Feat.BIGGEST_JUMP: max((move for move in moves if move > 0), default=None),
        Feat.BIGGEST_FALL: max((-move for move in moves if move < 0), default=None),
        Feat.HIGHEST_DEBUT: min(
            (f.entry.rank for _, f in every if f.mark is Mark.NEW and not f.in_our_data), default=None
        ),
        Feat.WEEKS_AT_ONE: max((f.weeks_at_peak for _, f in every if f.peak == 1), default=None),
    }
    assert {feat: found[feat].value if feat in found else None for feat in best} == best
    on_chart = {(on, f.entry.song) for on, f in every}
    assert all((holder.on, holder.song) in on_chart for record in found.values() for holder in record.holders)


@given(charts())
def test_void_issues_change_no_record(issues: Sequence[Issue]) -> None:
    assert records(told(*issues)) == records(told(*(one for one in issues if one.status is not Status.VOID)))


def test_the_real_hot_100_gives_the_records_that_everybody_knows(data: Data) -> None:
    numbers: dict[tuple[str, str], SongId] = {}
    listed: dict[date, list[Entry]] = {}
    with data("hot100/hot100_2015-2019.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            song = numbers.setdefault((row["title"], row["artist"]), SongId(len(numbers) + 1))
            listed.setdefault(date.fromisoformat(row["week"]), []).append(Entry(song, int(row["rank"])))
    titles = {song: title for (title, _), song in numbers.items()}
    found = records(told(*(Issue(on, tuple(listed[on]), depth=100) for on in sorted(listed))))
    at_one, jump = found[Feat.WEEKS_AT_ONE], found[Feat.BIGGEST_JUMP]
    assert (at_one.value, [titles[h.song] for h in at_one.holders if h.song]) == (19, ["Old Town Road"])
    assert (jump.value, jump.holders[0].last_week, jump.holders[0].rank) == (98, 100, 2)
    assert [titles[h.song] for h in jump.holders if h.song] == ["ME!"]
    assert "Hello" in {titles[h.song] for h in found[Feat.HIGHEST_DEBUT].holders if h.song}
