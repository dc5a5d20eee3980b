"""Postings: which of many lines of text hold which pieces of three letters."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from core.catalog.finding.forms import START

_CAP, _SHARE = 30_000, 8
"""How many postings one query reads, or one for so many lines if that is more; the likelier lines come first."""
_MOST_LETTERS = 1 << 13
"""Letters told apart, so that a piece and a number fit into 63 bits; what comes after them is like a sign."""

_ONE = np.uint8(1)

Counts = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.uint32]


class Postings:
    """Lines of text by their numbers, and the numbers by the pieces of the lines; built once, from every line.

    All lines are one text and all postings one array: a million objects would take several times the memory.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        held = list(lines)
        self._text = "".join(held)
        self._starts = array("q", accumulate(map(len, held), initial=0))
        self._letters = {letter: code for code, letter in enumerate(_alphabet(self._text), start=1)}
        self._bits = len(self._letters).bit_length()
        keys = self._keys(len(held))
        below = len(held).bit_length()
        self._numbers: Numbers = (keys & ((1 << below) - 1)).astype(np.uint32)
        keys >>= below
        firsts = np.flatnonzero(np.diff(keys, prepend=0))
        self._ranges = dict(zip(keys[firsts].tolist(), range(len(firsts)), strict=True))
        self._firsts = array("q", [*firsts.tolist(), len(keys)])

    def __getitem__(self, number: int) -> str:
        """The line under *number*."""
        return self._text[self._starts[number] : self._starts[number + 1]]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def counts(self, pieces: Collection[str]) -> Counts:
        """How many of *pieces* each line holds.

        The rarest are read first, up to a cap, so that the time hardly grows with the number of lines.
        """
        counts = np.zeros(len(self), np.uint8)
        room = max(_CAP, len(self) // _SHARE)
        for size, first in sorted(self._found(pieces)):
            np.add.at(counts, self._numbers[first : first + min(size, room)], _ONE)  # indexing copies the numbers
            room -= size
            if room <= 0:
                break
        return counts

    def _found(self, pieces: Collection[str]) -> Iterable[tuple[int, int]]:
        """The size and the beginning of each piece's postings."""
        for piece in pieces:
            if (at := self._ranges.get(self._code(piece))) is not None:
                yield self._firsts[at + 1] - self._firsts[at], self._firsts[at]

    def _code(self, piece: str) -> int:
        """*piece* as one number; one that no line can hold is 0."""
        code = 0
        for letter in piece:
            if not (known := self._letters.get(letter)):
                return 0
            code = code << self._bits | known
        return code << self._bits * (3 - len(piece))

    def _keys(self, lines: int) -> npt.NDArray[np.int64]:
        """Every piece with the number of a line that holds it, as one sorted array: the piece above, the number below.

        The pieces are runs of three letters inside a word or after the blank before it, the first letter of every
        word, and the first one and two letters of every name, glued together where the first word has but one (B.A.P).
        """
        codes = np.zeros(max(map(ord, self._letters)) + 1, np.uint16)
        for letter, code in self._letters.items():
            codes[ord(letter)] = code
        text = codes[np.frombuffer(self._text.encode("utf-32-le"), np.uint32)]
        starts: npt.NDArray[np.int64] = np.frombuffer(self._starts, np.int64)
        owners = np.repeat(np.arange(lines, dtype=np.uint32), starts[1:] - starts[:-1])
        text = np.concatenate([text, np.zeros(4, np.uint16)])
        one, two, three, four, five = (text[at : at + len(owners)] for at in range(5))
        start, blank = self._letters[START], self._letters[" "]
        pieces = (
            ((one != start) & (two > blank) & (three > blank), (one, two, three)),
            ((one == blank) & (two > blank), (one, two)),
            (one == start, (one, three)),
            ((one == start) & (four > blank), (one, three, four)),
            ((one == start) & (four == blank) & (five > blank), (one, three, five)),
        )
        below = lines.bit_length()
        keys = np.concatenate([self._joined([each[at] for each in run]) << below | owners[at] for at, run in pieces])
        keys.sort()
        different: npt.NDArray[np.int64] = keys[np.diff(keys, prepend=0) != 0]
        return different

    def _joined(self, letters: Sequence[npt.NDArray[np.uint16]]) -> npt.NDArray[np.int64]:
        """The pieces that *letters* stand in, each as :meth:`_code` has it."""
        code = np.zeros(len(letters[0]), np.int64)
        for each in letters:
            code <<= self._bits
            code |= each
        code <<= self._bits * (3 - len(letters))
        return code


def _alphabet(text: str) -> list[str]:
    """The letters of *text*: the sign before names and the blank first, which no other letter comes before."""
    others = sorted(set(text) - {START, " "})
    return [START, " ", *others[: _MOST_LETTERS - 3]]
