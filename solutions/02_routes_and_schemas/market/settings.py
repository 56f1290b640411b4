"""What the app is told from outside."""

import os

from pydantic import BaseModel


class Settings(BaseModel):
    """Read once, when the app starts."""

    database_url: str
    payment_url: str
    token_secret: str


def read_settings() -> Settings:
    """Read the settings from the environment."""
    return Settings(
        database_url=os.environ["DATABASE_URL"],
        payment_url=os.environ["PAYMENT_URL"],
        token_secret=os.environ.get("TOKEN_SECRET", "development-only"),
    )
