"""What is shipped: valid, honest about what is unknown, and enough to look at on the first start."""

import re
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from core.catalog.model import ArtistKind, CreditRole, Facet, Track, TrackKind
from core.charts.model import Coverage
from core.text import fold
from core.values import DramaKey, TrackKey
from seeds import SHIPPED, SampleChart, Shipment, digest, load

UNVERIFIED = {
    "celestial-requiem/echoes-of-eternity",
    "beyond-the-horizon/chasing-starlight",
    "crimson-palace/whispers-in-the-rain",
    "ephemeral-love/fleeting-moments",
    "neon-city-dreams/urban-serenade",
}


@pytest.fixture(scope="module")
def shipment() -> Shipment:
    return load()


@pytest.fixture(scope="module")
def bugs(shipment: Shipment) -> SampleChart:
    (chart,) = shipment.charts
    return chart


def test_every_drama_shipped_has_a_track_and_every_artist_a_song(shipment: Shipment) -> None:
    catalogue = shipment.catalogue
    assert len(catalogue.dramas) >= 80
    assert {track.drama for track in catalogue.tracks.values()} == set(catalogue.dramas)
    credited = {credit.artist for track in catalogue.tracks.values() for credit in track.credits}
    assert credited == set(catalogue.artists)


def test_no_spelling_belongs_to_two_artists(shipment: Shipment) -> None:
    owners: dict[str, str] = {}
    for artist in shipment.catalogue.artists.values():
        for name in artist.name.all:
            assert owners.setdefault(fold(name), artist.key) == artist.key


def test_the_five_songs_of_the_article_are_unverified_and_name_no_artist_part_or_date(shipment: Shipment) -> None:
    tracks = shipment.catalogue.tracks
    assert {key for key, track in tracks.items() if not track.verified} == UNVERIFIED
    for key in UNVERIFIED:
        track = tracks[TrackKey(key)]
        drama = shipment.catalogue.dramas[track.drama]
        assert not track.credits
        assert track.release.part is None
        assert track.release.released is None
        assert track.tags
        assert not drama.verified
        assert not any((drama.first_air, drama.finale, drama.network, drama.episodes))
        assert track.sources == drama.sources == ("us-ost-article-2025",)


REPORTED = {Facet.SHAPE, Facet.MOOD, Facet.THEME, Facet.MOTIF, Facet.CONTEXT}
"""What only somebody who describes a song can say; the other facets may follow from a title, a part or a voice."""


def test_how_a_song_feels_stands_only_where_a_report_or_a_measure_says_so(shipment: Shipment) -> None:
    tags = shipment.catalogue.tags
    for track in shipment.catalogue.tracks.values():
        if any(tags[tag].facet in REPORTED for tag in track.tags):
            assert {"press", "spotify-dates", "us-ost-article-2025"} & set(track.sources), track.key


def test_every_report_behind_a_song_is_listed_in_the_sources(shipment: Shipment) -> None:
    listed = (SHIPPED / "SOURCES.md").read_text(encoding="utf-8")
    weekend = "hotel-del-luna, every part out on a weekend"
    assert weekend in listed
    for track in shipment.catalogue.tracks.values():
        if "press" in track.sources:
            assert f"| {track.key} |" in listed or track.drama == "hotel-del-luna", track.key


def test_voices_agree_with_who_sings(shipment: Shipment) -> None:
    artists = shipment.catalogue.artists
    for track in shipment.catalogue.tracks.values():
        kinds = [artists[credit.artist].kind for credit in track.credits if credit.role.performs]
        assert ("group-vocal" in track.tags) <= (ArtistKind.GROUP in kinds), track.key
        assert ("duet" in track.tags) <= (kinds == [ArtistKind.SOLO, ArtistKind.SOLO]), track.key
        if {"female-voice", "male-voice"} & set(track.tags):
            assert track.kind is TrackKind.VOCAL, track.key


def test_more_than_half_of_the_tracks_can_be_found_by_a_tag(shipment: Shipment) -> None:
    tracks = shipment.catalogue.tracks.values()
    assert sum(bool(track.tags) for track in tracks) * 2 > len(tracks)


def test_nearly_every_drama_has_its_first_and_last_day_its_network_and_its_episodes(shipment: Shipment) -> None:
    real = [drama for drama in shipment.catalogue.dramas.values() if drama.verified]
    whole = [drama for drama in real if drama.first_air and drama.finale and drama.network and drama.episodes]
    assert len(whole) >= 78
    assert all(len(drama.sources) >= 2 for drama in whole)


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("goblin", date(2016, 12, 2), date(2017, 1, 21)),
        ("crash-landing-on-you", date(2019, 12, 14), date(2020, 2, 16)),
        ("queen-of-tears", date(2024, 3, 9), date(2024, 4, 28)),
        ("its-okay-thats-love", date(2014, 7, 23), date(2014, 9, 11)),
    ],
)
def test_a_drama_ends_where_two_sources_or_the_calendar_say(
    shipment: Shipment, key: str, first: date, last: date
) -> None:
    drama = shipment.catalogue.dramas[DramaKey(key)]
    assert (drama.first_air, drama.finale) == (first, last)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("crash-landing-on-you", "CLOY"),
        ("crash-landing-on-you", "사랑불"),
        ("descendants-of-the-sun", "DOTS"),
        ("descendants-of-the-sun", "태후"),
        ("twenty-five-twenty-one", "2521"),
        ("goblin", "Guardian"),
        ("hotel-del-luna", "호텔델루나"),
    ],
)
def test_the_names_that_fans_type_belong_to_one_drama(shipment: Shipment, key: str, name: str) -> None:
    assert [drama.key for drama in shipment.catalogue.dramas.values() if name in drama.title.all] == [key]


def test_every_facet_has_its_words_in_both_languages(shipment: Shipment) -> None:
    tags = shipment.catalogue.tags.values()
    assert {tag.facet for tag in tags} == set(Facet)
    assert all(tag.ko and tag.ko != tag.en for tag in tags)
    assert all(tag.meaning_ko and re.search("[가-힣]", tag.meaning_ko) for tag in tags)


@pytest.mark.parametrize(
    ("facet", "words"),
    [
        (
            Facet.GENRE,
            "ballad pop r-and-b rock indie indie-rock indie-pop indie-folk trot classical edm synth-pop hip-hop"
            " electronic orchestral traditional fusion acoustic",
        ),
        (Facet.INSTRUMENT, "daegeum strings piano acoustic-guitar guitar-riffs drums percussion synth orchestra"),
        (Facet.SHAPE, "crescendo build minimalism silence steady dynamic-shifts"),
        (Facet.VOCAL, "wide-range soft powerful raw"),
        (Facet.MOTIF, "rain starlight neon"),
        (Facet.CONTEXT, "unwind study background motivation"),
        (Facet.ROLE, "lead-single main-theme standout-ballad"),
    ],
)
def test_the_words_of_the_articles_are_there(shipment: Shipment, facet: Facet, words: str) -> None:
    assert {key for key, tag in shipment.catalogue.tags.items() if tag.facet is facet} >= set(words.split())


def test_ten_questions_are_answered_and_name_their_article(shipment: Shipment) -> None:
    questions = shipment.catalogue.questions.values()
    assert len(questions) == 10
    assert len({question.question for question in questions}) == 10
    assert len({question.topic for question in questions}) == 10
    assert all(question.topic and question.as_of for question in questions)
    assert all(question.source.startswith("Article “") for question in questions)


def titled(shipment: Shipment, title: str, artist: str) -> list[Track]:
    artists = shipment.catalogue.artists
    return [
        track
        for track in shipment.catalogue.tracks.values()
        if title in track.title.all and any(artist in artists[credit.artist].name.all for credit in track.credits)
    ]


@pytest.mark.parametrize(
    ("title", "artist", "drama"),
    [
        ("Our Blues, Our Life", "Lim Young Woong", "our-blues"),
        ("Love Always Run Away", "Lim Young Woong", "young-lady-and-gentleman"),
        ("With you", "Jimin", "our-blues"),
        ("With you", "HA SUNG WOON", "our-blues"),
    ],
)
def test_the_osts_of_the_korean_spotify_chart_are_found_as_it_spells_them(
    shipment: Shipment, title: str, artist: str, drama: str
) -> None:
    (track,) = titled(shipment, title, artist)
    assert track.drama == DramaKey(drama)


def test_one_song_listed_in_two_scripts_is_one_track_with_every_source(shipment: Shipment) -> None:
    shower = shipment.catalogue.tracks[TrackKey("lovely-runner/sudden-shower")]
    assert (shower.title.en, shower.title.ko) == ("Sudden Shower", "소나기")
    assert set(shower.sources) == {"spotify", "bugs", "melon", "press"}
    assert str(shower.release) == "Part 1"


def test_a_guest_singer_is_credited_and_not_part_of_the_title(shipment: Shipment) -> None:
    track = shipment.catalogue.tracks[TrackKey("who-are-you-school-2015/reset")]
    assert str(track.title) == "Reset"
    assert [(credit.artist, credit.role) for credit in track.credits] == [
        ("tiger-jk", CreditRole.MAIN),
        ("jinsil", CreditRole.FEATURED),
    ]


def test_two_seasons_with_their_own_part_one_are_two_dramas(shipment: Shipment) -> None:
    first = [track for track in shipment.catalogue.tracks.values() if track.release.part == 1]
    assert [str(track.title) for track in first if track.drama == "hospital-playlist"] == ["Lonely Night"]
    assert [str(track.title) for track in first if track.drama == "hospital-playlist-2"] == ["Rain and You"]


def test_every_key_fits_into_a_button_and_a_suggestion_of_a_hundred_characters(shipment: Shipment) -> None:
    assert max(len(key) for key in shipment.catalogue.tracks) <= 80


def test_the_sample_chart_is_thirteen_thursdays_in_a_row(bugs: SampleChart) -> None:
    days = [sheet.end for sheet in bugs.sheets]
    assert days == [date(2024, 5, 2) + timedelta(weeks=week) for week in range(13)]
    assert bugs.chart.key == "bugs-kr-weekly"
    assert bugs.chart.sample
    assert "Thursday" in bugs.chart.title
    assert all(sheet.depth == 100 and sheet.coverage is Coverage.OST for sheet in bugs.sheets)


def test_the_sample_chart_shows_movement_debuts_a_return_and_exits(bugs: SampleChart) -> None:
    weeks = [{(row.title, row.album): row.rank for row in sheet.rows} for sheet in bugs.sheets]
    seen = set(weeks[0])
    debuts, returns, exits, moves = 0, 0, 0, 0
    for before, now in pairwise(weeks):
        debuts += len(now.keys() - seen)
        returns += len((now.keys() & seen) - before.keys())
        exits += len(before.keys() - now.keys())
        moves += sum(now[song] != before[song] for song in now.keys() & before.keys())
        seen |= now.keys()
    assert (debuts, returns, exits) == (9, 1, 11)
    assert moves > 100


def test_the_digest_changes_with_any_file_and_only_then(tmp_path: Path) -> None:
    (tmp_path / "dramas").mkdir()
    one, two = tmp_path / "dramas" / "one.toml", tmp_path / "dramas" / "two.toml"
    one.write_text("a = 1")
    before = digest(tmp_path)
    (tmp_path / "note.txt").write_text("no seed file")
    assert digest(tmp_path) == before
    one.rename(two)
    renamed = digest(tmp_path)
    two.write_text("a = 2")
    assert len({before, renamed, digest(tmp_path)}) == 3


def test_the_shipment_carries_the_digest_of_its_files(shipment: Shipment) -> None:
    assert shipment.digest == digest(SHIPPED)


def test_every_source_id_is_explained_and_used(shipment: Shipment) -> None:
    catalogue = shipment.catalogue
    used = {source for track in catalogue.tracks.values() for source in track.sources}
    used |= {source for drama in catalogue.dramas.values() for source in drama.sources}
    asked = {question.source for question in catalogue.questions.values()}
    unused = {key for key, what in shipment.sources.items() if key not in used and what not in asked}
    assert not unused


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "seeds", *arguments]
    root = Path(__file__).parents[2]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_check_on_the_command_line_counts_what_it_found(shipment: Shipment) -> None:
    done = check()
    catalogue = shipment.catalogue
    counts = f"{len(catalogue.dramas)} dramas, {len(catalogue.tracks)} tracks, {len(catalogue.artists)} artists"
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{counts}: no problem\n", "")


def test_the_check_on_the_command_line_fails_with_every_problem(tmp_path: Path) -> None:
    done = check(str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].startswith("4 problems")
    assert "tags.toml:1: there is no such file" in done.stderr.splitlines()


def test_every_question_and_its_answer_is_written_in_korean_too() -> None:
    for question in load().catalogue.questions.values():
        for english, korean in (
            (question.topic, question.topic_ko),
            (question.question, question.question_ko),
            (question.answer, question.answer_ko),
        ):
            assert re.search(r"[가-힣]", korean), question.key
            assert not re.search(r"[가-힣]", english), question.key
        assert question.question_ko.endswith("요?"), question.key
        assert all(sentence.endswith("요") for sentence in question.answer_ko.rstrip(".").split(". ")), question.key
