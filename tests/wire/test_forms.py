"""Forms: what was typed arrives, over a restart too, or comes back to the one who typed it."""

from typing import Any

from sandbox.world import Record
from tests.wire.evening import Evening, Message, eventually
from tests.wire.parties import LIST, draft, party, press_for_modal, stored_party, submit


async def asked_for_form(night: Evening, command: str, *, by: str = "Mina", **options: Any) -> str:
    """Use a command that opens a form; the interaction that opened it."""
    body = {"as": night.members[by], "channel": night.channels["general"], "name": command, "options": options}
    started = await night.post("commands", body)
    found = await night.get(f"interactions/{started['interaction']}", wait="10")
    assert found["modal"], found
    return str(started["interaction"])


async def given_back(night: Evening, by: str = "Leo") -> str:
    """What a refused form has given back, from the message or from its file."""

    async def told() -> Message | None:
        seen = [each for each in await night.messages("general", by=by) if "What you typed, to copy:" in each.text]
        return seen[-1] if seen else None

    back = await eventually(told)
    assert back.private
    files: list[Record] = back.raw["attachments"]
    if not files:
        return back.text.split("```")[1].strip()
    async with night.http.get(files[0]["url"]) as file:
        return (await file.read()).decode()


async def test_a_form_that_was_open_over_a_restart_is_taken_all_the_same(quiet: Evening) -> None:
    async with quiet.bot():
        panel = await draft(quiet)
        tracks = await press_for_modal(quiet, "Track list", panel)
        when = await press_for_modal(quiet, "Title and time", panel)
        wish = await asked_for_form(quiet, "ost suggest", **{"name-for": "lovely runner"})
    async with quiet.bot():
        assert "3 tracks" in (await submit(quiet, tracks, {"tracks": LIST})).text
        assert [item.seconds for item in (await stored_party(quiet)).listed] == [60, 120, 90]
        typed = {"title": "Monsoon night", "when": "2024-07-27 21:00"}
        await submit(quiet, when, typed)
        assert (await stored_party(quiet)).title == "Monsoon night"
        thanks = await submit(quiet, wish, {"title": "Carry Sunjae"}, by="Mina")
        assert "Thank you" in thanks.text
        queue = (await quiet.ask("data queue", by="Hana")).text
        assert "Carry Sunjae" in queue
        assert "Lovely Runner" in queue


async def test_terms_typed_over_a_restart_are_kept(quiet: Evening) -> None:
    async with quiet.bot():
        await party(quiet)
        panel = (await quiet.ask("party control", by="Leo", party=1)).message
        terms = await press_for_modal(quiet, "Seats and reminders", panel)
    async with quiet.bot():
        await submit(quiet, terms, {"seats": "12"})
        assert (await stored_party(quiet)).seats == 12


async def test_a_refused_form_gives_back_what_was_typed(night: Evening) -> None:
    panel = await draft(night)
    form = await press_for_modal(night, "Title and time", panel)
    answer = await submit(night, form, {"title": "A title I thought of for long", "when": "the day after never"})
    assert "“the day after never”" in answer.text
    back = await given_back(night)
    assert "A title I thought of for long" in back
    assert "the day after never" in back
    assert (await stored_party(night)).title == "Rain night"


async def test_a_long_list_whose_party_is_gone_comes_back_as_a_file_to_the_letter(quiet: Evening) -> None:
    lines = "\n".join(f"Song {number} ```x``` - Singer 3:0{number % 10}" for number in range(90))
    async with quiet.bot():
        form = await press_for_modal(quiet, "Track list", await draft(quiet))
    async with quiet.bot():
        await quiet.ask("party cancel", by="Leo", party=1)
        answer = await submit(quiet, form, {"tracks": lines})
        assert "only a party that has not begun can be changed" in answer.text
        assert await given_back(quiet) == lines


async def test_a_form_and_a_button_that_nobody_reads_any_more_are_answered_in_words(quiet: Evening) -> None:
    async with quiet.bot():
        board = await party(quiet)
        form = await press_for_modal(quiet, "Title and time", await draft(quiet, title="Another"))
    opened = quiet.sandbox.service.interactions.find(form)
    assert opened is not None
    assert opened.modal is not None
    opened.modal["custom_id"] = "9f2c41d0a5"  # as discord.py named the forms of an older ostbot
    async with quiet.bot():
        answer = await submit(quiet, form, {"title": "Typed before the update", "when": "tomorrow 9pm"})
        assert "I was renewed since this was posted" in answer.text
        assert "Typed before the update" in await given_back(quiet)
        message = quiet.sandbox.service.world.messages.get(board.id)
        assert message is not None
        button = next(
            part for part in _walk(message["components"]) if str(part.get("custom_id", "")).startswith("rsvp")
        )
        button["custom_id"] = "rsvp:v0:1"
        body = {"as": quiet.members["Mina"], "message": board.id, "custom_id": "rsvp:v0:1", "values": []}
        pressed = await quiet._answer(await quiet.post("press", body))
        assert "I was renewed since this was posted" in pressed.text


def _walk(parts: list[Record]) -> list[Record]:
    return [found for part in parts for found in (part, *_walk(part.get("components", [])))]
