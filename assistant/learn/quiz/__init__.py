"""Questions made from facts, rules and the glossary: the same for the same topic and seed."""
