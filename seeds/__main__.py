"""``python -m seeds [folder]``: check every seed file; exit 1 and name every problem when there is one."""

import sys
from pathlib import Path

from seeds.load import SHIPPED, load
from seeds.problems import SeedProblems


def main(arguments: list[str]) -> int:
    """Check the folder named first in *arguments*, the shipped one without a name; the process's exit code."""
    folder = Path(arguments[0]) if arguments else SHIPPED
    try:
        catalogue = load(folder).catalogue
    except SeedProblems as found:
        sys.stderr.write(f"{found}\n")
        return 1
    counts = f"{len(catalogue.dramas)} dramas, {len(catalogue.tracks)} tracks, {len(catalogue.artists)} artists"
    sys.stdout.write(f"{counts}: no problem\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
