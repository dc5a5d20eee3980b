"""Pure renderers: a value in, a card out."""
