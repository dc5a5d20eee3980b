"""A growing catalogue: suggested, decided, added, exported, undone; and nothing of it is seen on another server."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from core.errors import NotFound
from core.values import GuildId, UserId
from tests.wire.evening import Answer, Evening, Message, eventually

Json = dict[str, Any]


@pytest.fixture
async def two(night: Evening) -> Evening:
    """The evening with a second server, whose owner is Hana too."""
    other = await night.post("guilds", {"name": "Elsewhere", "owner": night.members["Hana"]})
    channel = (await night.post(f"guilds/{other['id']}/channels", {"name": "lobby", "type": 0}))["id"]
    night.channels["elsewhere"] = channel
    night.members["Stranger"] = (await night.post(f"guilds/{other['id']}/members", {"name": "Stranger"}))["id"]

    async def there() -> bool:
        return len(night.client.guilds) == 2

    await eventually(there)
    return night


async def suggest(night: Evening, *, by: str = "Mina", at: str = "general", **wish: str) -> Answer:
    """Somebody fills in the form of /ost suggest."""
    options = {key: wish.pop(key) for key in ("name-for", "tell") if key in wish}
    opened = await night.post(
        "commands", {"as": night.members[by], "channel": night.channels[at], "name": "ost suggest", "options": options}
    )
    await night._answer(opened)
    return await submit(night, opened["interaction"], wish, by=by)


async def said_to_mina(night: Evening, words: str) -> list[Message]:
    """What she was told with these words, as soon as she was told anything."""

    async def said() -> list[Message]:
        return [each for each in await night.messages("general", by="Mina") if words in each.text]

    return await eventually(said)


async def submit(night: Evening, interaction: str, fields: dict[str, str], *, by: str) -> Answer:
    body = {"as": night.members[by], "interaction": interaction, "fields": fields}
    return await night._answer(await night.post("submit", body))


async def press_for_form(night: Evening, label: str, on: Message, *, by: str = "Hana") -> str:
    """Press what opens a form; the interaction to submit it to."""
    body = {"as": night.members[by], "message": on.id, "custom_id": on.buttons[label], "values": []}
    opened = await night.post("press", body)
    await night._answer(opened)
    return str(opened["interaction"])


async def suggestions_at(night: Evening, place: str, command: str, option: str, typed: str, by: str) -> list[Json]:
    body = {
        "as": night.members[by],
        "channel": night.channels[place],
        "name": command,
        "options": {option: typed},
        "focused": option,
    }
    return list((await night.post("autocomplete", body))["choices"])


async def save(night: Evening, preview: Answer, *, by: str = "Hana") -> Answer:
    assert "Nothing is stored yet" in preview.text, preview.text
    return await night.press("Save", preview.message, by=by)


async def add_song(night: Evening, at: str = "general", **more: Any) -> Answer:
    options = {"drama": "Lovely Runner", "title": "Blue Umbrella", "artists": "ECLIPSE, Nobody Known", **more}
    return await save(night, await night.ask("data track", by="Hana", at=at, **options))


async def test_a_suggestion_is_accepted_found_here_alone_and_taken_back(two: Evening) -> None:
    night = two
    thanks = await suggest(night, drama="Lovely Runner", title="Blue Umbrella", artist="ECLIPSE", part="Part 9")
    assert "waits for this server's managers" in thanks.text
    queue = await night.ask("data queue", by="Hana")
    assert "Blue Umbrella" in queue.text
    assert "Accepted, it becomes" in queue.text
    assert f"<@{night.members['Mina']}>" in queue.text
    assert "Nothing waits" in (await night.ask("data queue", by="Hana", at="elsewhere")).text
    accepted = await night.press("Accept", queue.message, by="Hana")
    assert "Suggestion accepted" in accepted.text

    shown = (await night.ask("ost search", query="blue umbrella", by="Grace")).text
    assert "Blue Umbrella" in shown
    assert "added by this server" in shown
    elsewhere = (await night.ask("ost search", query="blue umbrella", by="Stranger", at="elsewhere")).text
    assert "Blue Umbrella" not in elsewhere

    for _ in range(2):
        await night.ask("ost drama", drama="Lovely Runner", by="Mina")
        (told,) = await said_to_mina(night, "was accepted")
        assert told.private

    undone = await night.press("Undo", accepted.message, by="Hana")
    assert "Undo of change" in undone.text
    assert "Blue Umbrella" not in (await night.ask("ost search", query="blue umbrella", by="Grace")).text
    assert "Blue Umbrella" in (await night.ask("data queue", by="Hana")).text
    again = await night.ask("data undo", by="Hana")  # the undo is undone
    assert "Undo of change" in again.text
    assert "added by this server" in (await night.ask("ost search", query="blue umbrella", by="Grace")).text


async def test_a_rejected_suggestion_tells_its_maker_why_and_can_be_reopened(night: Evening) -> None:
    await suggest(night, drama="No Such Drama")
    queue = await night.ask("data queue", by="Hana")
    form = await press_for_form(night, "Reject", queue.message)
    rejected = await submit(night, form, {"reason": "It is **not** out yet"}, by="Hana")
    assert "Suggestion rejected" in rejected.text
    await night.ask("help", by="Mina")
    await said_to_mina(night, "It is \\*\\*not\\*\\* out yet")
    await night.ask("data undo", by="Hana")
    assert "No Such Drama" in (await night.ask("data queue", by="Hana")).text


async def test_a_suggestion_in_better_words_becomes_what_it_should(night: Evening) -> None:
    await suggest(night, drama="Lovely Runnr Two", title="Blue")
    queue = await night.ask("data queue", by="Hana")
    form = await press_for_form(night, "Rewrite", queue.message)
    better = await submit(
        night,
        form,
        {"drama": "Lovely Runner", "title": "Blue Umbrella", "artist": "", "part": "", "link": ""},
        by="Hana",
    )
    assert "read as “Lovely Runner" in better.text
    await night.press("Accept", better.message, by="Hana")
    assert "Lovely Runner" in (await night.ask("ost search", query="blue umbrella")).text


async def test_a_suggested_nickname_finds_its_drama_here_alone(two: Evening) -> None:
    night = two
    (drama, *_) = await night.suggestions("ost suggest", "name-for", "lovely runner")
    await suggest(night, **{"name-for": drama["value"], "title": "Rainy Sprinter"})
    queue = await night.ask("data queue", by="Hana")
    assert "nickname Rainy Sprinter for Lovely Runner" in queue.text
    await night.press("Accept", queue.message, by="Hana")
    assert "Lovely Runner" in (await night.ask("ost drama", drama="rainy sprinter")).text
    elsewhere = (await night.ask("ost drama", drama="rainy sprinter", by="Stranger", at="elsewhere")).text
    assert "Lovely Runner" not in elsewhere


async def test_suggestions_are_capped_for_a_member_and_for_a_server(night: Evening) -> None:
    for number in range(3):
        assert "Thank you" in (await suggest(night, drama=f"Drama Number {number}")).text
    assert "3 suggestions within a day" in (await suggest(night, drama="One More")).text
    await night.advance(days=1, minutes=1)
    assert "Thank you" in (await suggest(night, drama="One More")).text
    for number in range(16):
        await night.post(f"guilds/{night.guild}/members", {"name": f"Fan {number}"})
    await night.look()
    for number in range(16):
        assert "Thank you" in (await suggest(night, by=f"Fan {number}", drama=f"Fan Drama {number}")).text
    assert "기다리는 제안이 한도인 20개" in (await suggest(night, by="Junho", drama="The Last Straw")).text


async def test_only_managers_decide_and_only_here(two: Evening) -> None:
    night = two
    await suggest(night, drama="Secret Drama")
    queue = (await night.ask("data queue", by="Hana")).message
    growth, suggestions = night.rooms.growth, night.rooms.suggestions
    elsewhere = next(GuildId(guild.id) for guild in night.client.guilds if str(guild.id) != night.guild)
    (wish,) = await suggestions.waiting(GuildId(int(night.guild)))
    with pytest.raises(NotFound):
        await suggestions.find(elsewhere, wish.id)
    with pytest.raises(NotFound):
        await growth.keep(growth.rejection(replace(wish, guild=elsewhere), "no"), UserId(1))
    again = (await night.ask("data queue", by="Hana")).message
    await night.press("Accept", queue, by="Hana")
    with pytest.raises(NotFound):
        await growth.undo(elsewhere, (await night.rooms.history.log(GuildId(int(night.guild))))[0].id, UserId(1))
    assert "이제 기다리고 있지 않습니다" in (await night.press("Accept", again, by="Hana")).text


async def test_a_song_is_added_with_a_preview_and_changed_and_removed(night: Evening) -> None:
    preview = await night.ask(
        "data track", by="Hana", drama="Lovely Runner", title="Blue Umbrella", artists="ECLIPSE, Nobody Known"
    )
    assert "New artist Nobody Known" in preview.text
    assert "New track Blue Umbrella (Lovely Runner)" in preview.text
    assert "Blue Umbrella" not in (await night.ask("ost search", query="blue umbrella")).text
    saved = await save(night, preview)
    assert "Track added: Blue Umbrella" in saved.text
    (edit,) = await night.suggestions("data track", "edit", "blue", by="Hana")
    assert edit["name"] == "Blue Umbrella - ECLIPSE, Nobody Known - Lovely Runner"
    changed = await night.ask(
        "data track", by="Hana", edit=edit["value"], part=4, released="2024-07-25", duration="3:05"
    )
    assert "release: part unknown → Part 4" in changed.text
    await save(night, changed)
    assert "Part 4" in (await night.ask("ost search", query="blue umbrella")).text
    removed = await night.ask("data track", by="Hana", edit=edit["value"], remove=True)
    assert "Removed track Blue Umbrella" in removed.text
    await save(night, removed)
    assert await night.suggestions("data track", "edit", "", by="Hana") == []
    log = (await night.ask("data log", by="Hana")).text
    for words in ("track added", "track changed", "track removed", "Blue Umbrella"):
        assert words in log
    await night.ask("data undo", by="Hana")
    assert "Part 4" in (await night.ask("ost search", query="blue umbrella")).text


async def test_what_is_wrong_is_one_sentence(night: Evening) -> None:
    for options, words in (
        ({"title": "X"}, "새 곡에는 드라마가 필요합니다"),
        ({"drama": "Lovely Runner"}, "제목이 필요합니다"),
        ({"drama": "Lovely Runner", "title": "Sudden Shower", "artists": "ECLIPSE"}, "이미 카탈로그에 있습니다"),
        ({"drama": "Lovely Runner", "title": "X", "released": "25/07/2024"}, "날짜가 아닙니다"),
        ({"drama": "Lovely Runner", "title": "X", "duration": "99"}, "길이가 아닙니다"),
        ({"drama": "Lovely Runner", "title": "X", "link": "javascript:alert(1)"}, "저장할 수 있는 주소가 아닙니다"),
        ({"edit": "Sudden Shower", "title": "Y"}, "모든 서버가 함께 보는 것"),
        ({"remove": True}, "edit 옵션에서 골라"),
    ):
        answer = await night.ask("data track", by="Hana", **options)
        assert words in answer.text, answer.text
    assert "Nothing yet" in (await night.ask("data log", by="Hana")).text


async def test_an_added_song_enters_the_ost_chart_and_leaves_it_with_the_undo(night: Evening) -> None:
    week = b"rank,title,artist\n1,Sudden Shower,ECLIPSE\n2,Blue Umbrella,ECLIPSE\n"
    file = {"file": ("week.csv", week)}
    preview = await night.ask("data import", by="Hana", files=file, chart="spotify-kr-weekly", week="2024-07-25")
    await night.press("Publish", preview.message, by="Hana")
    assert "Blue Umbrella" not in (await night.ask("chart top", chart="spotify-kr-weekly")).text
    saved = await add_song(night)
    assert "Blue Umbrella" in (await night.ask("chart top", chart="spotify-kr-weekly")).text
    await night.press("Undo", saved.message, by="Hana")
    assert "Blue Umbrella" not in (await night.ask("chart top", chart="spotify-kr-weekly")).text


async def test_two_own_songs_become_one_with_their_listings(night: Evening) -> None:
    week = b"rank,title,artist\n1,Blue Umbrella,ECLIPSE\n2,Blu Umbrela,ECLIPSE\n"
    file = {"file": ("week.csv", week)}
    preview = await night.ask("data import", by="Hana", files=file, chart="spotify-kr-weekly", week="2024-07-25")
    await night.press("Publish", preview.message, by="Hana")
    await add_song(night)
    await add_song(night, title="Blu Umbrela")
    found = {each["name"]: each["value"] for each in await night.suggestions("data merge", "keep", "umbrel", by="Hana")}
    own = {name: value for name, value in found.items() if value.startswith("track:")}
    keep, other = (next(value for name, value in own.items() if name.startswith(title)) for title in ("Blue", "Blu "))
    merged = await save(night, await night.ask("data merge", by="Hana", keep=keep, other=other))
    assert "Tracks merged" in merged.text
    chart = (await night.ask("chart top", chart="spotify-kr-weekly")).text
    assert "**2**" in chart
    assert "Blu Umbrela" not in chart
    assert len(await night.suggestions("data track", "edit", "", by="Hana")) == 1
    await night.press("Undo", merged.message, by="Hana")
    assert len(await night.suggestions("data track", "edit", "", by="Hana")) == 2
    assert "Blu Umbrela" in (await night.ask("chart top", chart="spotify-kr-weekly")).text


def zip_of(answer: Answer, night: Evening) -> str:
    (file,) = answer.message.raw["attachments"]
    return str(file["url"])


async def test_an_export_brought_in_elsewhere_is_the_same_there_and_nothing_changes_twice(two: Evening) -> None:
    night = two
    await save(night, await night.ask("data drama", by="Hana", title="Our Own Drama", korean="우리 드라마"))
    await add_song(night, drama="Our Own Drama")
    await add_song(night)
    await save(night, await night.ask("data nickname", by="Hana", what="Lovely Runner", name="Rainy Sprinter"))
    exported = await night.ask("data export", by="Hana")
    async with night.http.get(zip_of(exported, night)) as answer:
        data = await answer.read()
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert names == ["artists.toml", "dramas/lovely-runner.toml", "dramas/our-own-drama.toml"]
    preview = await night.ask("data catalogue", by="Hana", at="elsewhere", files={"file": ("x.zip", data)})
    await save(night, preview)
    for words in ("blue umbrella", "our own drama", "rainy sprinter"):
        shown = (await night.ask("ost search", query=words, by="Stranger", at="elsewhere")).text
        assert "Umbrella" in shown or "Drama" in shown or "Lovely" in shown
    again = await night.ask("data catalogue", by="Hana", at="elsewhere", files={"file": ("x.zip", data)})
    assert "이미 그대로 있어" in again.text
    back = await night.ask("data export", by="Hana", at="elsewhere")
    async with night.http.get(zip_of(back, night)) as answer:
        assert await answer.read() == data


async def test_no_command_and_no_autocomplete_shows_what_another_server_added(two: Evening) -> None:
    night = two
    await save(night, await night.ask("data drama", by="Hana", title="Zebra Secret"))
    await add_song(night, drama="Zebra Secret", title="Zebra Song", artists="Zebra Singer")
    await save(night, await night.ask("data nickname", by="Hana", what="Lovely Runner", name="Zebra Name"))
    await suggest(night, drama="Zebra Wish")
    for command, option in (
        ("ost search", "query"),
        ("ost drama", "drama"),
        ("ost artist", "artist"),
        ("ost follow", "what"),
        ("ost suggest", "name-for"),
        ("data track", "drama"),
        ("data track", "edit"),
        ("data drama", "edit"),
        ("data nickname", "what"),
        ("data merge", "keep"),
        ("data merge", "other"),
        ("chart track", "track"),
        ("chart drama", "drama"),
    ):
        here = await suggestions_at(night, "general", command, option, "zebra", "Hana")
        there = await suggestions_at(night, "elsewhere", command, option, "zebra", "Hana")
        assert not any("zebra" in each["name"].casefold() for each in there), command
        if command.startswith("ost"):
            assert here, command
    (own,) = await suggestions_at(night, "general", "data track", "edit", "zebra", "Hana")
    (drama, *_) = await suggestions_at(night, "general", "ost drama", "drama", "zebra", "Hana")
    for command, options in (
        ("ost search", {"query": own["value"]}),
        ("ost drama", {"drama": drama["value"]}),
        ("ost follow", {"what": own["value"]}),
        ("ost following", {}),
        ("ost new", {}),
        ("data track", {"edit": own["value"], "part": 2}),
        ("data drama", {"edit": drama["value"], "episodes": 16}),
        ("data nickname", {"what": own["value"], "name": "Mine"}),
        ("data merge", {"keep": own["value"], "other": own["value"]}),
        ("data queue", {}),
        ("data log", {}),
        ("data undo", {"change": 2}),
        ("data export", {}),
    ):
        answer = await night.ask(command, by="Hana", at="elsewhere", **options)
        words = answer.text.replace(own["value"], "").replace(drama["value"], "").casefold()
        for secret in ("zebra secret", "zebra song", "zebra singer", "zebra name", "zebra wish"):
            assert secret not in words, f"{command}: {answer.text}"


async def test_the_words_of_a_wish_ping_nobody_and_format_nothing(night: Evening) -> None:
    await suggest(night, drama="@everyone **bold** <@1>", title="[link](https://x.example)", artist="`code`")
    queue = await night.ask("data queue", by="Hana")
    assert "\\*\\*bold\\*\\*" in queue.text
    assert "\\@everyone" in queue.text
    assert "\\[link\\]" in queue.text


async def test_find_this_ost_reads_the_message_and_answers_privately(night: Evening) -> None:
    async def find(content: str) -> Answer:
        said = await night.post(
            "messages", {"as": night.members["Junho"], "channel": night.channels["general"], "content": content}
        )
        body = {
            "as": night.members["Mina"],
            "channel": night.channels["general"],
            "name": "Find this OST",
            "target": said["id"],
        }
        return await night._answer(await night.post("commands", body))

    for content in (
        "does anyone know “Sudden Shower” by ECLIPSE? https://youtu.be/xyz",
        "[MV] ECLIPSE (이클립스) - 소나기 (Sudden Shower) | Lovely Runner OST Part 1",
        "소나기 이클립스",
        "omg sudden shower by eclipse on repeat",
        "소나기 너무 좋다",
        "hear this https://open.spotify.com/intl-de/track/1OhIn0L6iofnk5bjalWfHq?si=1",
    ):
        answer = await find(content)
        assert "Sudden Shower" in answer.text.splitlines()[0], (content, answer.text)
        assert answer.message.private
    assert "## Lovely Runner" in (await find("선재업고튀어 노래 뭐에요")).text
    for talk in ("good morning everybody", "hi", "no", "run"):
        assert "I find no OST" in (await find(talk)).text, talk
