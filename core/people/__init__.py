"""What a member keeps with us, and how it leaves."""
