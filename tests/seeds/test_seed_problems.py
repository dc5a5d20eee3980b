"""Every mistake in the seed files is told at once, each with its file, its line and its key."""

from pathlib import Path
from textwrap import dedent

import pytest

from core.errors import Refusal
from seeds import SeedProblems, load

SOURCES = """\
# Sources

| id | what it is |
|---|---|
| `wiki` | a wiki |
"""
ARTISTS = 'iu = { en = "IU", ko = "아이유" }\npunch = { en = "Punch", ko = "펀치" }\n'
TAGS = '[genre]\nballad = { en = "ballad", ko = "발라드", meaning = "A slow song." }\n'
FAQ = '[ost]\nquestion = "What is an OST?"\nanswer = "A soundtrack."\nsource = "wiki"\nas_of = "2024"\n'
DRAMA = """\
title_en = "Hotel"
title_ko = "호텔"
first_air = 2019-07-13
sources = ["wiki"]

[[release]]
kind = "part"
part = 1
released = 2019-07-14

[[release.track]]
key = "another-day"
title_en = "Another Day"
artists = ["punch"]
sources = ["wiki"]

[[release]]
kind = "part"
part = 2

[[release.track]]
key = "poem"
title_ko = "그대라는 시"
artists = ["iu"]
feat = ["punch"]
tags = ["ballad"]
sources = ["wiki"]
"""
CHART = """\
title = "A chart"
platform = "bugs"
market = "kr"
depth = 100
coverage = "ost"
source = "wiki"

[[week]]
end = 2024-05-02
row = [
    { rank = 3, title = "Another Day", artist = "펀치(Punch)", album = "호텔 OST Part.1" },
    # the song of the second part
    { rank = 7, title = "그대라는 시", artist = "아이유(IU)", album = "호텔 OST Part.2" },
]

[[week]]
end = 2024-05-09
row = [
    { rank = 4, title = "그대라는 시", artist = "아이유(IU)", album = "호텔 OST Part.2" },
]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "SOURCES.md": SOURCES,
        "artists.toml": ARTISTS,
        "tags.toml": TAGS,
        "faq.toml": FAQ,
        "dramas/hotel.toml": DRAMA,
        "charts/bugs-kr-weekly.toml": CHART,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(SeedProblems) as refused:
        load(folder)
    assert isinstance(refused.value, Refusal)
    assert all(problem in str(refused.value) for problem in refused.value.problems)
    return refused.value.problems


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_files_without_a_mistake_load(folder: Path) -> None:
    shipment = load(folder)
    assert list(shipment.catalogue.tracks) == ["hotel/another-day", "hotel/poem"]
    (chart,) = shipment.charts
    assert [len(sheet.rows) for sheet in chart.sheets] == [2, 1]


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (
            "dramas/hotel.toml",
            '["iu"]',
            '["iu2"]',
            "dramas/hotel.toml:24: release.track.artists: 'iu2' is not in artists.toml; did you mean 'iu'?",
        ),
        (
            "dramas/hotel.toml",
            'feat = ["punch"]',
            'feat = ["iu"]',
            "dramas/hotel.toml:25: release.track.feat: 'iu' is in artists already",
        ),
        (
            "dramas/hotel.toml",
            '["ballad"]',
            '["waltz"]',
            "dramas/hotel.toml:26: release.track.tags: 'waltz' is not in tags.toml; add it there or correct it here",
        ),
        (
            "dramas/hotel.toml",
            'title_ko = "호텔"',
            'title_ko = "Hotel"',
            "dramas/hotel.toml:2: title_ko: 'Hotel' has no Hangul; write it under the other key",
        ),
        (
            "dramas/hotel.toml",
            'title_en = "Another Day"',
            'title_en = "하루"',
            "dramas/hotel.toml:13: release.track.title_en: '하루' has Hangul; write it under the other key",
        ),
        (
            "dramas/hotel.toml",
            'title_en = "Another Day"\n',
            "",
            "dramas/hotel.toml:11: release.track: a title is needed: title_en, title_ko or both",
        ),
        (
            "dramas/hotel.toml",
            'title_en = "Hotel"\ntitle_ko = "호텔"\n',
            "",
            "dramas/hotel.toml:1: title_en: a title is needed: title_en, title_ko or both",
        ),
        (
            "dramas/hotel.toml",
            'key = "poem"',
            'key = "another-day"',
            "dramas/hotel.toml:22: release.track.key: 'another-day' is the key of another track of this drama",
        ),
        (
            "dramas/hotel.toml",
            'title_ko = "그대라는 시"\nartists = ["iu"]\nfeat = ["punch"]',
            'title_en = "ANOTHER  day"\nartists = ["punch"]',
            "dramas/hotel.toml:22: release.track.key: the same title by the same artists is 'another-day' already",
        ),
        (
            "dramas/hotel.toml",
            "part = 2",
            "part = 0",
            "dramas/hotel.toml:19: release.part: input should be greater than or equal to 1",
        ),
        (
            "dramas/hotel.toml",
            'kind = "part"\npart = 2',
            'kind = "album"\npart = 2',
            'dramas/hotel.toml:19: release.part: only a release of kind "part" has a number',
        ),
        (
            "dramas/hotel.toml",
            "2019-07-14",
            "1919-07-14",
            "dramas/hotel.toml:9: release.released: 1919-07-14 is not between 1990-01-01 and 2100-01-01",
        ),
        (
            "dramas/hotel.toml",
            "2019-07-14",
            "2219-07-14",
            "dramas/hotel.toml:9: release.released: 2219-07-14 is not between 1990-01-01 and 2100-01-01",
        ),
        (
            "dramas/hotel.toml",
            "2019-07-14",
            '"2019-07-14"',
            "dramas/hotel.toml:9: release.released: write a day as 2019-07-14, without quotes",
        ),
        (
            "dramas/hotel.toml",
            "first_air = 2019-07-13",
            "first_air = 2019-07-13\nfinale = 2018-09-01",
            "dramas/hotel.toml:4: finale: the finale is before the first episode",
        ),
        (
            "dramas/hotel.toml",
            "first_air = 2019-07-13",
            "episodes = 1",
            "dramas/hotel.toml:3: episodes: input should be greater than or equal to 2",
        ),
        (
            "dramas/hotel.toml",
            "first_air = 2019-07-13",
            'channel = "tvN"',
            "dramas/hotel.toml:3: channel: there is no such key; remove it or correct its spelling",
        ),
        (
            "dramas/hotel.toml",
            'sources = ["wiki"]\n\n',
            'sources = ["hearsay"]\n\n',
            "dramas/hotel.toml:4: sources: 'hearsay' is not in SOURCES.md; add it there or correct it here",
        ),
        (
            "dramas/hotel.toml",
            'sources = ["wiki"]\n\n',
            'sources = ["wiki", "wiki"]\n\n',
            "dramas/hotel.toml:4: sources: 'wiki' is named twice",
        ),
        (
            "dramas/hotel.toml",
            "part = 2",
            "part = 2\nhour = 18",
            "dramas/hotel.toml:20: release.hour: an hour needs its day; add released",
        ),
        (
            "dramas/hotel.toml",
            "released = 2019-07-14",
            "released = 2019-07-14\nhour = 24",
            "dramas/hotel.toml:10: release.hour: input should be less than or equal to 23",
        ),
        (
            "dramas/hotel.toml",
            'key = "poem"',
            'key = "poem"\nkind = "karaoke"',
            "dramas/hotel.toml:23: release.track.kind: input should be 'vocal', 'inst', 'score' or 'unknown'",
        ),
        (
            "dramas/hotel.toml",
            'key = "poem"',
            'key = "poem"\nduration = "3:35"',
            "dramas/hotel.toml:23: release.track.duration: write a whole number, without quotes",
        ),
        (
            "dramas/hotel.toml",
            'key = "poem"',
            'key = "poem"\nduration = 215000',
            "dramas/hotel.toml:23: release.track.duration: input should be less than or equal to 3600",
        ),
        (
            "dramas/hotel.toml",
            'key = "poem"',
            'key = "poem"\nlinks = ["http://example.org"]',
            "dramas/hotel.toml:23: release.track.links: write a whole address that begins with https://",
        ),
        (
            "dramas/hotel.toml",
            'key = "poem"',
            'key = "poem"\nlinks = ["https://a.example/1", "https://a.example/1"]',
            "dramas/hotel.toml:23: release.track.links: 'https://a.example/1' is named twice",
        ),
        (
            "dramas/hotel.toml",
            'key = "poem"',
            'key = "poem"\ncomposers = ["pumch"]',
            "dramas/hotel.toml:23: release.track.composers: 'pumch' is not in artists.toml; did you mean 'punch'?",
        ),
        (
            "dramas/hotel.toml",
            'key = "poem"',
            'key = "A Poem"',
            "dramas/hotel.toml:22: release.track.key: "
            "write small Latin letters, figures and Hangul, joined by single dashes",
        ),
        ("dramas/hotel.toml", "part = 2", "part = = 2", "dramas/hotel.toml:19: no TOML: Invalid value"),
        (
            "artists.toml",
            'iu = { en = "IU", ko = "아이유" }',
            "iu = { also = [] }",
            "artists.toml:1: iu: a name is needed: en, ko or both",
        ),
        (
            "artists.toml",
            '"펀치"',
            '"Punch"',
            "artists.toml:2: punch.ko: 'Punch' has no Hangul; write it under the other key",
        ),
        (
            "artists.toml",
            'ko = "펀치" }',
            'ko = "펀치", group = "duo" }',
            "artists.toml:2: punch.group: 'duo' is not in artists.toml; add it there or correct it here",
        ),
        (
            "artists.toml",
            'ko = "펀치" }',
            'ko = "펀치", group = "iu" }',
            "artists.toml:2: punch.group: 'iu' needs kind = \"group\", and no group of its own",
        ),
        (
            "artists.toml",
            'ko = "펀치" }',
            'ko = "펀치", kind = "choir" }',
            "artists.toml:2: punch.kind: input should be 'solo', 'group' or 'unknown'",
        ),
        ("tags.toml", "meaning", "sense", "tags.toml:2: genre.ballad.meaning: is missing; add it"),
        (
            "tags.toml",
            "[genre]",
            '[role]\nballad = { en = "b", ko = "발", meaning = "m" }\n[genre]',
            "tags.toml:4: genre.ballad: 'ballad' is a tag of role already",
        ),
        (
            "tags.toml",
            "[genre]",
            '[genre]\nslow = { en = "slow", ko = "느린", also = ["Ballad"], meaning = "m" }',
            "tags.toml:3: genre.ballad: 'ballad' means 'slow' already",
        ),
        (
            "faq.toml",
            '"wiki"',
            '"hearsay"',
            "faq.toml:4: ost.source: 'hearsay' is not in SOURCES.md; add it there or correct it here",
        ),
        (
            "charts/bugs-kr-weekly.toml",
            '"그대라는 시", artist = "아이유(IU)"',
            '"그대라는 시", artist = "백지영"',
            "charts/bugs-kr-weekly.toml:13: week.row: '그대라는 시' by '백지영' is no track of the catalogue",
        ),
        (
            "charts/bugs-kr-weekly.toml",
            "rank = 7",
            "rank = 107",
            "charts/bugs-kr-weekly.toml:13: week.row: rank 107 is below the chart's depth of 100",
        ),
        (
            "charts/bugs-kr-weekly.toml",
            "rank = 7",
            "rank = 2",
            "charts/bugs-kr-weekly.toml:13: week.row: ranks stand in order",
        ),
        (
            "charts/bugs-kr-weekly.toml",
            "2024-05-09",
            "2024-05-01",
            "charts/bugs-kr-weekly.toml:17: week.end: weeks stand in order, the newest last",
        ),
        (
            "charts/bugs-kr-weekly.toml",
            ', album = "호텔 OST Part.2" },\n]\n\n',
            " },\n]\n\n",
            "charts/bugs-kr-weekly.toml:13: week.row.album: is missing; add it",
        ),
        (
            "charts/bugs-kr-weekly.toml",
            '"wiki"',
            '"hearsay"',
            "charts/bugs-kr-weekly.toml:6: source: 'hearsay' is not in SOURCES.md; add it there or correct it here",
        ),
    ],
)
def test_one_mistake_is_told_with_its_line_and_key(folder: Path, name: str, old: str, new: str, problem: str) -> None:
    change(folder, name, old, new)
    assert problem in problems(folder)


def test_a_release_without_a_track_is_told(folder: Path) -> None:
    path = folder / "dramas/hotel.toml"
    path.write_text(DRAMA[: DRAMA.rindex("[[release.track]]")], encoding="utf-8")
    assert "dramas/hotel.toml:17: release.track: is missing; add it" in problems(folder)


@pytest.mark.parametrize("name", ["Hotel del Luna", "호텔", "hotel_luna", "-hotel", "hotel--luna"])
def test_a_drama_file_whose_name_is_no_key_is_told(folder: Path, name: str) -> None:
    (folder / "dramas/hotel.toml").rename(folder / f"dramas/{name}.toml")
    why = "the file name is the key: small Latin letters and figures, joined by single dashes"
    assert f"dramas/{name}.toml:1: {why}" in problems(folder)


def test_a_chart_file_that_is_not_named_after_its_chart_is_told(folder: Path) -> None:
    change(folder, "charts/bugs-kr-weekly.toml", 'platform = "bugs"', 'platform = "melon"')
    assert problems(folder) == ("charts/bugs-kr-weekly.toml:1: a chart's file is named after it: melon-kr-weekly.toml",)


def test_a_file_that_is_missing_or_not_utf_8_is_told(folder: Path) -> None:
    (folder / "tags.toml").unlink()
    (folder / "dramas/hotel.toml").write_bytes(b'title_en = "\xff"')
    found = problems(folder)
    assert "tags.toml:1: there is no such file" in found
    assert "dramas/hotel.toml:1: the file is not UTF-8 from byte 12 on" in found


def test_every_problem_of_every_file_is_told_at_once(folder: Path) -> None:
    change(folder, "artists.toml", '"아이유"', '"IU"')
    change(folder, "faq.toml", '"wiki"', '"hearsay"')
    change(folder, "dramas/hotel.toml", '["iu"]', '["iu2"]')
    change(folder, "dramas/hotel.toml", '["ballad"]', '["waltz"]')
    change(folder, "dramas/hotel.toml", "2019-07-14", "1919-07-14")
    (folder / "dramas/second.toml").write_text('title_en = "Second"\nsources = ["wiki"]\n', encoding="utf-8")
    assert problems(folder) == (
        "artists.toml:1: iu.ko: 'IU' has no Hangul; write it under the other key",
        "faq.toml:4: ost.source: 'hearsay' is not in SOURCES.md; add it there or correct it here",
        "dramas/hotel.toml:9: release.released: 1919-07-14 is not between 1990-01-01 and 2100-01-01",
        "dramas/hotel.toml:24: release.track.artists: 'iu2' is not in artists.toml; did you mean 'iu'?",
        "dramas/hotel.toml:26: release.track.tags: 'waltz' is not in tags.toml; add it there or correct it here",
        "dramas/second.toml:1: release: is missing; add it",
    )


def test_an_artist_file_that_cannot_be_read_is_told_once_and_not_for_every_track(folder: Path) -> None:
    (folder / "artists.toml").write_text("iu = {", encoding="utf-8")
    (problem,) = problems(folder)
    assert problem.startswith("artists.toml:1: no TOML:")


def test_lines_are_found_among_comments_quoted_keys_and_spread_lists(folder: Path) -> None:
    (folder / "artists.toml").write_text(
        dedent("""\
            # the singers
            iu = { en = "IU", ko = "아이유" }

            "펀치" = { ko = "Punch" }
            [punch]
            en = "Punch" # as she writes it
            also = [
                # a blank at the end
                "Punch",
                " 펀치",
            ]
            """),
        encoding="utf-8",
    )
    found = problems(folder)
    assert found[0].startswith("artists.toml:10: punch.also: write one line without blanks at its ends")
    change(folder, "artists.toml", '" 펀치"', '"펀치"')
    assert problems(folder) == ("artists.toml:4: 펀치.ko: 'Punch' has no Hangul; write it under the other key",)
