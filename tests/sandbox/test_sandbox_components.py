"""Buttons, selects, modals, layouts and files, worked through discord.py's own views."""

import base64
import io
import struct
import zlib
from typing import Any

import discord
import pytest
from discord import ui

from tests.sandbox.hands import Bot, Connect, Hands


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class Going(ui.DynamicItem[ui.Button[Any]], template=r"going:v1:(?P<party>\d+)"):
    """A button that carries its party in its id."""

    def __init__(self, party: int) -> None:
        super().__init__(ui.Button(label="Going", custom_id=f"going:v1:{party}"))
        self.party = party

    @classmethod
    async def from_custom_id(cls, interaction: discord.Interaction, item: ui.Item[Any], match: Any, /) -> "Going":
        return cls(int(match["party"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.Container(ui.TextDisplay(f"{interaction.user.display_name} goes to {self.party}")))
        view.stop()
        await interaction.response.edit_message(view=view)


class Ask(ui.Modal, title="Tell us"):
    """A modal with a text, a choice and a file."""

    title_text: ui.Label[Any] = ui.Label(text="Title", component=ui.TextInput(custom_id="title", max_length=5))
    mood: ui.Label[Any] = ui.Label(
        text="Mood",
        component=ui.Select(
            custom_id="mood", options=[discord.SelectOption(label="Calm"), discord.SelectOption(label="Wild")]
        ),
    )
    proof: ui.Label[Any] = ui.Label(text="Proof", component=ui.FileUpload(custom_id="proof", required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        title, mood, proof = self.title_text.component, self.mood.component, self.proof.component
        assert isinstance(title, ui.TextInput)
        assert isinstance(mood, ui.Select)
        assert isinstance(proof, ui.FileUpload)
        files = [(await one.read()).decode() for one in proof.values]
        await interaction.response.send_message(f"{title.value} {mood.values} {files}", ephemeral=True)


def board(party: int) -> ui.LayoutView:
    """A card of Components V2 with everything on it."""
    view = ui.LayoutView(timeout=None)
    view.add_item(
        ui.Container(
            ui.TextDisplay("# Tonight"),
            ui.Section(
                ui.TextDisplay("A song"), accessory=ui.Thumbnail("attachment://cover.png", description="A cover")
            ),
            ui.MediaGallery(discord.MediaGalleryItem("attachment://cover.png", description="The same")),
            ui.File("attachment://songs.csv"),
            ui.Separator(),
            ui.ActionRow(Going(party), ui.Button(label="Read", url="https://example.org")),
            accent_colour=0x336699,
        )
    )
    view.stop()
    return view


def setup(bot: Bot) -> None:
    """Commands that show things to press."""
    bot.add_dynamic_items(Going)

    @bot.tree.command()
    async def card(interaction: discord.Interaction) -> None:
        """A card."""
        files = [
            discord.File(io.BytesIO(png(4, 3)), "cover.png", description="A cover"),
            discord.File(io.BytesIO(b"a,b"), "songs.csv"),
        ]
        await interaction.response.send_message(view=board(7), files=files)

    @bot.tree.command()
    async def ask(interaction: discord.Interaction) -> None:
        """A modal."""
        await interaction.response.send_modal(Ask())


@pytest.fixture
async def bot(connect: Connect, hands: Hands) -> Bot:
    return await connect(hands, setup)


async def test_a_layout_keeps_its_parts_and_resolves_its_pictures(bot: Bot, hands: Hands) -> None:
    outcome = await hands.command("card")
    message = outcome["messages"][0]
    assert message["flags"] == 1 << 15
    container = message["components"][0]
    assert (container["type"], container["accent_color"], container["spoiler"]) == (17, 0x336699, False)
    text, section, gallery, file, line, row = container["components"]
    cover = message["attachments"][0]
    assert text["content"] == "# Tonight"
    assert (cover["width"], cover["height"], cover["description"]) == (4, 3, "A cover")
    assert section["accessory"]["media"]["url"] == gallery["items"][0]["media"]["url"] == cover["url"]
    assert (file["name"], file["size"]) == ("songs.csv", 3)
    assert (line["divider"], line["spacing"]) == (True, 1)
    assert [one.get("custom_id") for one in row["components"]] == ["going:v1:7", None]
    ids = [one["id"] for one in (container, text, section, gallery, file, line, row)]
    assert all(isinstance(one, int) for one in ids)
    assert len(set(ids)) == len(ids)
    async with hands.http.get(cover["url"]) as answer:
        assert answer.content_type == "image/png"
        assert await answer.read() == png(4, 3)


async def test_a_button_of_an_old_message_works_by_its_id_alone(bot: Bot, hands: Hands, connect: Connect) -> None:
    message = (await hands.command("card"))["messages"][0]
    token = (await hands.get("/state"))["applications"][0]["token"]
    await bot.close()
    fresh = await connect(hands, token=token)
    fresh.add_dynamic_items(Going)
    outcome = await hands.press(message["id"], "going:v1:7", by="Grace")
    assert outcome["state"] == "answered"
    assert outcome["messages"][0]["components"][0]["components"][0]["content"] == "Grace goes to 7"
    assert (await hands.seen())[-1]["edited_timestamp"]


async def test_a_modal_opens_and_is_submitted_with_a_file(bot: Bot, hands: Hands) -> None:
    opened = await hands.command("ask")
    assert (opened["state"], opened["messages"]) == ("answered", [])
    assert [one["label"] for one in opened["modal"]["components"]] == ["Title", "Mood", "Proof"]
    for fields, words in [
        ({}, "“Title” must be filled in."),
        ({"title": "too long", "mood": ["Calm"]}, "“Title” must have 0 to 5 characters."),
        ({"title": "Stay", "mood": ["Sad"]}, "“mood” has no option “Sad”; it has Calm, Wild."),
        ({"title": "Stay", "colour": "x"}, "“Tell us” has no field “colour”; it has title, mood, proof."),
    ]:
        body = {"as": await hands.person("Mina"), "interaction": opened["id"], "fields": fields}
        assert await hands.refused("/submit", body) == (400, words)
    status, words = await hands.refused("/submit", {**body, "as": await hands.person("Grace")})
    assert (status, words) == (403, "That modal was opened for somebody else, not for Grace.")
    proof = {"name": "proof.txt", "base64": base64.b64encode(b"seen").decode()}
    done = await hands.submit(opened["id"], {"title": "Stay", "mood": ["Wild"], "proof": [proof]})
    assert done["messages"][0]["content"] == "Stay ['Wild'] ['seen']"
    assert (await hands.refused("/submit", body))[0] == 409


class Poll(ui.Modal, title="Choose"):
    """A modal with everything that can be ticked, answered after a deferral."""

    one: ui.Label[Any] = ui.Label(
        text="One", component=ui.RadioGroup(custom_id="one", options=[discord.RadioGroupOption(label=x) for x in "ab"])
    )
    some: ui.Label[Any] = ui.Label(
        text="Some",
        component=ui.CheckboxGroup(
            custom_id="some", max_values=2, options=[discord.CheckboxGroupOption(label=x, value=x) for x in "abc"]
        ),
    )
    sure: ui.Label[Any] = ui.Label(text="Sure", component=ui.Checkbox(custom_id="sure"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        one, some, sure = self.one.component, self.some.component, self.sure.component
        assert isinstance(one, ui.RadioGroup)
        assert isinstance(some, ui.CheckboxGroup)
        assert isinstance(sure, ui.Checkbox)
        await interaction.followup.send(f"{one.value} {some.values} {sure.value}")


async def test_a_modals_boxes_are_ticked_and_its_answer_may_come_later(connect: Connect, hands: Hands) -> None:
    def setup(bot: Bot) -> None:
        @bot.tree.command()
        async def poll(interaction: discord.Interaction) -> None:
            """A poll."""
            await interaction.response.send_modal(Poll())

    await connect(hands, setup)
    opened = await hands.command("poll")
    body = {"as": await hands.person("Mina"), "interaction": opened["id"]}
    for fields, words in [
        ({"some": ["a"]}, "“One” needs a choice: a, b."),
        ({"one": "z", "some": ["a"]}, "“One” has no choice “z”; it has a, b."),
        ({"one": "a", "some": ["z"]}, "“Some” has only the choices a, b, c."),
        ({"one": "a", "some": ["a", "b", "c"]}, "“Some” takes 1 to 2."),
    ]:
        assert await hands.refused("/submit", {**body, "fields": fields}) == (400, words)
    done = await hands.submit(opened["id"], {"one": "b", "some": ["a", "c"], "sure": True})
    assert done["messages"][0]["content"] == "b ['a', 'c'] True"


async def test_wrong_modals_are_refused(bot: Bot, hands: Hands) -> None:
    field = {"type": 4, "custom_id": "a", "label": "A", "style": 1}
    fine: dict[str, Any] = {"custom_id": "m", "title": "M", "components": [{"type": 1, "components": [field]}]}
    rows = [{"type": 1, "components": [{**field, "custom_id": str(n)}]} for n in range(6)]
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"title": "t" * 46}, "title"),
        ({"components": []}, "components"),
        ({"components": rows}, "components"),
        ({"components": rows[:1] * 2}, "components"),
        ({"components": [{"type": 18, "label": "l" * 46, "component": field}]}, "components"),
        ({"components": [{"type": 2, "style": 1, "label": "x", "custom_id": "x"}]}, "components"),
    ]

    @bot.tree.command()
    async def bad(interaction: discord.Interaction) -> None:
        """Tries wrong modals and then a right one."""
        route = discord.http.Route("POST", f"/interactions/{interaction.id}/{interaction.token}/callback")
        for change, key in wrong:
            with pytest.raises(discord.HTTPException) as refused:
                await bot.http.request(route, json={"type": 9, "data": {**fine, **change}})
            assert refused.value.code == 50035
            assert list(refused.value._errors or {}) == [key]
        await bot.http.request(route, json={"type": 9, "data": fine})

    await bot.tree.sync()
    assert (await hands.command("bad"))["modal"]["title"] == "M"


class Choices(ui.View):
    """Every kind of select, and a button that cannot be pressed."""

    @ui.select(custom_id="mood", min_values=1, max_values=2, options=[discord.SelectOption(label=one) for one in "abc"])
    async def mood(self, interaction: discord.Interaction, select: ui.Select[Any]) -> None:
        await interaction.response.send_message(repr(select.values))

    @ui.select(cls=ui.UserSelect, custom_id="who")
    async def who(self, interaction: discord.Interaction, select: ui.UserSelect[Any]) -> None:
        await interaction.response.send_message(select.values[0].display_name)

    @ui.select(cls=ui.ChannelSelect, custom_id="where", channel_types=[discord.ChannelType.voice])
    async def where(self, interaction: discord.Interaction, select: ui.ChannelSelect[Any]) -> None:
        await interaction.response.send_message(str(select.values[0].name))

    @ui.button(label="No", custom_id="no", disabled=True)
    async def no(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
        await interaction.response.defer()


async def test_selects_bring_what_was_chosen(bot: Bot, hands: Hands) -> None:
    message = str((await bot.place().send("choose", view=Choices())).id)
    assert (await hands.press(message, "mood", values=["a", "c"]))["messages"][0]["content"] == "['a', 'c']"
    who = await hands.press(message, "who", values=[await hands.person("Junho")])
    assert who["messages"][0]["content"] == "Junho"
    where = await hands.press(message, "where", values=[await hands.channel("Listening Room")])
    assert where["messages"][0]["content"] == "Listening Room"
    mina = await hands.person("Mina")
    for custom_id, values, words in [
        ("mood", [], "“mood” takes 1 to 2 of its options."),
        ("mood", ["z"], "“mood” has no option “z”; it has a, b, c."),
        ("where", [await hands.channel()], "“where” needs a channel's id;"),
        ("no", [], "“no” is disabled and cannot be pressed."),
        ("other", [], "The message has no button or select “other”; it has mood, who, where, no."),
    ]:
        _, told = await hands.refused(
            "/press", {"as": mina, "message": message, "custom_id": custom_id, "values": values}
        )
        assert told.startswith(words)


async def test_a_press_may_be_deferred_and_answered_by_an_edit(bot: Bot, hands: Hands) -> None:
    class Slow(ui.View):
        @ui.button(label="Slow", custom_id="slow")
        async def slow(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
            await interaction.response.defer()
            await interaction.edit_original_response(content="done", view=None)

    message = str((await bot.place().send("wait", view=Slow())).id)
    outcome = await hands.press(message, "slow")
    assert [one["content"] for one in outcome["messages"]] == ["done"]
    assert outcome["messages"][0]["id"] == message


async def test_a_private_message_is_pressed_by_its_member_alone(bot: Bot, hands: Hands) -> None:
    @bot.tree.command()
    async def secret(interaction: discord.Interaction) -> None:
        """A private button."""
        await interaction.response.send_message("secret", view=Choices(), ephemeral=True)

    await bot.tree.sync()
    message = (await hands.command("secret"))["messages"][0]["id"]
    body = {"as": await hands.person("Grace"), "message": message, "custom_id": "mood", "values": ["a"]}
    assert (await hands.refused("/press", body))[0] == 404
    assert (await hands.press(message, "mood", values=["b"]))["messages"][0]["content"] == "['b']"


async def test_an_edit_keeps_replaces_and_adds_files(bot: Bot, hands: Hands) -> None:
    first, second = discord.File(io.BytesIO(b"1"), "one.txt"), discord.File(io.BytesIO(b"2"), "two words.txt")
    message = await bot.place().send("files", files=[first, second])
    assert [one.filename for one in message.attachments] == ["one.txt", "two_words.txt"]
    kept = message.attachments[1]
    message = await message.edit(attachments=[kept, discord.File(io.BytesIO(b"3"), "three.txt")])
    assert [one.filename for one in message.attachments] == ["two_words.txt", "three.txt"]
    assert await message.attachments[1].read() == b"3"
    assert (await message.edit(content="none", attachments=[])).attachments == []


async def test_uploads_are_served_where_nothing_in_them_can_run(bot: Bot, hands: Hands) -> None:
    page = discord.File(io.BytesIO(b"<script>alert(1)</script>"), "../evil page.html")
    url = (await bot.place().send(file=page)).attachments[0].url
    assert url.endswith("/evil_page.html")
    async with hands.http.get(url) as answer:
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["Content-Security-Policy"] == "sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    folder, file, name = url.rsplit("/", 3)[1:]
    for wrong in (f"{folder}/1/{name}", f"1/{file}/{name}"):
        async with hands.http.get(f"{hands.sandbox.address}/attachments/{wrong}") as answer:
            assert answer.status == 404


async def test_an_edited_layout_may_send_back_the_urls_it_was_shown(bot: Bot, hands: Hands) -> None:
    view = ui.LayoutView(timeout=None).add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://cover.png")))
    view.stop()
    message = await bot.place().send(view=view, file=discord.File(io.BytesIO(png(2, 2)), "cover.png"))
    shown = ui.LayoutView.from_message(message, timeout=None)
    shown.stop()
    await message.edit(view=shown)
    gallery = (await hands.seen())[-1]["components"][0]
    assert gallery["items"][0]["media"]["attachment_id"] == str(message.attachments[0].id)
