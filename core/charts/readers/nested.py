"""Finding one's way in a JSON document that promises nothing."""

from collections.abc import Mapping

Step = str | int


def dig(document: object, *path: Step) -> object:
    """What lies at *path* (keys and list places) in *document*; ``None`` where the path ends before."""
    for step in path:
        if isinstance(step, str) and isinstance(document, dict):
            document = document.get(step)
        elif isinstance(step, int) and isinstance(document, list) and step < len(document):
            document = document[step]
        else:
            return None
    return document


def text(document: object, *path: Step) -> str:
    """The text or number at *path* as text; empty where there is none."""
    found = dig(document, *path)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def entries_of(document: object, *path: Step) -> list[Mapping[str, object]]:
    """The objects in the list at *path*; a list of one is sometimes written without its brackets."""
    found = dig(document, *path)
    if isinstance(found, dict):
        return [found]
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []
