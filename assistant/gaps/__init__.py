"""What the documents fail to answer, and what editors add."""
