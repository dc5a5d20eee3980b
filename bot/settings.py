"""The settings: read once, from the environment and ``.env``, and told in one sentence when one is wrong."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.charts.rules.weights import PlatformWeights, read_weights
from core.errors import BadInput


class Settings(BaseSettings):
    """Everything that can be set; ``.env.example`` explains each."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore")

    discord_token: SecretStr | None = None
    ostbot_database: Path = Path("data/ostbot.sqlite3")
    ostbot_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    ostbot_sources: str = ""
    ostbot_lastfm_key: SecretStr | None = None
    ostbot_platform_weights: str = ""
    ostbot_sandbox: str | None = None
    ostbot_sandbox_port: int = Field(default=8787, ge=0, le=65535)
    ostbot_sandbox_data: Path = Path("data/sandbox.sqlite3")

    @field_validator("ostbot_sandbox")
    @classmethod
    def _loopback(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError("a sandbox runs on this machine: write it like http://127.0.0.1:8787")
        return value.rstrip("/") if value else None

    @field_validator("ostbot_platform_weights")
    @classmethod
    def _weights(cls, value: str) -> str:
        try:
            read_weights(value)
        except BadInput as wrong:
            raise ValueError(str(wrong).rstrip(".")) from wrong
        return value

    @property
    def weights(self) -> PlatformWeights:
        """How much each platform weighs where several are joined."""
        return read_weights(self.ostbot_platform_weights)

    @field_validator("ostbot_log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value


def read_settings() -> Settings:
    """The settings as they are now.

    Raises:
        BadInput: one of them cannot be used; the text names it, its value and what it may be.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        raise BadInput(
            f"The setting {name} is {first['input']!r}: {first['msg'].lower()}. See .env.example."
        ) from error
