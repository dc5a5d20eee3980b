"""What SQLite's errors mean for those who asked, and for whoever runs the bot."""

import logging
import sqlite3

from core.errors import NotStored

log = logging.getLogger("ostbot.store")

_MACHINE = {
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL),
    sqlite3.SQLITE_CANTOPEN,
}
"""Primary result codes by which SQLite says that the file or the disk is the trouble."""

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
"""Those by which it says that what it reads makes no sense."""


_KO = {"written": "쓸", "read": "읽을"}
"""What cannot be done, before 수."""


class StoreBusy(NotStored):
    """The write could not be made durable, or nothing can be read now; nothing was changed."""


class StoreDamaged(NotStored):
    """What is asked for lies on a damaged page; what does not goes on."""

    passes = False


class Trouble:
    """Words errors that lie in the machine; the log has the first of a kind, and when the store works again."""

    def __init__(self) -> None:
        self._told = self._damage_told = False

    def refusal(self, error: sqlite3.Error, what: str) -> NotStored | None:
        """What whoever wanted something *written* or *read* is told; ``None`` when the machine is not to blame."""
        if code(error) not in _MACHINE | _DAMAGED:
            return None
        damaged = code(error) in _DAMAGED
        if not (self._damage_told if damaged else self._told):
            log.critical("the store cannot be %s: %s (%s)", what, error, error.sqlite_errorname)
        if damaged:
            self._damage_told = True
            return StoreDamaged(
                f"A part of my store is damaged and cannot be {what}; nothing was changed. "
                "Whoever runs me has to restore a backup; everything else goes on.",
                f"제 저장소의 일부가 손상되어 {_KO[what]} 수 없습니다. 바뀐 것은 없습니다. "
                "봇 운영자가 백업을 되돌려야 하고, 나머지는 그대로 쓸 수 있습니다.",
            )
        self._told = True
        return busy(what)

    def over(self) -> None:
        """Something was written: the store works."""
        if self._told:
            self._told = False
            log.warning("the store takes writes again")


def busy(what: str) -> StoreBusy:
    """What whoever wanted something *written* or *read* is told."""
    return StoreBusy(
        f"The store cannot be {what} just now, so nothing was changed: please try again shortly.",
        f"지금은 제 저장소를 {_KO[what]} 수 없어 바뀐 것이 없습니다. 잠시 뒤에 다시 시도해 주세요.",
    )


def code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where Python raised it."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
