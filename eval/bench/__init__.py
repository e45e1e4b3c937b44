"""Programs that measure time, memory and steadiness; each says in its docstring how to run it."""
