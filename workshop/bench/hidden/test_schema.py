"""A requirement that needs neither app nor database."""

from types import ModuleType

from workshop.kit import expect


def test_it_has_a_router(answer: ModuleType) -> None:
    """The module has routes"""
    expect.that(answer.router.routes, expected="routes", got="none")
