"""Whatever bytes arrive, they become sheets or one refusal; nothing else ever happens."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from core.charts.model import Sheet
from core.charts.readers import BadFile, Limits, read
from core.charts.readers.labels import label

NAMES = st.sampled_from(
    ["chart.csv", "regional-kr-weekly-2026-03-05.csv", "x.top3.ost.csv", "melon100_2024-05-20.json", "hot100.json", ""]
) | st.text(max_size=40)
HEADERS = st.sampled_from(
    [
        "rank,title,artist",
        "week,rank,title,artist,album,streams",
        "rank,uri,artist_names,track_name,source,peak_rank,previous_rank,weeks_on_chart,streams",
        'Position,"Track Name",Artist,Streams,URL',
        "date,platform,rank,title,artist,album",
        "date,region,rank,track_id,title,artists,album",
        "Rank,Previous Rank,Track Name,Artist Names,Periods on Chart,Views,Growth,YouTube URL",
        "chart_week,current_week,title,performer,last_week,peak_pos,wks_on_chart",
    ]
)
CELLS = st.one_of(
    st.integers(-2, 9).map(str),
    st.sampled_from(
        ["", '"', "2026-03-05", "2026-02-30", "melon", "South Korea", "=1", "9" * 30, "²", "٣", "사랑", "-1"]
    ),
    st.text(max_size=8),
)
LINES = st.lists(st.lists(CELLS, max_size=9).map(",".join), max_size=6)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp949", "latin-1"])
SHAPES = ["feed", "entry", "results", "tracks", "track", "data", "payload", "recordings", "songs", "@attr", "error"]
FACTS = ["rank", "title", "artist", "name", "im:name", "label", "date", "range", "to_ts", "message", "country", "page"]
KEYS = st.sampled_from([*SHAPES, *FACTS])
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.sampled_from(["week", "songs"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=24,
)
SMALL = Limits(bytes=4_000, rows=5, columns=12, characters=20)


def outcome(name: str, data: bytes, limits: Limits | None) -> tuple[Sheet, ...] | str:
    try:
        return read(name, data, limits)
    except BadFile as refusal:
        return str(refusal)


def check(name: str, data: bytes) -> None:
    for limits in (None, SMALL):
        result = outcome(name, data, limits)
        if isinstance(result, str):
            assert result.strip()
            assert "\n" not in result
            continue
        assert result
        for sheet in result:
            ranks = [row.rank for row in sheet.rows]
            assert ranks == sorted(ranks)
            assert 1 <= ranks[0] <= ranks[-1] <= sheet.depth
            assert all(row.title and row.artist for row in sheet.rows)


@given(NAMES, st.binary(max_size=400))
@example("x.csv", b"\xff\xfe\x00")
@example("x.csv", b"\xff\xfe\x00\xd8a\x00")
@example("x.csv", b"rank,title,artist\n1,a,b\n\x1a")
@example("x.json", b'{"payload": {"recordings": [{}], "range": []}}')
@example("x.json", b"1" * 5_000)
@example("x.json", b"[" + b"1" * 5_000 + b"]")
def test_any_bytes_become_sheets_or_a_refusal(name: str, data: bytes) -> None:
    check(name, data)


@given(NAMES, HEADERS, LINES, ENCODINGS, st.integers(0, 400))
def test_anything_under_a_known_header_becomes_sheets_or_a_refusal(
    name: str, header: str, lines: list[str], encoding: str, cut: int
) -> None:
    text = "\r\n".join((header, *lines)).encode(encoding, "ignore")
    check(name, text)
    check(name, text[:cut])


@given(NAMES, DOCUMENTS)
def test_any_json_becomes_sheets_or_a_refusal(name: str, document: object) -> None:
    check(name, json.dumps(document).encode())


@given(st.text())
def test_any_name_says_something_or_nothing(name: str) -> None:
    said = label(name)
    assert (said.platform is None) <= (said.market is None)


@given(st.permutations(range(1, 8)))
def test_the_order_of_the_lines_means_nothing(order: list[int]) -> None:
    text = "rank,title,artist\n" + "".join(f"{rank},Song {rank},Somebody\n" for rank in order)
    assert [row.rank for row in read("chart.csv", text.encode())[0].rows] == list(range(1, 8))
