"""Boards to draw: a real week of Bugs, ranks and names as published, and lines made to order."""

from dataclasses import replace
from datetime import date

from core.catalog.model import Names
from core.charts.board import Board, Line
from core.charts.model import Chart, Entry, Figures, Mark
from core.values import ChartKey, SongId

END = date(2024, 7, 25)
BUGS = Chart(ChartKey("bugs-kr-weekly"), "Bugs South Korea, weekly", "bugs", "kr")
OSTS = Chart(
    ChartKey("bugs-kr-weekly-ost"),
    "K-drama OSTs on Bugs South Korea, weekly",
    "bugs",
    "kr",
    of=ChartKey("bugs-kr-weekly"),
)


def figures(
    rank: int, mark: Mark = Mark.SAME, last_week: int | None = None, *, peak: int | None = None, weeks: int = 5
) -> Figures:
    """What is true of an entry at *rank*; a step up or down needs *last_week*."""
    before = rank if mark is Mark.SAME else last_week
    return Figures(
        entry=Entry(SongId(rank), rank),
        mark=mark,
        last_week=before,
        peak=peak or rank,
        peak_on=END,
        weeks_at_peak=1,
        weeks=weeks,
        weeks_at_least=False,
        streak=1,
        streak_at_least=False,
    )


def line(
    now: Figures,
    title: str | Names,
    artist: str = "이클립스 (ECLIPSE)",
    drama: str | Names | None = None,
    *,
    part: int | None = None,
    source_rank: int | None = None,
) -> Line:
    """One line of a board; a plain text is a name in Latin letters."""
    return Line(
        now,
        Names(en=title) if isinstance(title, str) else title,
        artist,
        Names(en=drama) if isinstance(drama, str) else drama,
        part,
        source=figures(source_rank) if source_rank else None,
    )


def board(*lines: Line, chart: Chart = OSTS, source: Chart | None = BUGS, total: int | None = None) -> Board:
    """The week to 25 July 2024 with *lines*."""
    return Board(chart, END, lines, len(lines) if total is None else total, source=source)


RUNNER = Names(en="Lovely Runner", ko="선재 업고 튀어")
GOBLIN = Names(en="Guardian: The Lonely and Great God", ko="쓸쓸하고 찬란하神-도깨비")

WEEK = board(
    line(figures(1, weeks=13), Names(en="Sudden Shower", ko="소나기"), drama=RUNNER, part=1, source_rank=9),
    replace(
        line(
            replace(figures(2, Mark.UP, 3, weeks=19), new_peak=True),
            Names(en="Love You With All My Heart", ko="미안해 미워해 사랑해"),
            "Crush",
            Names(en="Queen of Tears", ko="눈물의 여왕"),
            part=4,
            source_rank=41,
        ),
        tied=True,
    ),
    replace(
        line(
            figures(2, Mark.DOWN, 1, peak=1, weeks=10),
            Names(ko="그랬나봐"),
            "유회승 (엔플라잉)",
            RUNNER,
            part=6,
            source_rank=41,
        ),
        tied=True,
    ),
    line(
        replace(figures(4, Mark.RETURN, peak=1, weeks=104), weeks_at_least=True),
        Names(en="I Will Go To You Like the First Snow", ko="첫눈처럼 너에게 가겠다"),
        "에일리",
        GOBLIN,
        part=9,
        source_rank=55,
    ),
    line(
        figures(5, Mark.UP, 15, weeks=88),
        Names(en="Every day, Every Moment", ko="모든 날, 모든 순간 (Every day, Every Moment)"),
        "폴킴(Paul Kim)",
        Names(en="Should We Kiss First?", ko="키스 먼저 할까요?"),
        part=3,
        source_rank=63,
    ),
    line(figures(6, Mark.NEW, weeks=1), "Run Run", drama=RUNNER, part=1, source_rank=64),
    line(figures(7, Mark.UNKNOWN), Names(ko="꿈"), "태연 (TAEYEON)", "Welcome to Samdal-ri", part=3, source_rank=70),
    replace(
        line(
            figures(8, Mark.DOWN, 6, peak=1, weeks=141),
            Names(ko="사랑은 늘 도망가"),
            "임영웅",
            "Young Lady and Gentleman",
            source_rank=77,
        ),
        verified=False,
    ),
    line(
        replace(figures(9, Mark.NEW, weeks=1), in_our_data=True),
        Names(en="Like A Dream", ko="꿈결같아서"),
        "민니 ((여자)아이들)",
        RUNNER,
        part=3,
        source_rank=90,
    ),
    line(
        figures(10, Mark.BASELINE),
        Names(en="Love, Maybe", ko="사랑인가 봐"),
        "멜로망스(MeloMance)",
        "Business Proposal",
        source_rank=98,
    ),
    total=14,
)
"""Ten lines, every kind of movement, a tie, an unverified fact, names in one script and in two."""
