"""Settings: environment variables and tracker.toml, read once into one frozen model that is passed as an argument.

Precedence: what the caller passes, then ``TRACKER_*`` variables, then ``tracker.toml`` in the working directory,
then the defaults below.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from tracker.errors import ConfigError

SETTINGS_FILE = Path("tracker.toml")


class Settings(BaseSettings):
    """Everything a user can set; see docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix="TRACKER_", frozen=True, extra="forbid", toml_file=SETTINGS_FILE)

    store: str = Field("sqlite:///tracker.db", description="Where mentions are kept, as a URL.")
    state: Path = Field(
        Path("tracker-state.db"),
        description="Crawl state and outbox where the store is no SQLite file (an SQLite store holds both itself).",
    )
    contact: str | None = Field(None, description="Mail address or URL put into the crawler's user agent.")
    allow_private: str = Field(
        "", description="Networks the crawler may reach although not public, comma-separated CIDR."
    )
    sources_dir: Path | None = Field(None, description="A folder of own source files beside the shipped ones.")
    watch_dir: Path = Field(
        Path("watch"), description="The folder of watch lists, with the channels in its folder `channels`."
    )
    workers: int = Field(0, ge=0, le=64, description="Processes that extract and tag while crawling; 0: one per core.")
    download_timeout: float = Field(30.0, gt=0, le=600, description="Seconds that one page may take to arrive.")
    elastic_api_key: SecretStr | None = Field(None, description="Elasticsearch API key (base64 form).")
    elastic_api_key_file: Path | None = Field(None, description="A file that holds the API key.")
    elastic_user: str | None = Field(None, description="Elasticsearch user for basic authentication.")
    elastic_password: SecretStr | None = Field(None, description="Its password.")
    elastic_password_file: Path | None = Field(None, description="A file that holds the password.")
    elastic_ca: Path | None = Field(None, description="PEM file of the authority that signed the server's certificate.")
    elastic_verify_certs: bool = Field(True, description="Refuse servers whose certificate does not verify.")  # noqa: FBT003
    elastic_prefix: str = Field(
        "tracker", description="Prefix of every index, alias and template.", pattern=r"^[a-z][a-z0-9-]*$"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings passes it
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings passes it
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Caller, then environment, then tracker.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**overrides: Any) -> Settings:  # noqa: ANN401 - the values of Settings' own fields
    """Read the settings; *overrides* that are None are left out.

    Raises:
        ConfigError: a value does not fit or ``tracker.toml`` cannot be read; names the key.
    """
    given = {key: value for key, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in item['loc']) or 'value'}: {item['msg']}" for item in error.errors()
        )
        msg = f"settings ({SETTINGS_FILE} or TRACKER_* variables): {problems}"
        raise ConfigError(msg) from None
    except tomllib.TOMLDecodeError as error:
        msg = f"{SETTINGS_FILE} is not valid TOML: {error}"
        raise ConfigError(msg) from None
    except OSError as error:
        msg = f"{SETTINGS_FILE} cannot be read: {error.strerror}"
        raise ConfigError(msg) from None
