"""The control API: what people and tests do to the sandbox."""
