"""A tea house of a bot, a sandbox for it, and a browser that looks at both."""

import asyncio
import io
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
import pytest
import pytest_asyncio
import yarl
from discord import app_commands, ui
from PIL import Image
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from sandbox import Sandbox

TEAS = ("Green tea", "Ginger tea", "Omija tea (오미자차)")
CUP = "A cup of tea, seen from above"


class Note(ui.Modal, title="A note for the kitchen"):
    """What the kitchen should know; the answer is private."""

    words: ui.Label["Note"] = ui.Label(text="Wish", component=ui.TextInput(max_length=100))
    size: ui.Label["Note"] = ui.Label(
        text="Size",
        component=ui.Select(options=[discord.SelectOption(label="Small"), discord.SelectOption(label="Large")]),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Repeat the note to its author alone."""
        assert isinstance(self.words.component, ui.TextInput)
        assert isinstance(self.size.component, ui.Select)
        text = f"Noted: {self.words.component.value}, {self.size.component.values[0]}."
        await interaction.response.send_message(text, ephemeral=True)


class ToastButton(ui.Button["Order"]):
    """Raises the count by one."""

    async def callback(self, interaction: discord.Interaction) -> None:
        """Edit the card in place."""
        assert self.view is not None
        await interaction.response.edit_message(view=Order(self.view.tea, self.view.toasts + 1, self.view.sweet))


class NoteButton(ui.Button["Order"]):
    """Opens the note."""

    async def callback(self, interaction: discord.Interaction) -> None:
        """Ask for the note."""
        await interaction.response.send_modal(Note())


class Sweetness(ui.Select["Order"]):
    """Chooses how sweet the cup is."""

    async def callback(self, interaction: discord.Interaction) -> None:
        """Edit the card in place."""
        assert self.view is not None
        await interaction.response.edit_message(view=Order(self.view.tea, self.view.toasts, self.values[0]))


class Order(ui.LayoutView):
    """A cup on the table: its picture, a toast that counts, a note, and the sweetness."""

    def __init__(self, tea: str, toasts: int = 0, sweet: str = "plain") -> None:
        super().__init__(timeout=None)
        self.tea, self.toasts, self.sweet = tea, toasts, sweet
        degrees = [discord.SelectOption(label=one) for one in ("dry", "sweet")]
        buttons: ui.ActionRow[Order] = ui.ActionRow(ToastButton(label="Toast"), NoteButton(label="Note"))
        choice: ui.ActionRow[Order] = ui.ActionRow(Sweetness(placeholder="How sweet?", options=degrees))
        card: ui.Container[Order] = ui.Container(
            ui.TextDisplay(f"## {tea}\n-# {sweet}, {toasts} toasts"),
            ui.MediaGallery(discord.MediaGalleryItem("attachment://cup.png", description=CUP)),
            buttons,
            choice,
            accent_colour=discord.Colour(0x2B6863),
        )
        self.add_item(card)


class TeaHouse(discord.Client):
    """A real discord.py client with one command group."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, guild_messages=True), guild_ready_timeout=0.05)
        self.at_work = asyncio.Event()
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(tea)

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()

    async def on_ready(self) -> None:
        """The gateway has brought the server."""
        self.at_work.set()


tea = app_commands.Group(name="tea", description="The tea house")


@tea.command(name="pour", description="A cup of tea with its picture")
@app_commands.describe(kind="What to pour", cups="How many cups", loud="Whether to ring the bell")
async def pour(
    interaction: discord.Interaction, kind: str, cups: app_commands.Range[int, 1, 9] = 1, loud: bool = False
) -> None:
    """Serve a cup."""
    picture = io.BytesIO()
    Image.new("RGB", (320, 200), "#7a5c2e").save(picture, "PNG")
    picture.seek(0)
    words = f"{kind}, {cups} cups{', with the bell' if loud else ''}"
    await interaction.response.send_message(view=Order(words), file=discord.File(picture, "cup.png", description=CUP))


@pour.autocomplete("kind")
async def kinds(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Teas that contain what was typed."""
    return [app_commands.Choice(name=one, value=one) for one in TEAS if current.lower() in one.lower()]


@tea.command(name="steep", description="Takes its time")
async def steep(interaction: discord.Interaction) -> None:
    """Defer, then answer once a person has said something."""
    await interaction.response.defer(thinking=True)
    assert isinstance(interaction.client, TeaHouse)
    await interaction.client.wait_for("message", check=lambda said: not said.author.bot, timeout=20)
    await interaction.followup.send("It has steeped.")


@tea.command(name="spill", description="Never answers")
async def spill(interaction: discord.Interaction) -> None:
    """Say nothing."""


@dataclass
class Table:
    """One sitting: the sandbox, its bot, and the browser that looks at them."""

    sandbox: Sandbox
    browser: Browser
    complaints: list[str]

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    async def sit(self, *, width: int = 1280, height: int = 800, **context: Any) -> Page:
        """A fresh page of the given size; whatever its console complains about is kept."""
        page = await self.browser.new_page(viewport={"width": width, "height": height}, locale="en-US", **context)
        page.on("console", self._listen)
        page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        await page.goto(self.sandbox.address)
        await page.locator("#me option").first.wait_for(state="attached")
        await page.locator("#log:not([aria-busy])").wait_for()
        return page


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One headless Chromium for all tests of a file."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("no Chromium on this machine")
    async with async_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        started = await playwright.chromium.launch(executable_path=program, args=arguments)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def table(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Table]:
    """A new sandbox with the tea house in it; afterwards no page may have complained."""
    complaints: list[str] = []
    async with Sandbox(now=datetime(2024, 7, 19, 11, tzinfo=UTC), fast=True) as sandbox:
        monkeypatch.setattr(discord.http.Route, "BASE", sandbox.api)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway))
        async with aiohttp.ClientSession(sandbox.address) as http:
            answer = await http.post("/sandbox/api/applications", json={"name": "Tea House"})
            token = (await answer.json())["token"]
        async with TeaHouse() as bot:
            running = asyncio.create_task(bot.start(token))
            await asyncio.wait_for(bot.at_work.wait(), 10)
            yield Table(sandbox, browser, complaints)
            for context in browser.contexts:
                await context.close()
            await bot.close()
            await running
    assert complaints == []
