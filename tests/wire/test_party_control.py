"""What the host does while it plays: pause, resume, skip, back, re-sync, end; each at an instant that is told."""

from datetime import timedelta

from core.parties.cues import LEAD
from tests.wire.evening import Evening
from tests.wire.parties import (
    TOMORROW_20_SEOUL,
    at,
    board_with,
    in_thread,
    party,
    playing,
    stored_party,
    threaded,
    with_tracks,
)


async def test_pause_resume_skip_back_and_end_move_the_stored_times(night: Evening) -> None:
    t0 = await playing(night, "One - A 1:00\nTwo - B 2:00\nThree - C 1:30")
    await night.set_clock(t0 + timedelta(seconds=30))
    panel = (await night.ask("party control", by="Leo", party=1)).message
    await night.press("Pause", panel, by="Leo")
    running = (await stored_party(night)).programme
    assert running is not None
    assert running.paused is not None
    assert running.held is not None
    stop, where = running.paused.at, f"track 1, 0:{running.held.offset}"
    assert stop >= t0 + timedelta(seconds=40)
    assert f"**Pause at {at(stop)} (" in (await in_thread(night, where)).text
    assert f"**Paused at {where}**, from {at(stop)}" in (await board_with(night, "**Paused at")).text
    shown = (await night.ask("party control", by="Leo", party=1)).text
    assert f"**Paused at {where}**" in shown
    assert "**Over**" not in shown
    await night.set_clock(stop)
    late = (await night.ask("party where", by="Mina", party=1)).text
    assert f"Paused in track 1, at 0:{running.held.offset}" in late
    await night.advance(minutes=30)
    await night.press("Resume", (await night.ask("party control", by="Leo", party=1)).message, by="Leo")
    await in_thread(night, "On again at")
    running = (await stored_party(night)).programme
    assert running is not None
    stopped = running.pauses[0]
    assert stopped.until is not None
    assert running.cues[1].at == t0 + timedelta(seconds=65) + (stopped.until - stopped.at)
    await night.set_clock(stopped.until + timedelta(seconds=1))
    await night.press("Skip", (await night.ask("party control", by="Leo", party=1)).message, by="Leo")
    told = await in_thread(night, "**Track 2 at")
    running = (await stored_party(night)).programme
    assert running is not None
    assert at(running.cues[1].at) in told.text
    assert timedelta(0) < running.cues[1].at - stopped.until < LEAD + timedelta(seconds=8)
    await night.set_clock(running.cues[1].at + timedelta(seconds=30))
    await night.press("Back", (await night.ask("party control", by="Leo", party=1)).message, by="Leo")
    running = (await stored_party(night)).programme
    assert running is not None
    assert [cue.number for cue in running.cues] == [0, 1, 1, 2]
    await night.press("Re-sync", (await night.ask("party control", by="Leo", party=1)).message, by="Leo")
    await in_thread(night, "Together again")
    asked = await night.press("End", (await night.ask("party control", by="Leo", party=1)).message, by="Leo")
    assert "for everybody?" in asked.text
    assert (await stored_party(night)).state == "live"
    assert "It is over" in (await night.press("End it now", asked.message, by="Leo")).text
    await in_thread(night, "Thank you all!")
    assert (await stored_party(night)).state == "ended"


async def test_a_pause_in_a_gap_waits_before_the_next_track_and_going_on_says_when_that_begins(night: Evening) -> None:
    await party(night)
    await with_tracks(night, "One - A 1:00\nTwo - B 2:00")
    await night.ask("party edit", by="Leo", party=1, gap=90)
    await threaded(night)
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=10))
    await in_thread(night, "Open track 1 now")
    await night.ask("party start", by="Leo", party=1)
    running = (await stored_party(night)).programme
    assert running is not None
    await night.set_clock(running.t0 + timedelta(seconds=65))
    panel = (await night.press("Pause", (await night.ask("party control", by="Leo")).message, by="Leo")).message
    assert "Stop there and wait" in (await in_thread(night, "track 2, 0:00")).text
    assert "Paused in track 2, at 0:00. Open it there" in (await night.ask("party where", by="Mina")).text
    await night.press("Resume", panel, by="Leo")  # at once: who was told to stop has stopped before anybody goes on
    told = await in_thread(night, "On again at")
    running = (await stored_party(night)).programme
    assert running is not None
    (pause,) = running.pauses
    assert pause.until == pause.at + LEAD
    assert f"On again at {at(pause.until)}" in told.text
    assert f"track 2 begins at {at(running.cues[1].at)}" in told.text
