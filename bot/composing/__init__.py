"""What each kind of delivery shows, made at the moment it is sent."""
