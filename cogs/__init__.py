"""One thin file per command group: translate what the fan typed, call a room, show the card."""
