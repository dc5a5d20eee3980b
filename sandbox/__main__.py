"""``python -m sandbox``: the sandbox by itself, for any bot."""

import argparse
import asyncio
import contextlib
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from sandbox import Sandbox, SandboxError


def moment(text: str) -> datetime:
    """An ISO 8601 moment from the command line; without a zone it is UTC."""
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8090, help="where to listen on 127.0.0.1; 0 takes a free port")
    parser.add_argument("--data", type=Path, help="a file that keeps the world over restarts")
    parser.add_argument("--now", type=moment, help="where the clock of a new world starts, as in 2024-07-05T20:00:00Z")
    parser.add_argument("--fast", action="store_true", help="switch the rate limits off")
    return parser.parse_args()


async def run(asked: argparse.Namespace) -> None:
    """Listen until interrupted or terminated."""
    stopped = asyncio.Event()
    for reason in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(reason, stopped.set)
    async with Sandbox(port=asked.port, data=asked.data, now=asked.now, fast=asked.fast) as sandbox:
        sys.stdout.write(f"The sandbox is open at {sandbox.address}\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> None:
    """Run, and end with one sentence when that cannot be done."""
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(run(arguments()))
    except SandboxError as refusal:
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
