"""The heart of ostbot: what a chart, a track, a party and a schedule are. No Discord, no SQL, no clock."""
