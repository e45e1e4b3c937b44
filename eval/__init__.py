"""Evaluation of the assistant: question sets, metrics, benchmarks. Not imported by assistant/."""
