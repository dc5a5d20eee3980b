"""What a member reads about their own settings."""

from zoneinfo import ZoneInfo

from core.catalog.links import Platform


def settings_text(zone: ZoneInfo | None, platform: Platform | None) -> str:
    """In which zone typed times are read, and where the member listens."""
    times = f"read in **{zone.key}**" if zone else "read in the server's zone; choose your own with the option zone"
    links = f"to **{platform.called}** come first" if platform else "come in no order of yours; choose with platform"
    return f"Times you type are {times}.\nLinks {links}."
