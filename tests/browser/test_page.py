"""What a person at the sandbox's page can do, in a real browser with a real bot."""

import re
from typing import TYPE_CHECKING

import aiohttp
import pytest
from playwright.async_api import Locator, Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Table

pytestmark = pytest.mark.asyncio(loop_scope="module")

CUP = "A cup of tea, seen from above"
HOSTILE = "<img src=x onerror=\"document.title='taken'\"> **loud** [not a link](javascript:alert(1))"
MARKS = {
    "**a *b* c** __d__ ~~e~~ `f*`": "<strong>a <em>b</em> c</strong> <u>d</u> <s>e</s> <code>f*</code>",
    r"snake_case \*kept\* 2 * 3": "snake_case *kept* 2 * 3",
    "[a **b**](https://e.org/x_(y))": '<a href="https://e.org/x_(y)">a <strong>b</strong></a>',
    "see https://e.org/a.": 'see <a href="https://e.org/a">https://e.org/a</a>.',
    "<t:99999999999999:R> **open": "&lt;t:99999999999999:R&gt; **open",
}
WIDEST = "Math.max(...[...document.querySelectorAll('.room *')].map((one) => one.getBoundingClientRect().right))"
SHOWN = """
async (text) => {
  const { markdown } = await import("/page/markdown.js");
  const node = document.createElement("div");
  node.append(markdown(text));
  return node.innerHTML.replaceAll(/ (title|target|rel)="[^"]*"/g, "");
}
"""


def lines(page: Page) -> Locator:
    """What the list above the message box offers."""
    return page.get_by_role("listbox").get_by_role("option")


async def become(page: Page, name: str) -> None:
    """Be somebody else from now on."""
    await page.get_by_label("I am", exact=True).select_option(name)


async def pour(page: Page, kind: str = "Green tea") -> None:
    """Run /tea pour with a kind of one's own."""
    await page.locator("#entry").fill("/tea pour ")
    await page.get_by_label("kind").fill(kind)
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("heading", name=kind)).to_be_visible()


async def test_a_command_is_found_completed_and_answered_with_a_picture(table: "Table") -> None:
    page = await table.sit()
    await page.locator("#entry").press_sequentially("/pou")
    await expect(lines(page).filter(has_text="/tea pour")).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Enter")
    await page.keyboard.type("omi")
    await expect(lines(page)).to_have_text(["Omija tea (오미자차)"])
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="+ loud").click()
    await lines(page).filter(has_text="yes").click()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Omija tea (오미자차), 1 cups, with the bell")).to_be_visible()
    picture = page.get_by_role("img", name=CUP)
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 320)
    await page.get_by_role("button", name=f"Enlarge: {CUP}").click()
    await expect(page.get_by_role("dialog").get_by_role("img", name=CUP)).to_be_visible()


async def test_what_keeps_a_command_from_going_is_said_in_words(table: "Table") -> None:
    page = await table.sit()
    await page.locator("#entry").fill("/tea pour ")
    await page.get_by_role("button", name="Send").click()
    words = page.locator(".composer-note")
    await expect(words).to_have_text("“kind” is missing: What to pour")
    await page.get_by_label("kind").fill("Ginger tea")
    await page.get_by_role("button", name="+ cups").click()
    await page.keyboard.type("40")
    await page.keyboard.press("Enter")
    await expect(words).to_have_text("“cups” must be 9 or less; 40 is more.")
    await expect(page.get_by_label("cups", exact=True)).to_be_focused()


async def test_a_press_and_a_choice_change_their_message_in_place_and_keep_the_focus(table: "Table") -> None:
    page = await table.sit()
    await pour(page)
    toast = page.get_by_role("button", name="Toast")
    await toast.press("Enter")
    await expect(page.locator(".card .subtext")).to_have_text("plain, 1 toasts")
    await expect(toast).to_be_focused()
    await page.get_by_role("button", name="How sweet?").click()
    await page.get_by_role("button", name="sweet", exact=True).click()
    await expect(page.locator(".card .subtext")).to_have_text("sweet, 1 toasts")
    await expect(page.locator("article")).to_have_count(1)


async def test_a_modal_asks_for_what_is_missing_and_its_private_answer_stays_with_its_author(table: "Table") -> None:
    page = await table.sit()
    await pour(page)
    await page.get_by_role("button", name="Note").click()
    modal = page.get_by_role("dialog", name="A note for the kitchen")
    await modal.get_by_role("button", name="Submit").click()
    await expect(modal.get_by_role("alert")).to_have_text("“Wish” is missing.")
    await modal.get_by_label("Wish").fill("less hot")
    await modal.get_by_label("Size").select_option("Large")
    await modal.get_by_label("Wish").press("Enter")
    answer = page.locator("article", has_text="Noted: less hot, Large.")
    await expect(answer).to_contain_text("Only you can see this")
    await become(page, "Leo")
    await expect(page.get_by_role("heading", name="Green tea")).to_be_visible()
    await expect(answer).to_have_count(0)


async def test_waiting_and_silence_are_told(table: "Table") -> None:
    page = await table.sit()
    await page.locator("#entry").fill("/tea steep ")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("is thinking…")).to_be_visible()
    await page.locator("#entry").fill("Ready?")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("It has steeped.")).to_be_visible()
    await expect(page.get_by_text("is thinking…")).to_have_count(0)
    await page.locator("#entry").fill("/tea spill ")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("This application did not respond")).to_be_visible(timeout=6000)


async def test_the_clock_moves_and_everybody_reads_it_in_their_own_zone(table: "Table") -> None:
    page = await table.sit()
    face = page.locator(".clock-face")
    await become(page, "Grace")
    await expect(face).to_have_text(re.compile(r"Fri.*19 Jul 2024.*12:00"))
    await expect(page.get_by_text("The sandbox starts in the past")).to_be_visible()
    await page.get_by_role("button", name="+1 h").click()
    await expect(face).to_have_text(re.compile(r"19 Jul 2024.*13:00"))
    await page.get_by_role("button", name="Next Friday 20:00").click()
    await expect(face).to_have_text(re.compile(r"19 Jul 2024.*20:00"))
    await become(page, "Mina")
    await expect(face).to_have_text(re.compile(r"Jul 19, 2024.*03:00"))
    await page.get_by_label("Date and time to set").fill("2024-08-02T21:30")
    await page.get_by_role("button", name="Set", exact=True).click()
    await expect(face).to_have_text(re.compile(r"Aug 2, 2024.*09:30 PM"))
    await page.get_by_role("button", name="Today").click()
    await expect(page.get_by_text("The sandbox starts in the past")).to_have_count(0)


async def test_what_another_person_writes_arrives_live_and_stays_text(table: "Table") -> None:
    page, other = await table.sit(), await table.sit()
    await become(other, "Mina")
    await other.locator("#entry").fill(HOSTILE)
    await other.keyboard.press("Enter")
    said = page.locator("article", has_text="loud")
    await expect(said.locator("strong", has_text="loud")).to_be_visible()
    await expect(said).to_contain_text("<img src=x onerror=")
    await expect(said.locator("img, a")).to_have_count(0)
    await expect(page).to_have_title("#general · The Lounge")
    for text, html in MARKS.items():
        assert await page.evaluate(SHOWN, text) == f'<div class="para">{html}</div>'


async def test_the_drawer_shows_requests_and_a_fault_reaches_the_bot(table: "Table") -> None:
    page = await table.sit()
    await page.get_by_role("button", name="What the bot sent").click()
    requests = page.get_by_role("list", name="Requests, newest first").get_by_role("listitem")
    await expect(requests.filter(has_text=re.compile("PUT.*/commands.*200"))).to_have_count(1)
    await page.get_by_text("Break something").click()
    await page.get_by_label("Which requests").fill("POST /interactions/*/callback")
    await page.get_by_role("button", name="Break", exact=True).click()
    await expect(page.get_by_role("list", name="Faults in force")).to_contain_text(
        "POST /interactions/*/callback → 503"
    )
    await pour(page)
    await expect(requests.filter(has_text=re.compile("callback.*503"))).to_have_count(1)
    await requests.filter(has_text=re.compile("callback.*200")).locator("summary").click()
    await expect(requests.first).to_contain_text('"components"')


async def fits(page: Page, width: int) -> bool:
    """Whether nothing reaches over the right edge.

    A phone's browser widens its viewport for what does not fit, so ``innerWidth`` alone would prove nothing.
    """
    sizes = await page.evaluate("[innerWidth, document.scrollingElement.scrollWidth]")
    return bool(sizes == [width, width] and await page.evaluate(WIDEST) <= width + 1)


async def test_nothing_overflows_on_a_phone(table: "Table") -> None:
    page = await table.sit(width=390, height=844, has_touch=True, is_mobile=True)
    await pour(page, "A very long name for a tea " * 3)
    await page.get_by_role("button", name=re.compile("Sandbox time")).tap()
    await expect(page.get_by_role("button", name="Next Friday 20:00")).to_be_visible()
    assert await fits(page, 390)
    await page.get_by_role("button", name="Servers and channels").tap()
    await become(page, "Leo")
    await page.get_by_role("button", name="charts").tap()
    await expect(page.get_by_role("heading", name="charts", level=1)).to_be_visible()
    await page.locator("#entry").fill("/")
    await expect(lines(page)).to_have_count(3)
    assert await fits(page, 390)


async def test_who_comes_anew_is_led_to_where_something_was_said_and_sees_where_else(table: "Table") -> None:
    async with aiohttp.ClientSession(f"{table.sandbox.address}/sandbox/api/") as api:
        async with api.get("state") as answer:
            guild = (await answer.json())["guilds"][0]
        channels = {one["name"]: one["id"] for one in guild["channels"]}
        for name in ("parties", "charts"):
            said = {"as": guild["members"][0]["id"], "channel": channels[name], "content": f"Hello #{name}"}
            async with api.post("messages", json=said) as answer:
                assert answer.status == 200
    page = await table.sit()
    await expect(page.get_by_text("Hello #charts")).to_be_visible()
    unread = page.locator(".place.unread .place-name")
    await expect(unread).to_have_text(["parties"])
