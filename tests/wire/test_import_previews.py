"""What a manager can judge an import by before it is published."""

from tests.wire.evening import Answer, Evening

CHART = "spotify-kr-weekly"


async def bring_in(night: Evening, *rows: str, week: str, chart: str = CHART) -> Answer:
    data = "\n".join(["rank,title,artist", *(f"{number},{row}" for number, row in enumerate(rows, 1))]).encode()
    return await night.ask("data import", by="Hana", files={"file": ("week.csv", data)}, chart=chart, week=week)


async def test_a_week_in_the_future_is_asked_about_in_words(night: Evening) -> None:
    preview = await bring_in(night, "Star,N.Flying", week="2025-07-24")
    assert "The week to Thursday 24 Jul 2025 is not over yet" in preview.text
    assert "Publish" not in preview.message.buttons
    await night.press("Publish anyway", preview.message, by="Hana")
    assert "24 Jul 2025" in (await night.ask("chart top", chart=CHART)).text


async def test_a_strange_day_and_an_old_week_are_asked_about_too(night: Evening) -> None:
    first = await bring_in(night, "Star,N.Flying", week="2024-07-18")
    await night.press("Publish", first.message, by="Hana")
    tuesday = await bring_in(night, "Star,N.Flying", week="2024-07-23")
    assert "The week to Tuesday 23 Jul 2024: the chart's issues beside it end on a Thursday" in tuesday.text
    assert "Publish anyway" in tuesday.message.buttons
    old = await bring_in(night, "Star,N.Flying", week="2020-07-23")
    assert "more than two years old" in old.text
    assert "Publish anyway" in old.message.buttons


async def test_the_osts_found_are_listed_with_their_places_and_what_they_did(night: Evening) -> None:
    first = await bring_in(night, "Star,N.Flying", "Sudden Shower,ECLIPSE", week="2024-07-18")
    await night.press("Publish", first.message, by="Hana")
    second = await bring_in(night, "Else,Nobody", "Sudden Shower,ECLIPSE", "Star,N.Flying", week="2024-07-25")
    assert "1. Sudden Shower (소나기) – ECLIPSE · #2 ▲1" in second.text
    assert "2. Star – N.Flying · #3 ▼1" in second.text
    assert "Else" not in second.text


async def test_only_the_first_ten_osts_are_named_and_the_rest_counted(night: Evening) -> None:
    tracks = [t for t in night.rooms.catalog.of().catalogue.tracks.values() if t.title.en and t.credits]
    named: dict[str, str] = {}
    for track in tracks:
        artist = night.rooms.catalog.of().catalogue.artists[track.credits[0].artist].name
        if "," not in f"{track.title.en}{artist}" and night.rooms.catalog.of().match(str(track.title.en), str(artist)):
            named.setdefault(str(track.title.en), str(artist))
    preview = await bring_in(
        night, *[f"{title},{artist}" for title, artist in [*named.items()][:13]], week="2024-07-25"
    )
    assert "and 3 more" in preview.text


async def test_a_slip_in_a_title_of_the_same_singer_is_asked_about_and_placed_by_one_press(night: Evening) -> None:
    preview = await bring_in(night, "Sudden Showr,ECLIPSE", week="2024-07-25")
    assert "Is “Sudden Showr” by ECLIPSE the OST “Sudden Shower (소나기)”?" in preview.text
    preview = await night.press("Yes, it is", preview.message, by="Hana")
    assert "1. Sudden Shower (소나기) – ECLIPSE · #1" in preview.text
    await night.press("Publish", preview.message, by="Hana")
    again = await bring_in(night, "Sudden Showr,ECLIPSE", week="2024-07-18")
    assert "Is “" not in again.text
    assert "**1 K-drama OST**" in again.text


async def test_a_translated_title_is_asked_about_while_the_drama_is_fresh(night: Evening) -> None:
    preview = await bring_in(night, "Spring Snow,10CM", week="2024-07-25")
    assert "Is “Spring Snow” by 10CM the OST “봄눈”?" in preview.text
    later = await bring_in(night, "Spring Snow,10CM", week="2020-07-23")
    assert "봄눈" not in later.text


async def test_an_answer_holds_for_every_spelling_of_the_listing(night: Evening) -> None:
    quiet = await bring_in(night, "Say! Yes,Nobody X", week="2024-07-18")
    assert "Is “" not in quiet.text
    await night.press("Publish", quiet.message, by="Hana")
    asked = await bring_in(night, "Say Yes,Nobody X", week="2024-07-25")
    assert "Is “Say Yes” by Nobody X the OST" in asked.text
    placed = await night.press("Yes, it is", asked.message, by="Hana")
    assert "**1 K-drama OST**" in placed.text
    await night.press("Publish", placed.message, by="Hana")
    assert "Say Yes" in (await night.ask("chart top", chart=CHART)).text
    again = await bring_in(night, "Say! Yes,Nobody X", week="2024-07-11")
    assert "Is “" not in again.text
    assert "**1 K-drama OST**" in again.text


async def test_no_is_remembered_as_well(night: Evening) -> None:
    preview = await bring_in(night, "Spring Snow,10CM", week="2024-07-25")
    preview = await night.press("No", preview.message, by="Hana")
    assert "**0 K-drama OSTs**" in preview.text
    await night.press("Publish", preview.message, by="Hana")
    again = await bring_in(night, "Spring Snow,10CM", "Star,N.Flying", week="2024-07-18")
    assert "Is “Spring Snow" not in again.text


async def test_a_song_that_names_its_drama_is_added_to_the_servers_own_by_one_press(night: Evening) -> None:
    preview = await bring_in(night, '"Rainy Night (""Queen of Tears"" OST)",Somebody New', week="2024-07-25")
    assert "a song of “Queen of Tears (눈물의 여왕)”?" in preview.text
    preview = await night.press("Add it", preview.message, by="Hana")
    assert "1. Rainy Night – Somebody New · #1" in preview.text
    await night.press("Publish", preview.message, by="Hana")
    assert "Rainy Night" in (await night.ask("chart top", chart=CHART)).text
    assert "Rainy Night" in (await night.ask("data log", by="Hana")).text


async def test_what_the_file_does_not_say_is_asked_in_discords_own_words(night: Evening) -> None:
    data = b"rank,title,artist\n1,Star,N.Flying\n"
    week = await night.ask("data import", by="Hana", files={"file": ("week.csv", data)}, chart=CHART)
    assert "Which week is this?" in week.text
    assert "week: 20" in week.text
    assert "--" not in week.text
    chart = await night.ask("data import", by="Hana", files={"file": ("week.csv", data)}, week="2024-07-25")
    assert "chart: spotify-kr-weekly" in chart.text
    near = await bring_in(night, "Star,N.Flying", week="2024-07-25", chart="melon")
    assert "Did you mean melon-kr-weekly" in near.text


async def test_the_charts_that_a_server_may_bring_in_are_offered_while_typing(night: Evening) -> None:
    first = await bring_in(night, "Star,N.Flying", week="2024-07-25", chart="deezer-kr-weekly")
    await night.press("Publish", first.message, by="Hana")
    offered = await night.suggestions("data import", "chart", "", by="Hana")
    assert offered[0]["value"] == "deezer-kr-weekly"
    melon = await night.suggestions("data import", "chart", "melon", by="Hana")
    assert {choice["value"] for choice in melon} == {"melon-kr-weekly", "melon-kr-daily"}


async def test_a_doubt_goes_by_the_day_that_has_begun_anywhere(night: Evening) -> None:
    assert "not over yet" not in (await bring_in(night, "Star,N.Flying", week="2024-07-27")).text
    assert "not over yet" in (await bring_in(night, "Star,N.Flying", week="2024-07-28")).text
