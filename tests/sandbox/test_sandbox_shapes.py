"""What the sandbox answers, held against Discord's own OpenAPI document."""

import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import ui

from tests.sandbox.hands import NOW, Bot, Connect, Hands

DOCUMENT = Path(__file__).parents[2] / "../shared/discord/openapi.json"
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


class Shapes:
    """As much of JSON Schema as the document uses."""

    def __init__(self, document: Any) -> None:
        self._schemas = document["components"]["schemas"]

    def problems(self, value: Any, schema: Any, path: str = "") -> list[str]:
        """Everything that does not fit, each with its path."""
        if "$ref" in schema:
            return self.problems(value, self._schemas[schema["$ref"].rsplit("/", 1)[1]], path)
        found = [problem for part in schema.get("allOf", []) for problem in self.problems(value, part, path)]
        for kind in ("oneOf", "anyOf"):
            options: list[list[str]] = [self.problems(value, part, path) for part in schema.get(kind, [])]
            if options and [] not in options:
                found += (
                    options[0] if len(options) == 1 else [f"{path}: none of {len(options)} shapes fits", *options[-1]]
                )
        wanted = schema.get("type")
        names = wanted if isinstance(wanted, list) else [wanted] if wanted else []
        fits = any(isinstance(value, TYPES[one]) and not (one != "boolean" and value is True) for one in names)
        if names and not fits:
            return [*found, f"{path}: {value!r} is no {wanted}"]
        if "enum" in schema and value not in schema["enum"]:
            found.append(f"{path}: {value!r} is none of {schema['enum']}")
        if isinstance(value, dict):
            found += self._object(value, schema, path)
        if isinstance(value, list) and "items" in schema:
            for place, one in enumerate(value):
                found += self.problems(one, schema["items"], f"{path}.{place}")
        return found

    def _object(self, value: Any, schema: Any, path: str) -> list[str]:
        found = [f"{path}: {key} is missing" for key in schema.get("required", []) if key not in value]
        for key, one in value.items():
            if key in schema.get("properties", {}):
                found += self.problems(one, schema["properties"][key], f"{path}.{key}")
        return found


@pytest.fixture(scope="module")
def document() -> Any:
    if not DOCUMENT.exists():
        pytest.skip("Discord's OpenAPI document is not beside the project")
    return json.loads(DOCUMENT.read_text("utf-8"))


class Card(ui.LayoutView):
    """One of each part."""

    box: ui.Container[Any] = ui.Container(
        ui.TextDisplay("words"),
        ui.Section("a song", accessory=ui.Thumbnail("attachment://a.png")),
        ui.MediaGallery(discord.MediaGalleryItem("https://example.org/a.png")),
        ui.File("attachment://a.csv"),
        ui.Separator(),
        ui.ActionRow(ui.Button(label="Go", custom_id="go"), ui.Button(label="Read", url="https://example.org")),
        ui.ActionRow(ui.Select(custom_id="mood", options=[discord.SelectOption(label="Calm")])),
        ui.ActionRow(ui.ChannelSelect(custom_id="where")),
    )


async def test_every_answer_has_the_shape_that_discord_documents(hands: Hands, connect: Connect, document: Any) -> None:
    def setup(bot: Bot) -> None:
        @bot.tree.command()
        async def card(interaction: discord.Interaction, size: int = 3) -> None:
            """A card."""
            view = Card(timeout=None)
            view.stop()
            files = [discord.File(io.BytesIO(b"x"), name) for name in ("a.png", "a.csv")]
            await interaction.response.send_message(view=view, files=files)
            await interaction.followup.send("more")

    bot = await connect(hands, setup)
    await hands.command("card")
    embed = discord.Embed(title="t", url="https://example.org", colour=1, timestamp=NOW).set_footer(text="f")
    embed.add_field(name="n", value="v").set_image(url="https://example.org/a.png").set_author(name="a")
    message = await bot.place().send("words <@1>", embed=embed)
    await message.add_reaction("🎧")
    await message.reply("reply")
    await message.pin()
    thread = await message.create_thread(name="Talk")
    await bot.place().create_thread(name="Own", type=discord.ChannelType.public_thread)
    event = await bot.lounge.create_scheduled_event(
        name="Party",
        start_time=NOW + timedelta(hours=1),
        end_time=NOW + timedelta(hours=2),
        entity_type=discord.EntityType.external,
        location="Seoul",
        privacy_level=discord.PrivacyLevel.guild_only,
    )
    await (await bot.fetch_user(int(await hands.person("Mina")))).send("psst")
    await bot.fetch_guild(bot.lounge.id)
    await bot.lounge.fetch_member(int(await hands.person("Mina")))
    await bot.lounge.fetch_roles()
    await bot.lounge.fetch_channels()
    await bot.fetch_channel(thread.id)
    await bot.lounge.fetch_scheduled_event(event.id)
    await bot.lounge.active_threads()
    await bot.tree.fetch_commands()
    await bot.http.get_bot_gateway()
    assert [one async for one in bot.place().history()]
    assert [one async for one in bot.place().pins()]
    shapes, checked = Shapes(document), set()
    templates = {re.compile("^" + re.sub(r"\{[^}]+\}", "[^/]+", path) + "$"): path for path in document["paths"]}
    for request in await hands.get("/requests"):
        fitting = [path for pattern, path in templates.items() if pattern.match(request["path"])]
        operation = document["paths"][min(fitting, key=lambda path: path.count("{"))][request["method"].lower()]
        assert str(request["status"]) in operation["responses"], request
        if request["status"] != 204:
            schema = operation["responses"][str(request["status"])]["content"]["application/json"]["schema"]
            assert shapes.problems(request["response"], schema) == [], request["path"]
            checked.add(operation["operationId"])
    assert len(checked) >= 20, checked
