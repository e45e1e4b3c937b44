"""The learning path: modules, questions to test oneself, the glossary."""
