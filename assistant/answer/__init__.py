"""Question to Answer: understand, retrieve, choose evidence, compose, verify."""
