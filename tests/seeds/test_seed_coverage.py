"""Every track of the collected facts is in the shipped catalogue, once."""

import csv
import re
from pathlib import Path

import pytest

from core.catalog.model import Catalogue, Track
from core.text import fold
from seeds import load

FACTS = Path(__file__).parents[2] / "../shared/data/catalogue"
CHARTS = Path(__file__).parents[2] / "../shared/data/kr_daily"
pytestmark = pytest.mark.skipif(not FACTS.is_dir(), reason="the collected facts are not beside this checkout")

LOOKALIKES = {"OST"}
"""A K-pop album of that very name by ASH ISLAND, no soundtrack."""

NO_DRAMA = {
    "CART OST": "a film",
    "Do you want to walk with me? (Romance 101 X Jukjae)": "a webtoon",
    "Dream": "the singer's own single",
    "Good Person (2022)": "the singer's own single",
    "STILL": "the group's own album",
    "At The Close Of A Century": "a collection of Stevie Wonder",
    "20/20": "an album of George Benson",
    "Stay Alive (Prod. SUGA of BTS)": "a webtoon",
    "Sensibility": "the singer's own album",
}
"""The nine albums of the playlist that are no soundtrack of a drama, and what they are."""

NO_TRACK = {
    "Song of the Bandits (Original Soundtrack from the Netflix Series)",
    "CASTAWAY DIVA OST Part.8",
    "Doona! (Music from The Netflix Series)",
}
"""Albums that are listed with their day, and no song of theirs anywhere."""

UNLIKE = {"Guardian": "Goblin", "Meow the secret boy 어서와": "Meow, the Secret Boy", "Hong Gil Dong": "Hong Gil-Dong"}
"""Dramas under the name that a store gives their album."""


def squashed(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load().catalogue


@pytest.fixture(scope="module")
def by_drama(catalogue: Catalogue) -> dict[str, list[Track]]:
    """The tracks under every spelling of their drama; a season's also under the title without its number."""
    found: dict[str, list[Track]] = {}
    for drama in catalogue.dramas.values():
        names = {squashed(name) for name in drama.title.all}
        names |= {re.sub(r"(시즌|season)?\d$", "", name) for name in names if drama.key.endswith("-2")}
        for name in names:
            found.setdefault(name, []).extend(catalogue.tracks_of(drama.key))
    return found


def the_track(tracks: list[Track], title: str) -> Track:
    (track,) = [track for track in tracks if squashed(title) in map(squashed, track.title.all)]
    return track


def spellings(catalogue: Catalogue, track: Track) -> set[str]:
    return {squashed(name) for credit in track.credits for name in catalogue.artists[credit.artist].name.all}


def without_guest(title: str) -> str:
    return re.sub(r"\s*\((?:feat|with)\. ?.*\)$", "", title, flags=re.IGNORECASE)


def is_known(catalogue: Catalogue, track: Track, artists: str) -> bool:
    """Whether every artist of one listing is credited, whatever stands between them."""
    known = spellings(catalogue, track)
    whole = artists.removesuffix(" 외").replace("한아름)", "한아름").replace(" (원곡: 쿨)", "")
    return squashed(whole) in known or all(squashed(one) in known for one in re.split(r"[;,]", whole))


def test_every_listed_track_is_one_track_with_its_artists_part_date_and_sources(
    catalogue: Catalogue, by_drama: dict[str, list[Track]]
) -> None:
    listed = rows(FACTS / "ost_tracks.csv")
    assert len(listed) == 212
    for row in listed:
        track = the_track(by_drama[squashed(row["drama_ko"])], without_guest(row["title_as_listed"]))
        if "|" not in row["release_date"] and "/" not in row["release_date"]:
            assert all(is_known(catalogue, track, artists) for artists in row["artists_as_listed"].split(" | ")), row
            assert row["release_date"] in ("", str(track.release.released)), row
        if row["part"] and row["drama_ko"] != "또 오해영":
            assert int(row["part"]) == track.release.part, row
        assert len(track.sources) >= int(row["n_sources"]), row


def test_every_row_of_the_korean_wikipedia_tables_is_one_track(
    catalogue: Catalogue, by_drama: dict[str, list[Track]]
) -> None:
    listed = rows(FACTS / "kowiki_ost_tables.csv")
    assert len(listed) == 421
    for row in listed:
        track = the_track(by_drama[squashed(row["drama_ko"])], without_guest(row["title"]))
        assert "kowiki" in track.sources
        if "artist doubtful" in row["note"]:
            assert not track.credits, row
        elif row["artists"] and row["artists"] != "2001 Remix Ver.":
            assert is_known(catalogue, track, row["artists"]), row
        if row["part"] and "doubtful" not in row["note"] and row["drama_ko"] != "또 오해영":
            assert int(row["part"]) == track.release.part, row
        if "one part for the whole table" in row["note"] and row["drama_ko"] == "함부로 애틋하게":
            assert track.release.released is None, row


def test_every_pair_of_titles_in_two_scripts_is_one_track(
    catalogue: Catalogue, by_drama: dict[str, list[Track]]
) -> None:
    for row in rows(FACTS / "bilingual_titles.csv"):
        tracks = by_drama[squashed(row["drama_ko"])]
        track = the_track(tracks, row["title_en"])
        assert the_track(tracks, row["title_ko"]) is track
        assert is_known(catalogue, track, row["artist_en"]), row
        assert is_known(catalogue, track, row["artist_ko"]), row


def sung(catalogue: Catalogue, title: str, artists: str) -> list[Track]:
    """The tracks with that title by all those artists."""
    return [
        track
        for track in catalogue.tracks.values()
        if squashed(without_guest(title)) in map(squashed, track.title.all) and is_known(catalogue, track, artists)
    ]


def test_every_soundtrack_row_of_the_korean_daily_charts_is_a_track(catalogue: Catalogue) -> None:
    (path,) = CHARTS.glob("*.csv")
    soundtracks = {row["album"] for row in rows(FACTS / "ost_album_strings.csv") if row["is_kdrama_ost"] == "1"}
    songs = {
        (row["title"], row["artist"])
        for row in rows(path)
        if row["album"] in soundtracks or (re.search(r"\bOST\b", row["album"]) and row["album"] not in LOOKALIKES)
    }
    assert len(songs) > 27
    assert not [song for song in songs if not sung(catalogue, *song)]


def test_every_drama_song_of_the_playlist_is_one_track_and_the_nine_others_are_known(catalogue: Catalogue) -> None:
    lines = (FACTS / "spotify_best_of_korean_osts.txt").read_text(encoding="utf-8").splitlines()
    listed = [line.split(" -- ") for line in lines if line.count(" -- ") == 2]
    assert len(listed) == 100
    assert {album for _, _, album in listed} >= NO_DRAMA.keys()
    for title, artists, album in listed:
        assert len(sung(catalogue, title, artists)) == (album not in NO_DRAMA), (title, artists, album)


def test_every_dated_album_has_a_track_of_that_day_or_names_none(catalogue: Catalogue) -> None:
    listed = rows(FACTS / "spotify_kost_albums_dated.csv")
    assert len(listed) == 23
    assert {row["album"] for row in listed} >= NO_TRACK
    for row in listed:
        if row["album"] in NO_TRACK:
            continue
        album = squashed(
            next((row["album"].replace(a, b) for a, b in UNLIKE.items() if a in row["album"]), row["album"])
        )
        (drama,) = [
            drama
            for drama in catalogue.dramas.values()
            if any(squashed(name) in album for name in drama.title.all if len(squashed(name)) > 5)
        ]
        part = re.search(r"(?:Pt|Part)\.? ?(\d+)", row["album"])
        mine = [track for track in catalogue.tracks_of(drama.key) if not part or track.release.part == int(part[1])]
        assert mine, row
        if part or "Track" in row["album"] or drama.key == "hong-gil-dong":
            assert row["release_date"] in {str(track.release.released) for track in mine}, row


def test_every_song_of_the_start_up_page_is_a_track_with_its_length(catalogue: Catalogue) -> None:
    page = (FACTS / "start-up_ost.kpop-fandom.wiki").read_text(encoding="utf-8")
    listed = set(re.findall(r'^# ?"(.+?)" - (\d+):(\d\d)', page, re.MULTILINE))
    songs = [song for song in listed if "Inst." not in song[0]]
    assert len(songs) == 9
    tracks = [track for track in catalogue.tracks.values() if track.drama == "start-up"]
    for title, minutes, seconds in songs:
        track = the_track(tracks, title.split(" (")[0])
        assert track.duration == int(minutes) * 60 + int(seconds)


def test_every_soundtrack_that_a_chart_was_seen_to_carry_is_a_track(
    catalogue: Catalogue, by_drama: dict[str, list[Track]]
) -> None:
    listed = [row for row in rows(FACTS / "ost_on_charts.csv") if row["drama_ko"]]
    assert len(listed) == 6
    for row in listed:
        assert is_known(catalogue, the_track(by_drama[squashed(row["drama_ko"])], row["title"]), row["artist"]), row


def test_the_sample_chart_has_every_soundtrack_row_of_its_days_with_the_rank_it_had() -> None:
    (path,) = CHARTS.glob("*.csv")
    (sample,) = load().charts
    daily = [row for row in rows(path) if row["platform"] == "bugs"]
    for sheet in sample.sheets:
        day = [row for row in daily if row["date"] == str(sheet.end)]
        assert [int(row["rank"]) for row in day] == list(range(1, 101))
        osts = [row for row in day if "OST" in row["album"] and row["album"] not in LOOKALIKES]
        assert [(row.rank, row.title, row.artist, row.album) for row in sheet.rows] == [
            (int(row["rank"]), row["title"], row["artist"], row["album"]) for row in osts
        ]
