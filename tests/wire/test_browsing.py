"""The catalogue as fans leaf through it: cards, their buttons, discovery, releases and questions."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

import pytest

from core.catalog.model import (
    Artist,
    ArtistKind,
    Catalogue,
    Credit,
    CreditRole,
    Drama,
    Facet,
    Names,
    Release,
    ReleaseKind,
    Track,
    TrackKind,
)
from core.parties.model import PartyState
from core.values import ArtistKey, DramaKey, GuildId, TrackKey
from tests.conftest import FRIDAY
from tests.wire.evening import Answer, Evening, Message

ELSEWHERE = GuildId(4711)
TODAY = date(2024, 7, 26)
PART = ReleaseKind.PART
LONG = "아주 길고 긴 제목이라서 휴대폰 화면에 다 들어가지 않는 노래의 이름 " * 2
SONGS = (
    ("parted/first", Names("First Part"), Release(PART, 1, TODAY - timedelta(days=7), 18), ("iu",)),
    ("parted/second", Names("Second Part", "둘째"), Release(PART, 2, TODAY, 18), ("iu",)),
    ("parted/third", Names("Third Part"), Release(PART, 3, TODAY, 23), ()),
    ("parted/fourth", Names(ko=LONG[:100]), Release(PART, 4, TODAY + timedelta(days=7)), ()),
)


def parted(guild: int, *, mark: str = "") -> Catalogue:
    """A drama whose parts come out this week, as a server's own; *mark* tells it from another server's."""
    drama = Drama(DramaKey(f"parted{mark}"), Names(f"The Parted{mark}", "헤어진 사람들"), guild=GuildId(guild))
    tracks = [
        Track(
            TrackKey(key.replace("parted", f"parted{mark}")),
            drama.key,
            replace(title, en=f"{title.en}{mark}" if title.en else None),
            tuple(Credit(ArtistKey(artist)) for artist in by),
            release,
            kind=TrackKind.VOCAL,
            duration=225,
            tags=("ballad", "energetic"),
            guild=GuildId(guild),
        )
        for key, title, release, by in SONGS
    ]
    return Catalogue({drama.key: drama}, {}, {track.key: track for track in tracks})


async def brought_in(night: Evening, catalogue: Catalogue) -> None:
    """Put *catalogue* into the store and look at it anew."""
    async with night.rooms.catalog._shelf.writing() as rows:
        await rows.merge(catalogue)
    await night.rooms.catalog.refresh()


def carrying(night: Evening, *tags: str) -> list[Track]:
    """The shared tracks that carry all of *tags*."""
    return [track for track in night.rooms.catalog.of().catalogue.tracks.values() if set(tags) <= set(track.tags)]


async def walked(night: Evening, command: str, by: str = "Mina", **options: Any) -> list[str]:
    """The texts of every page of an answer, from the first to the last."""
    message = (await night.ask(command, by=by, **options)).message
    texts = [message.text]
    while "More" in message.buttons:
        message = (await night.press("More", message, by=by)).message
        texts.append(message.text)
    return texts


async def test_a_track_card_says_everything_that_is_known_and_names_what_is_not(night: Evening) -> None:
    message = (await night.ask("ost search", query="소나기 이클립스")).message
    assert message.private
    assert "## Sudden Shower (소나기)" in message.text
    assert "**Drama** Lovely Runner (선재 업고 튀어)" in message.text
    assert "**Artist** ECLIPSE (이클립스)" in message.text
    assert "**Release** Part 1" in message.text
    assert "-# Unknown: composer, lyrics, arranger" in message.text
    assert "**#1** = K-drama OSTs on Bugs Top 100, Thursdays (25 Jul 2024)\n-# peak 1 (9 May 2024) · weeks ≥13" in (
        message.text
    )
    assert re.search(r"\d sources agree: .*Bugs, .*Melon", message.text)
    assert len(message.links) == 5
    assert "Search YouTube Music" in message.links


async def test_credits_links_and_tags_stand_on_the_card(night: Evening) -> None:
    track = replace(
        night.rooms.catalog.of().catalogue.tracks[TrackKey("hotel-del-luna/another-day")],
        credits=(
            Credit(ArtistKey("iu")),
            Credit(ArtistKey("punch"), CreditRole.FEATURED),
            Credit(ArtistKey("taeyeon"), CreditRole.COMPOSER),
        ),
        links=("https://www.melon.com/song/detail.htm?songId=1",),
        tags=("ballad", "piano"),
        kind=TrackKind.VOCAL,
        duration=225,
    )
    await brought_in(night, Catalogue(tracks={track.key: track}))
    message = (await night.ask("ost search", query=f"track:{track.key}")).message
    for line in (
        "**Artist** IU",
        "**Featuring** Punch",
        "**Composer** TAEYEON",
        "**Kind** song",
        "**Length** 3:45",
        "**Genre** ballad (발라드)",
        "**Instruments** piano (피아노)",
    ):
        assert line in message.text
    assert message.links["Melon"] == "https://www.melon.com/song/detail.htm?songId=1"
    assert "Search Spotify" in message.links
    meant = (await night.press("What the tags mean", message)).message
    assert "ballad (발라드): A slow song carried by the voice." in meant.text
    assert (await night.press("The song", meant)).message.text == message.text


async def test_the_members_own_service_comes_first_from_then_on(night: Evening) -> None:
    assert "Links to **Melon** come first." in (await night.ask("me settings", platform="melon")).text
    message = (await night.ask("ost search", query="sudden shower")).message
    assert next(iter(message.links)) == "Search Melon"
    assert "/me settings" not in message.text
    others = (await night.ask("ost search", by="Grace", query="sudden shower")).message
    assert "Melon" not in next(iter(others.links))
    assert "platform" in str(await night.rooms.people.export(_person(night, "Mina")))
    assert "no order of yours" in (await night.ask("me settings", platform="none")).text
    assert "Asia/Seoul" in (await night.ask("me settings", zone="Asia/Seoul")).text


async def test_the_members_own_service_outlives_a_restart_and_goes_with_their_data(quiet: Evening) -> None:
    async with quiet.bot():
        await quiet.ask("me settings", platform="melon")
        await quiet.ask("me settings", by="Grace", platform="genie")
        await quiet.ask("me settings", by="Grace", platform="none")
    async with quiet.bot():
        first = {
            name: next(iter((await quiet.ask("ost search", by=name, query="sudden shower")).message.links))
            for name in ("Mina", "Grace")
        }
        assert first == {"Mina": "Search Melon", "Grace": "Spotify"}
        await quiet.ask("me delete", confirm="DELETE")
        deleted = (await quiet.ask("ost search", query="sudden shower")).message
        assert next(iter(deleted.links)) == "Spotify"


async def test_similar_songs_come_with_their_reasons_and_lead_back(night: Evening) -> None:
    card = (await night.ask("ost search", query="sudden shower")).message
    similar = (await night.press("Similar", card)).message
    assert similar.id == card.id
    first = similar.text.splitlines()[2]
    assert first.startswith("-# Lovely Runner, Part ")
    assert "also by ECLIPSE · same drama" in first
    assert (await night.press("The song", similar)).message.text == card.text


async def test_the_chart_run_and_the_drama_are_a_press_away(night: Evening) -> None:
    card = (await night.ask("ost search", query="sudden shower")).message
    assert "12 weeks there" in (await night.press("Chart run", card)).text
    card = (await night.ask("ost search", query="sudden shower")).message
    drama = (await night.press("Lovely Runner", card)).message
    assert drama.text == (await night.ask("ost drama", drama="lovely runner")).text
    assert "58% of all points" in drama.text
    assert "Best so far: No. 1, Sudden Shower (9 May 2024)" in drama.text
    assert "Part by part, all it had on this chart" in (await night.press("Chart story", drama)).text


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("search", {"query": "sudden shower"}),
        ("drama", {"drama": "goblin"}),
        ("artist", {"artist": "taeyeon"}),
        ("discover", {"genre": "ballad"}),
        ("discover", {}),
        ("new", {"since": "2020"}),
        ("new", {"upcoming": True}),
        ("faq", {"topic": "only-ballads"}),
    ],
)
async def test_every_page_can_be_shared_as_it_was_read_signed(
    night: Evening, command: str, options: dict[str, Any]
) -> None:
    private = (await night.ask(f"ost {command}", by="Grace", **options)).message
    assert private.private
    await night.press("Share", private, by="Grace")
    post = await night.post_in("general")
    assert post.text.removesuffix(f"\n-# shared by <@{night.members['Grace']}>") == private.text
    assert "Share" not in post.buttons


async def test_a_button_on_a_shared_card_answers_whoever_presses_it_privately(night: Evening) -> None:
    private = (await night.ask("ost search", query="sudden shower")).message
    await night.press("Share", private)
    post = await night.post_in("general")
    answer = (await night.press("Similar", post, by="Noah")).message
    assert answer.private
    assert answer.id != post.id


async def test_who_reads_discord_in_korean_gets_our_words_in_korean_and_korean_names_first(night: Evening) -> None:
    card = (await night.ask("ost search", by="Junho", query="소나기 이클립스")).message
    assert "## 소나기 (Sudden Shower)" in card.text
    assert "**드라마** 선재 업고 튀어 (Lovely Runner)" in card.text
    assert "최고 1위 (2024년 5월 9일) · ≥13주" in card.text
    assert "한국 드라마 OST · Bugs Top 100" in card.text
    assert "출처 4곳 일치: Bugs, Melon, 한국 언론, Spotify" in card.text
    assert "> 님이 공유" in (await night.press("공유", card, by="Junho")).text
    similar = (await night.press("비슷한 곡", card, by="Junho")).text
    assert "같은 가수: 이클립스 · 같은 드라마" in similar
    asked: list[tuple[str, dict[str, Any], str]] = [
        ("drama", {"drama": "도깨비"}, "다음 파트"),
        ("artist", {"artist": "태연"}, "첫 OST"),
        ("discover", {"genre": "발라드"}, f"{len(carrying(night, 'ballad'))}곡이 맞아요"),
        ("discover", {"mood": "활기찬", "genre": "발라드"}, "**활기찬** 빼면 "),
        ("new", {}, "새로 나온 OST"),
        ("faq", {"topic": "ballad"}, "장르가 적힌"),
        ("faq", {}, "자주 묻는 질문"),
    ]
    for command, options, words in asked:
        assert words in (await night.ask(f"ost {command}", by="Junho", **options)).text, command
    offered = await night.suggestions("ost discover", "mood", "", by="Junho")
    assert all(each["name"].endswith("곡") for each in offered)


async def test_a_search_is_narrowed_to_a_drama_a_singer_or_a_year(night: Evening) -> None:
    assert "Lovely Runner" in (await night.ask("ost search", query="star", drama="선재")).text
    assert "Hotel del Luna" in (await night.ask("ost search", query="another day", artist="punch")).text
    year = await night.ask("ost search", query="love", year=2020)
    assert " 2020 in Korea" in year.text
    nothing = await night.ask("ost search", query="sudden shower", drama="goblin", year=1999)
    assert "no track like “sudden shower” in Goblin, of 1999" in nothing.text


async def test_a_drama_or_singer_chosen_as_the_query_is_searched_for_by_name_where_it_is_narrowed(
    night: Evening,
) -> None:
    answer = await night.ask("ost search", query="artist:punch", drama="drama:goblin")
    assert "## Stay With Me" in answer.text


async def test_what_is_typed_is_completed_within_what_is_chosen(night: Evening) -> None:
    offered = await night.suggestions("ost search", "query", "", drama="drama:goblin", artist="artist:punch")
    assert [each["value"] for each in offered if each["value"].startswith("track:")] == ["track:goblin/stay-with-me"]
    half = await night.suggestions("ost search", "query", "sudden sh", drama="zzzqqq")
    assert half[0]["name"].startswith("Sudden Shower")
    assert (await night.suggestions("ost search", "drama", "도깨비"))[0]["value"] == "drama:goblin"
    assert (await night.suggestions("ost artist", "artist", "taeyeon"))[0]["value"] == "artist:taeyeon"


async def test_words_that_may_mean_several_things_offer_the_others_as_buttons(night: Evening) -> None:
    card = (await night.ask("ost search", query="star")).message
    other = next(label for label in card.buttons if label.startswith("Start-Up"))
    assert "## Start-Up" in (await night.press(other, card)).text
    chosen = (await night.ask("ost search", query="track:lovely-runner/star")).message
    assert not any(label.startswith("Start-Up") for label in chosen.buttons)


async def test_a_singers_card_has_the_first_ost_the_best_places_and_every_drama(night: Evening) -> None:
    text = (await night.ask("ost artist", artist="taeyeon")).text
    assert "Hong Gil-Dong, The Hero, 23 Jan 2008 in Korea" in text
    assert "without a date may be earlier" in text
    assert "Bugs Top 100, Thursdays · 2 May 2024 · weeks ≥13" in text
    assert text.index("**Hong Gil-Dong") < text.index("**Hotel del Luna")
    unheard = Artist(ArtistKey("nobody"), Names("Nobody Yet"), ArtistKind.SOLO, guild=GuildId(int(night.guild)))
    await brought_in(night, Catalogue(artists={unheard.key: unheard}))
    text = (await night.ask("ost artist", artist="nobody yet")).text
    assert "added by this server" in text
    assert "No OST of theirs is known here." in text


async def test_an_arrangers_work_says_so(night: Evening) -> None:
    track = night.rooms.catalog.of().catalogue.tracks[TrackKey("goblin/beautiful")]
    credit = Credit(ArtistKey("taeyeon"), CreditRole.ARRANGER)
    await brought_in(night, Catalogue(tracks={track.key: replace(track, credits=(*track.credits, credit))}))
    assert "· Beautiful · with Crush · arranger" in (await night.ask("ost artist", artist="taeyeon")).text


async def test_every_page_of_a_long_soundtrack_fits_and_together_they_have_every_song_once(night: Evening) -> None:
    drama = Drama(DramaKey("endless"), Names("The Endless", "끝없는 이야기"))
    album = Release(ReleaseKind.ALBUM)
    tracks = {
        TrackKey(f"endless/{n}"): Track(
            TrackKey(f"endless/{n}"), drama.key, Names(f"No {n:03}", LONG[:90]), release=album
        )
        for n in range(60)
    }
    await brought_in(night, Catalogue({drama.key: drama}, tracks=tracks))
    texts = await walked(night, "ost drama", drama="the endless")
    assert len(texts) > 2
    assert all(len(text) <= 4000 and "…" not in text and "**Album**" in text for text in texts)
    assert [f"No {n:03}" for n in range(60)] == [
        line[2:8] for text in texts for line in text.splitlines() if line.startswith("· No ")
    ]
    assert f"Page {len(texts)} of {len(texts)}" in texts[-1]


async def test_tags_are_mixed_and_when_nothing_matches_a_press_drops_the_right_one(night: Evening) -> None:
    found = (await night.ask("ost discover", genre="ballad", instrument="piano")).text
    assert f"{len(carrying(night, 'ballad', 'piano'))} tracks match" in found
    assert "**Genre** ballad (발라드): A slow song carried by the voice." in found
    message = (await night.ask("ost discover", genre="ballad", mood="energetic", instrument="피아노")).message
    assert "No song has all of these" in message.text
    left = len(carrying(night, "ballad", "piano"))
    assert f"Without **energetic**, {left} tracks match." in message.text
    assert f"{left} tracks match" in (await night.press(f"Without energetic ({left})", message)).text


async def test_the_tags_that_are_offered_count_what_is_chosen_already(night: Evening) -> None:
    free = {each["value"]: each["name"] for each in await night.suggestions("ost discover", "mood", "")}
    assert free["intimate"] == f"intimate (친밀한) · {len(carrying(night, 'intimate'))} tracks"
    bound = {
        each["value"]: each["name"] for each in await night.suggestions("ost discover", "mood", "", genre="ballad")
    }
    both = len(carrying(night, "intimate", "ballad"))
    assert bound["intimate"] == f"intimate (친밀한) · {both} track{'' if both == 1 else 's'}"
    assert "energetic" not in bound
    assert "energetic" in free
    typed = await night.suggestions("ost discover", "mood", "활기", genre="ballad")
    assert [each["name"] for each in typed] == ["energetic (활기찬) · 0 tracks"]
    assert (await night.suggestions("ost discover", "mood", "warm", genre="half ty"))[0]["value"] == "warm"
    for option in ("genre", "instrument", "theme", "context", "vocal", "shape", "motif", "role"):
        assert 1 <= len(await night.suggestions("ost discover", option, "")) <= 25, option


async def test_without_a_choice_the_tags_are_shown_with_their_meaning_facet_by_facet(night: Evening) -> None:
    message = (await night.ask("ost discover")).message
    ballads = len(carrying(night, "ballad"))
    assert f"**ballad (발라드)** · {ballads} tracks\n-# A slow song carried by the voice." in message.text
    assert "carry tags" in message.text
    moods = (await night.press("Mood", message)).message
    assert "Quietly sad." in moods.text
    assert (await night.press("Genre", moods)).message.text == message.text


async def test_a_word_that_is_no_tag_is_refused_with_some_that_are(night: Evening) -> None:
    assert "“xx” is not one genre I know" in (await night.ask("ost discover", genre="xx")).text


async def test_new_releases_are_coming_or_out_by_their_hour_in_korea(night: Evening) -> None:
    await brought_in(night, parted(int(night.guild)))
    text = (await night.ask("ost new")).text
    coming, out = text.split("### Out")
    assert "Third Part" in coming  # 23:00 in Korea, and it is 20:30
    assert f"<t:{int(FRIDAY.timestamp()) + 9000}:f> (23:00 in Korea)" in coming
    assert "2 Aug 2024 in Korea" in coming
    assert out.index("Second Part") < out.index("First Part")
    only = (await night.ask("ost new", upcoming=True)).text
    assert "Third Part" in only
    assert "Second Part" not in only
    await night.advance(hours=3)
    assert "Third Part" in (await night.ask("ost new")).text.split("### Out")[1]


async def test_a_new_part_becomes_a_party_in_one_press(night: Evening) -> None:
    await brought_in(night, parted(int(night.guild)))
    listed = (await night.ask("ost new", by="Leo", upcoming=True)).message
    first = next(part["accessory"]["custom_id"] for part in listed.parts if "accessory" in part)
    plan = {**listed.raw, "components": [{"type": 2, "label": "first", "custom_id": first}]}
    draft = await night.press("first", Message(plan), by="Leo")
    assert f"set for <t:{int(FRIDAY.timestamp()) + 9000}:F>" in draft.text  # the hour it comes out
    assert "Third Part" in draft.text
    (party,) = await night.rooms.parties.in_states(GuildId(int(night.guild)), [PartyState.DRAFT])
    assert party.title == "The Parted, Part 3"


async def test_the_next_part_of_a_drama_is_named_with_its_time(night: Evening) -> None:
    await brought_in(night, parted(int(night.guild)))
    assert "**Next part** Part 3, <t:" in (await night.ask("ost drama", drama="the parted")).text
    await night.advance(days=1)
    assert "**Next part** Part 4, 2 Aug 2024 in Korea" in (await night.ask("ost drama", drama="the parted")).text
    ended = night.rooms.catalog.of().catalogue.dramas[DramaKey("goblin")]
    await brought_in(night, Catalogue({ended.key: replace(ended, finale=date(2017, 1, 21))}))
    text = (await night.ask("ost drama", drama="goblin")).text
    assert "**Next part** none known; the drama has ended" in text
    assert "21 Jan 2017" in text


async def test_where_nothing_new_came_out_the_newest_that_is_known_is_shown(night: Evening) -> None:
    text = (await night.ask("ost new")).text
    assert "Nothing I know of came out since then. The newest I know:" in text
    assert "No release to come is known here." in text


async def test_new_releases_page_and_look_back_as_far_as_asked(night: Evening) -> None:
    texts = await walked(night, "ost new", since="2020-10")
    starts = "\n".join(texts)
    assert all(f"Part {part}\n" in starts for part in range(1, 18))
    assert "2019 in Korea" not in starts
    assert "lies ahead" in (await night.ask("ost new", since="2030-01-01")).text
    offered = await night.suggestions("ost new", "since", "30")
    assert offered == [{"name": "the last 30 days (26 Jun 2024)", "value": "2024-06-26"}]


async def test_every_question_is_answered_with_its_source_and_its_date(night: Evening) -> None:
    questions = night.rooms.catalog.of().catalogue.questions.values()
    assert len(questions) == 10
    for each in questions:
        text = (await night.ask("ost faq", topic=each.key)).text
        assert each.question in text.replace("\\", "")
        assert each.answer in text.replace("\\", "")
        assert "Source: " in text
        assert "Date: " in text
        assert "its opinions are its own" in text


async def test_every_question_is_asked_and_answered_in_the_readers_language(night: Evening) -> None:
    for each in night.rooms.catalog.of().catalogue.questions.values():
        text = (await night.ask("ost faq", by="Junho", topic=each.key)).text.replace("\\", "")
        assert each.question_ko in text
        assert each.answer_ko in text
        assert each.answer not in text
        assert "영어로만" not in text
        for typed, by, name in (
            (each.topic_ko, "Junho", f"{each.topic_ko} - {each.question_ko}"),
            (each.topic, "Junho", f"{each.topic_ko} - {each.question_ko}"),
            (each.topic_ko, "Mina", f"{each.topic} - {each.question}"),
        ):
            offered = await night.suggestions("ost faq", "topic", typed, by=by)
            assert offered[0] == {"name": name[:100], "value": each.key}
    listed = (await night.ask("ost faq", by="Junho")).text
    assert "한국 드라마 OST는 발라드뿐인가요?" in listed


async def test_the_ballad_question_is_answered_from_the_data_too_with_how_little_that_is(night: Evening) -> None:
    text = (await night.ask("ost faq", topic="ballads")).text
    catalogue = night.rooms.catalog.of().catalogue
    genres = {tag.key for tag in catalogue.tags.values() if tag.facet is Facet.GENRE}
    genred = [track for track in catalogue.tracks.values() if genres.intersection(track.tags)]
    assert f"{len(carrying(night, 'ballad'))} of {len(genred)} tracks with a genre are ballads" in text
    assert f"Only {len(genred)} of {len(catalogue.tracks)} tracks (" in text


async def test_questions_are_found_by_topic_and_leafed_through(night: Evening) -> None:
    assert (await night.suggestions("ost faq", "topic", "TikTok"))[0]["value"] == "how-discovered"
    assert len(await night.suggestions("ost faq", "topic", "")) == 10
    message = (await night.press("Read the first", (await night.ask("ost faq")).message)).message
    seen = [message.text]
    while "Next question" in message.buttons:
        message = (await night.press("Next question", message)).message
        seen.append(message.text)
    assert len(set(seen)) == 10
    assert "No question here is about “zzz”; these are: " in (await night.ask("ost faq", topic="zzz")).text


async def everything(night: Evening, needle: str) -> list[Answer]:
    """Every way to ask of *needle*, a name."""
    asked: list[tuple[str, dict[str, Any]]] = [
        ("search", {"query": needle}),
        ("drama", {"drama": needle}),
        ("artist", {"artist": "iu"}),
    ]
    asked += [("new", {"since": "2024"}), ("new", {"upcoming": True}), ("discover", {"genre": "ballad"})]
    return [await night.ask(f"ost {command}", **options) for command, options in asked]


async def test_what_another_server_added_never_shows_and_what_this_one_added_is_marked(night: Evening) -> None:
    await brought_in(night, parted(ELSEWHERE, mark=" Elsewhere"))
    for answer in await everything(night, "The Parted Elsewhere"):
        assert "Elsewhere" not in answer.text.replace("I know nothing like “The Parted Elsewhere”", "")
    for typed in ("parted", "elsewhere", "헤어진", "second part"):
        for option, command in (("query", "ost search"), ("drama", "ost drama"), ("drama", "ost search")):
            assert "Elsewhere" not in str(await night.suggestions(command, option, typed))
    counts = await night.suggestions("ost discover", "genre", "ballad")
    assert counts[0]["name"] == f"ballad (발라드) · {len(carrying(night, 'ballad'))} tracks"
    hers = (await night.ask("ost search", query="artist:iu")).message
    assert "Elsewhere" not in hers.text

    await brought_in(night, parted(int(night.guild)))
    for answer in await everything(night, "The Parted"):
        assert "Elsewhere" not in answer.text
    card = (await night.ask("ost search", query="Second Part")).message
    assert "## Second Part (둘째) · added by this server" in card.text
    assert "Elsewhere" not in (await night.press("Similar", card)).text


async def test_a_button_to_what_is_gone_says_so(night: Evening) -> None:
    await brought_in(night, parted(int(night.guild)))
    card = (await night.ask("ost search", query="Second Part")).message
    async with night.rooms.catalog._shelf.writing() as rows:
        for number in range(len(SONGS)):
            assert await cast("Any", rows).remove(GuildId(int(night.guild)), "track", SONGS[number][0])
    await night.rooms.catalog.refresh()
    assert "not in the catalogue here any more" in (await night.press("Similar", card)).text


def _person(night: Evening, name: str) -> Any:
    return int(night.members[name])
