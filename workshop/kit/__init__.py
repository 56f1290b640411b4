"""What hidden tests are written with: `expect`, and the fixtures of `workshop.kit.plugin`. `README.md` shows both."""

from workshop.kit import expect
from workshop.kit.mismatch import Mismatch

__all__ = ["Mismatch", "expect"]
