"""A server's own charts: brought in with a preview, put right, taken back, and nobody else's business."""

from typing import Any

from tests.wire.evening import Answer, Evening, eventually

WEEK_1 = b"rank,title,artist\n1,Sudden Shower,ECLIPSE\n2,Star,N.Flying\n3,Something Else,Nobody Known\n"
WEEK_2 = b"rank,title,artist\n1,Star,N.Flying\n2,Sudden Shower,ECLIPSE\n3,Run Run,ECLIPSE\n"
CHART = "spotify-kr-weekly"


async def bring_in(night: Evening, data: bytes, week: str) -> Answer:
    answer = await night.ask("data import", by="Hana", files={"file": ("week.csv", data)}, chart=CHART, week=week)
    assert "Preview" in answer.text, answer.text
    return answer


async def publish(night: Evening, data: bytes, week: str) -> Answer:
    preview = (await bring_in(night, data, week)).message
    return await night.press("Publish", preview, by="Hana")


async def test_an_import_shows_what_it_would_do_and_stores_nothing_before_the_press(night: Evening) -> None:
    preview = await bring_in(night, WEEK_1, "2024-07-18")
    assert "3 rows, **2 K-drama OSTs**" in preview.text
    assert "There is no chart" in (await night.ask("chart top", chart=CHART)).text
    published = await night.press("Publish", preview.message, by="Hana")
    assert "3 rows, 2 K-drama OSTs" in published.text
    assert "Sudden Shower" in (await night.ask("chart top", chart=CHART)).text


async def test_dropping_a_preview_stores_nothing(night: Evening) -> None:
    preview = (await bring_in(night, WEEK_1, "2024-07-18")).message
    assert "Nothing was stored" in (await night.press("Drop", preview, by="Hana")).text
    again = (await night.ask("chart top", chart=CHART)).text
    assert "There is no chart" in again


async def test_a_preview_does_not_outlive_the_bot_and_says_so(quiet: Evening) -> None:
    async with quiet.bot():
        preview = (await bring_in(quiet, WEEK_1, "2024-07-18")).message
    async with quiet.bot():
        assert "This preview is gone" in (await quiet.press("Publish", preview, by="Hana")).text


async def test_the_next_week_moves_and_undo_takes_it_back(night: Evening) -> None:
    await publish(night, WEEK_1, "2024-07-18")
    done = await publish(night, WEEK_2, "2024-07-25")
    chart = (await night.ask("chart top", chart=CHART)).text
    assert "**1** ▲1 **Star**" in chart
    assert "NEW" in chart
    preview = await night.press("Undo", done.message, by="Hana")
    assert "25 Jul 2024: no longer here" in preview.text
    assert "25 Jul 2024" in (await night.ask("chart top", chart=CHART)).text
    undone = await night.press("Publish", preview.message, by="Hana")
    assert "was taken back" in undone.text
    assert "Published" not in undone.text
    assert "Bring it back" in undone.message.buttons
    chart = (await night.ask("chart top", chart=CHART)).text
    assert "18 Jul 2024" in chart
    assert "no issue for the week to 2024-07-25" in (await night.ask("chart top", chart=CHART, week="2024-07-25")).text


async def test_the_same_file_again_changes_nothing(night: Evening) -> None:
    await publish(night, WEEK_1, "2024-07-18")
    again = await bring_in(night, WEEK_1, "2024-07-18")
    assert "here already, row for row" in again.text
    assert "Publish" not in again.message.buttons


async def test_a_correction_is_a_new_revision_that_lists_what_it_changed_and_can_be_undone(night: Evening) -> None:
    await publish(night, WEEK_1, "2024-07-18")
    await publish(night, WEEK_2, "2024-07-25")
    (entry,) = await night.suggestions(
        "data correct", "entry", "run", by="Hana", chart=CHART, week="2024-07-25", rank=2
    )
    preview = await night.ask("data correct", by="Hana", chart=CHART, week="2024-07-25", entry=entry["value"], rank=4)
    assert "“Run Run” – ECLIPSE, No. 3, becomes “Run Run” – ECLIPSE, No. 4." in preview.text
    assert "25 Jul 2024, Run Run: rank 3 → 4" in preview.text
    assert "**3** NEW **Run Run**" in (await night.ask("chart top", chart=CHART, only="all")).text
    answer = await night.press("Publish", preview.message, by="Hana")
    assert "revision 2" in answer.text
    chart = (await night.ask("chart top", chart=CHART, only="all")).text
    assert "**4** new? **Run Run**" in chart  # last week's list had three places
    assert "revision 2" in chart
    preview = await night.ask("data undo", by="Hana")
    assert "25 Jul 2024, Run Run: rank 4 → 3" in preview.text
    await night.press("Publish", preview.message, by="Hana")
    chart = (await night.ask("chart top", chart=CHART, only="all")).text
    assert "**3** NEW **Run Run**" in chart
    log = (await night.ask("data log", by="Hana")).text
    assert "correct" in log
    assert f"<@{night.members['Hana']}>" in log


async def test_a_late_week_renews_the_weeks_after_it(night: Evening) -> None:
    await publish(night, WEEK_2, "2024-07-25")
    preview = await bring_in(night, WEEK_1, "2024-07-18")
    assert "of published weeks would change" in preview.text
    await night.press("Publish", preview.message, by="Hana")
    assert "**1** ▲1 **Star**" in (await night.ask("chart top", chart=CHART)).text


async def test_what_the_matching_does_not_dare_is_asked_once_and_remembered(night: Evening) -> None:
    odd = b"rank,title,artist\n1,Sudden Shower,Somebody Unheard\n"
    preview = await bring_in(night, odd, "2024-07-18")
    assert "Is “Sudden Shower” by Somebody Unheard the OST" in preview.text
    preview = await night.press("Yes, it is", preview.message, by="Hana")
    assert "1 row, **1 K-drama OST**" in preview.text
    await night.press("Publish", preview.message, by="Hana")
    later = await bring_in(night, odd, "2024-07-25")
    assert "**1 K-drama OST**" in later.text
    assert "Is “" not in later.text


async def test_a_listing_placed_by_hand_enters_the_ost_chart(night: Evening) -> None:
    await publish(night, WEEK_1, "2024-07-18")
    (listing,) = await night.suggestions("data alias", "listing", "something else", by="Hana")
    track = (await night.suggestions("data alias", "track", "run run", by="Hana", listing=listing["value"]))[0]
    answer = await night.ask("data alias", by="Hana", listing=listing["value"], track=track["value"])
    assert "Remembered" in answer.text
    assert "Run Run" in (await night.ask("chart top", chart=CHART)).text


async def test_what_was_placed_by_hand_is_taken_back_and_the_import_before_it_after_that(night: Evening) -> None:
    await publish(night, WEEK_1, "2024-07-18")
    await publish(night, WEEK_2, "2024-07-25")
    (listing,) = await night.suggestions("data alias", "listing", "something else", by="Hana")
    track = (await night.suggestions("data alias", "track", "run run", by="Hana", listing=listing["value"]))[0]
    answer = await night.ask("data alias", by="Hana", listing=listing["value"], track=track["value"])
    preview = await night.press("Undo", answer.message, by="Hana")
    assert "alias?" in preview.text
    undone = await night.press("Publish", preview.message, by="Hana")
    assert "was taken back" in undone.text
    assert "Run Run" not in (await night.ask("chart top", chart=CHART, week="2024-07-18")).text
    preview = await night.press("Bring it back", undone.message, by="Hana")
    await night.press("Publish", preview.message, by="Hana")
    assert "Run Run" in (await night.ask("chart top", chart=CHART, week="2024-07-18")).text
    number = int(undone.message.buttons["Bring it back"].rpartition(":")[2]) - 2
    imported = await night.ask("data undo", by="Hana", change=number)
    assert "25 Jul 2024: no longer here" in imported.text


async def test_a_placing_that_somebody_changed_since_is_not_taken_back(night: Evening) -> None:
    await publish(night, WEEK_1, "2024-07-18")
    (listing,) = await night.suggestions("data alias", "listing", "something else", by="Hana")
    run = (await night.suggestions("data alias", "track", "run run", by="Hana", listing=listing["value"]))[0]
    first = await night.ask("data alias", by="Hana", listing=listing["value"], track=run["value"])
    await night.ask("data alias", by="Hana", listing=listing["value"])
    assert "placed again since" in (await night.press("Undo", first.message, by="Hana")).text


async def test_an_undone_placing_is_asked_about_again(night: Evening) -> None:
    odd = b"rank,title,artist\n1,Sudden Shower,Somebody Unheard\n"
    await publish(night, odd, "2024-07-18")
    (listing,) = await night.suggestions("data alias", "listing", "sudden", by="Hana")
    answer = await night.ask("data alias", by="Hana", listing=listing["value"])
    assert "Is “" not in (await bring_in(night, odd, "2024-07-25")).text
    preview = await night.press("Undo", answer.message, by="Hana")
    await night.press("Publish", preview.message, by="Hana")
    assert "Is “Sudden Shower”" in (await bring_in(night, odd, "2024-07-25")).text


async def test_a_better_place_moves_the_others_down_or_is_named_a_tie(night: Evening) -> None:
    await publish(night, WEEK_2, "2024-07-25")
    here: dict[str, Any] = {"by": "Hana", "chart": CHART, "week": "2024-07-25"}
    entry = (await night.suggestions("data correct", "entry", "run", **here))[0]["value"]
    tie = await night.ask("data correct", entry=entry, rank=2, **here)
    assert "No. 2 is shared then" in tie.text
    first = await night.ask("data correct", entry=entry, rank=1, **here)
    assert "To make room, 2 others between the two places move down by one." in first.text
    await night.press("Publish", first.message, by="Hana")
    export = (await night.ask("chart top", chart=CHART, only="all")).text
    for place, title in enumerate(("Run Run", "Star", "Sudden Shower"), 1):
        assert any(f"**{place}**" in line and title in line for line in export.splitlines()), export


async def test_contradicting_options_are_refused_in_one_sentence(night: Evening) -> None:
    await publish(night, WEEK_2, "2024-07-25")
    here: dict[str, Any] = {"by": "Hana", "chart": CHART, "week": "2024-07-25"}
    entry = (await night.suggestions("data correct", "entry", "run", **here))[0]["value"]
    answer = await night.ask("data correct", entry=entry, rank=2, remove=True, **here)
    assert "either taken away or put right" in answer.text
    assert "Run Run" in (await night.ask("chart top", chart=CHART)).text


async def test_two_listings_become_one_after_showing_what_that_changes(night: Evening) -> None:
    await publish(night, WEEK_1, "2024-07-18")
    await publish(night, b"rank,title,artist\n1,Star,N.Flying\n2,Sudden Showers,The Eclipse\n", "2024-07-25")
    kept = await night.suggestions("data merge", "keep", "sudden shower", by="Hana")
    ids = {choice["name"]: choice["value"] for choice in kept}
    preview = await night.ask(
        "data merge", by="Hana", keep=ids["Sudden Shower - ECLIPSE"], other=ids["Sudden Showers - The Eclipse"]
    )
    assert "Make “Sudden Showers” the same as “Sudden Shower”?" in preview.text
    await night.press("Merge", preview.message, by="Hana")
    chart = (await night.ask("chart top", chart=CHART)).text
    assert "**2** ▼1 **Sudden Shower (소나기)**" in chart


async def test_another_server_sees_nothing_of_it(night: Evening) -> None:
    await publish(night, WEEK_1, "2024-07-18")
    other = await night.post("guilds", {"name": "Elsewhere"})
    channel = (await night.post(f"guilds/{other['id']}/channels", {"name": "lobby", "type": 0}))["id"]
    stranger = (await night.post(f"guilds/{other['id']}/members", {"name": "Stranger"}))["id"]
    night.channels["elsewhere"], night.members["Stranger"] = channel, stranger

    async def there() -> bool:
        return len(night.client.guilds) == 2

    await eventually(there)
    answer = await night.ask("chart top", by="Stranger", at="elsewhere", chart=CHART)
    assert "There is no chart" in answer.text


async def test_the_shared_charts_are_not_a_servers_to_change(night: Evening) -> None:
    answer = await night.ask("data correct", by="Hana", chart="bugs-kr-weekly", week="2024-07-25", entry=1, rank=3)
    assert "봇 운영자만 바꿀 수 있습니다" in answer.text


async def test_a_wrong_file_is_one_sentence_and_nothing_stays(night: Evening) -> None:
    for data, words in (
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"rank,title,artist\n1,A,B\nx,C,D\n", "line 3"),
        (b"", "empty"),
    ):
        answer = await night.ask("data import", by="Hana", files={"file": ("week.csv", data)}, chart=CHART)
        assert words in answer.text.lower(), answer.text
    assert "Nothing yet" in (await night.ask("data log", by="Hana")).text
