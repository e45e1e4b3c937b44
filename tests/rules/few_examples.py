"""A pytest plugin: few examples a property, for runs that repeat the tests thousands of times."""

from __future__ import annotations

import hypothesis
import pytest

MOST = 12


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lower the number of examples, the same ones on every run."""
    for item in items:
        test = getattr(item, "obj", None)
        if not hypothesis.is_hypothesis_test(test):
            continue
        inner = getattr(test, "_hypothesis_internal_use_settings", None) or hypothesis.settings()
        test._hypothesis_internal_use_settings = hypothesis.settings(
            inner,
            max_examples=min(inner.max_examples, MOST),
            deadline=None,
            derandomize=True,
            phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        )
