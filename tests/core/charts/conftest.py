"""Real charts and catalogues beside the checkout; a test that needs one is skipped where they are not."""

from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "../shared/data"

Data = Callable[[str], Path]


@pytest.fixture
def data() -> Data:
    """The path of a real file, by its name under ``shared/data``."""

    def find(name: str) -> Path:
        path = FOLDER / name
        if not path.exists():
            pytest.skip(f"the real charts are not beside this checkout ({name})")
        return path

    return find
