"""File to Document: one reader a format, canonical text, call data and curated facts."""
