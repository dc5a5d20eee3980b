"""What a manager types becomes the drama or track that they mean, or one clear sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.model import Artist, Catalogue, Credit, Drama, Names, ReleaseKind, Track
from core.catalog.own import LONGEST, bare, own_key, slug
from core.catalog.view import View
from core.errors import BadInput, NotAllowed
from core.growth.fields import link
from core.growth.forms import DramaForm, TrackForm, drama_step, titles, track_steps
from core.values import ArtistKey, DramaKey, GuildId, TrackKey

HERE = GuildId(2**63 - 1)
HOTEL = Drama(DramaKey("hotel"), Names("Hotel del Luna", "호텔 델루나"))
HEIZE = Artist(ArtistKey("heize"), Names("Heize", "헤이즈"))
DUO = Artist(ArtistKey("duo"), Names("You, Me"))
SHARED_SONG = Track(TrackKey("hotel/moon"), HOTEL.key, Names("Can You See My Heart"), (Credit(HEIZE.key),))
VIEW = View(Catalogue({HOTEL.key: HOTEL}, {HEIZE.key: HEIZE, DUO.key: DUO}, {SHARED_SONG.key: SHARED_SONG}))


def track_of(form: TrackForm) -> Track:
    thing = track_steps(VIEW, HERE, form, HOTEL)[-1].after
    assert isinstance(thing, Track)
    return thing


def test_a_title_goes_to_its_script_wherever_it_was_typed() -> None:
    assert titles("달의 노래", "Moon Song") == Names("Moon Song", "달의 노래")
    assert titles("Moon Song", "Moon Melody") == Names("Moon Song", None, ("Moon Melody",))
    assert titles("", None) is None


def test_known_singers_are_found_in_either_script_and_new_ones_are_added_with_the_song() -> None:
    steps = track_steps(VIEW, HERE, TrackForm(title="New", artists="헤이즈, Somebody New"), HOTEL)
    assert [type(step.after).__name__ for step in steps] == ["Artist", "Track"]
    track = steps[-1].after
    assert isinstance(track, Track)
    assert [credit.artist for credit in track.credits] == [HEIZE.key, f"somebody-new@{HERE}"]


def test_a_name_with_a_comma_in_it_is_one_singer() -> None:
    assert [credit.artist for credit in track_of(TrackForm(title="New", artists="You, Me")).credits] == [DUO.key]


def test_a_dash_takes_away_and_what_is_left_out_stays() -> None:
    before = track_of(
        TrackForm(title="New", part=3, released="2024-07-25", link="https://x.example/a", duration="3:05")
    )
    assert (before.release.kind, before.release.part, before.duration) == (ReleaseKind.PART, 3, 185)
    view = View(Catalogue(tracks={before.key: before}), VIEW)
    (step,) = track_steps(view, HERE, TrackForm(released="-", link="-"), None, before)
    after = step.after
    assert isinstance(after, Track)
    assert (after.release.released, after.release.part, after.links, after.duration) == (None, 3, (), 185)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (TrackForm(), "needs its title"),
        (TrackForm(title="x" * 101), "too long"),
        (TrackForm(title="can you see my heart!"), "in the catalogue already"),
        (TrackForm(title="New", released="1889-01-01"), "not between"),
        (TrackForm(title="New", released="tomorrow"), "no date"),
        (TrackForm(title="New", duration="60:01"), "no length"),
        (TrackForm(title="New", artists=",".join(map(str, range(11)))), "at most 10"),
    ],
)
def test_what_cannot_be_read_is_said(form: TrackForm, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        track_of(form)


def test_the_same_title_by_somebody_else_is_another_song() -> None:
    assert track_of(TrackForm(title="Can You See My Heart", artists="Somebody Else")).key != SHARED_SONG.key


def test_a_shared_thing_is_not_a_servers_to_change() -> None:
    with pytest.raises(NotAllowed, match="shared by all servers"):
        drama_step(VIEW, HERE, DramaForm(network="tvN"), HOTEL)
    with pytest.raises(NotAllowed, match="shared by all servers"):
        track_steps(VIEW, HERE, TrackForm(part=2), None, SHARED_SONG)


def test_a_finale_before_the_first_episode_is_refused() -> None:
    with pytest.raises(BadInput, match="before the first episode"):
        drama_step(VIEW, HERE, DramaForm(title="New", first_air="2024-05-01", finale="2024-04-01"))


@pytest.mark.parametrize(
    "typed", ["http://x.example", "https://", "https://localhost", "javascript:x", "https://x.example/a b"]
)
def test_only_a_whole_https_address_is_a_link(typed: str) -> None:
    with pytest.raises(BadInput, match="https://"):
        link(typed)


@given(st.lists(st.text(max_size=80), max_size=30), st.text(alphabet="abc-", min_size=1, max_size=60))
def test_keys_of_a_servers_own_are_short_and_unlike_one_another_in_files_too(names: list[str], drama: str) -> None:
    taken = ["goblin", "goblin/star"]
    for name in names:
        for inside in (None, DramaKey(drama)):
            key = own_key(name, HERE, taken, inside)
            assert key not in taken
            assert bare(key) not in map(bare, taken)
            assert len(key) <= max(LONGEST, len(drama) + 30)
            taken.append(key)


def test_a_korean_name_has_a_key_in_latin_letters() -> None:
    assert slug("나의 드라마 2") == "naui-deurama-2"
