"""Every setting of an installation, typed, with its default, from `instance/config.py` and `LMS_*`."""

import os
import runpy
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from lms.errors import Message, SetUpError

UNKNOWN_SETTING = Message(
    "Pengaturan {name} (dari {origin}) tidak dikenal.",
    "Setting {name} (from {origin}) is not known.",
    "Mungkin maksud Anda {nearest}? Daftar pengaturan ada di panduan admin.",
    "Did you mean {nearest}? The administrator's manual lists every setting.",
)
BAD_SETTING = Message(
    "Pengaturan {name} tidak terbaca: {reason}.",
    "Setting {name} cannot be read: {reason}.",
    "Perbaiki nilainya di instance/config.py atau di lingkungan (LMS_{name}).",
    "Mend its value in instance/config.py or in the environment (LMS_{name}).",
)
BAD_FILE = Message(
    "{path} tidak dapat dibaca: {reason}.",
    "{path} cannot be read: {reason}.",
    "Berkas ini berisi baris KUNCI = nilai dalam bahasa Python; periksa tanda kutip dan kurungnya.",
    "It holds lines KEY = value in Python; check quotes and brackets.",
)
NO_KEY = Message(
    "Kunci rahasia belum ada di {instance}.",
    "There is no secret key in {instance}.",
    "Jalankan lms init; perintah itu membuat kunci dan basis data.",
    "Run lms init; it makes the key and the database.",
)
PREFIX = "LMS_"
# Read by the suite, not by the engine.
FOREIGN = frozenset({"LMS_INSTANCE"})


class Settings(BaseModel):
    """What one installation may choose: `KEY` in `config.py`, `LMS_KEY` in the environment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    instance: Path = Field(Path("instance"), description="Folder of what one installation owns")
    content_root: Path = Field(Path(), description="Folder that holds courses/, quizzes/ and certificates/")
    secret_key: str = Field("", description="Signs cookies and tokens; made by `lms init`; secret")
    database_url: str = Field("", description="SQLAlchemy URL; empty: SQLite in the instance folder")
    jobs_url: str = Field(
        "", description="redis:// URL of the job queue; empty: SQLite in the instance folder"
    )
    files_root: Path | None = Field(
        None, description="Folder of certificates and pictures; empty: instance/files"
    )
    base_url: str = Field("http://127.0.0.1:8000", description="Public address; printed in every QR code")
    trusted_proxies: Annotated[int, Field(ge=0, le=5)] = Field(
        0, description="How many reverse proxies stand in front and may name the client's address"
    )
    site_name: str = Field("Ampera", description="Name of the site, shown in the header")
    government: str = Field("Pemerintah Kota Palembang", description="Government named on certificates")
    organiser: str = Field(
        "BKPSDM Kota Palembang", description="Who holds the courses; named on certificates"
    )
    organiser_code: str = Field("BKPSDM", description="Organiser's short code in certificate numbers")
    place: str = Field("Palembang", description="Where certificates are given")
    signatory_name: str = Field("Drs. H. Contoh Penandatangan, M.Si.", description="Who signs certificates")
    signatory_position: str = Field("Kepala BKPSDM Kota Palembang", description="Post of who signs")
    signatory_rank: str = Field("Pembina Utama Muda", description="Rank of who signs; may be empty")
    signatory_nip: str = Field("", description="NIP of who signs; empty: the line is left out")
    signing: Literal["own", "bsre", "none"] = Field(
        "own",
        description="Who signs certificates: this installation's own key, BSrE through its gateway, nobody",
    )
    bsre_url: str = Field(
        "", description="Address of the agency's BSrE gateway (https); empty: signing by files only"
    )
    bsre_user: str = Field("", description="The gateway's user for Basic authentication")
    bsre_password: str = Field("", description="The gateway's password, not a signer's passphrase; secret")
    bsre_ca: Path | None = Field(
        None, description="PEM of who vouches for the gateway's TLS certificate; empty: the system's list"
    )
    bsre_timeout: Annotated[int, Field(ge=5, le=600)] = Field(
        120, description="Seconds that the gateway may take for one file"
    )
    bsre_image: Path | None = Field(
        None, description="Picture (PNG) that the gateway draws as the visible signature; empty: invisible"
    )
    bsre_box: Annotated[str, Field(pattern=r"^\d{1,2}(,\d{1,4}){4}$")] = Field(
        "1,60,30,160,40", description="Where it is drawn: page, xAxis, yAxis, width, height in points"
    )
    timestamp_url: str = Field(
        "", description="Address of a timestamp authority (RFC 3161); empty: signatures bear no timestamp"
    )
    timestamp_roots: Path | None = Field(
        None, description="PEM file of the authorities behind timestamps; empty: no long-term proofs (B-LT)"
    )
    number_pattern: str = Field(
        "800.2/{sequence:05d}/{organiser}/{year}",
        description="Certificate number; fields sequence, organiser, year, month (roman)",
    )
    certificate_reminder_days: Annotated[int, Field(ge=0, le=366)] = Field(
        60, description="Days before a certificate runs out from which its holder and HR are reminded"
    )
    siasn_training_type: str = Field(
        "16", description="jenisDiklatId of SIASN for our courses: 16 e-learning, 3 technical training"
    )
    time_zone: str = Field(
        "Asia/Jakarta", description="Zone of dates of law: years of credit hours, certificates"
    )
    language: Literal["id", "en"] = Field("id", description="Language until the reader chooses another")
    activation_days: Annotated[int, Field(ge=1, le=365)] = Field(
        30, description="Days an activation code lives"
    )
    session_days: Annotated[int, Field(ge=1, le=90)] = Field(
        14, description="Days a sign-in lasts on a device"
    )
    max_upload_mb: Annotated[int, Field(ge=1, le=200)] = Field(20, description="Largest upload, in megabytes")
    studio_review: bool = Field(
        default=False, description="A text of the studio is published only once a colleague has approved it"
    )
    git_commit: bool = Field(
        default=True,
        description="Commit what the studio publishes, where the content folder is a git repository",
    )
    git_remote: str = Field("origin", description="Remote to pull from and push to; empty: neither")
    git_push: bool = Field(
        default=True, description="Push each commit of the studio to the remote, if there is one"
    )
    git_webhook_secret: str = Field(
        "",
        description="Shared secret of the webhook that asks for a pull; empty: there is no webhook; secret",
    )
    git_publish: bool = Field(
        default=False, description="Publish the courses that a pull has changed, when they have no error"
    )
    hash_concurrency: Annotated[int, Field(ge=1, le=16)] = Field(
        2, description="Password hashes computed at once per process (64 MiB each)"
    )

    @field_validator("time_zone")
    @classmethod
    def known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"no time zone {value!r}")
        return value

    @field_validator("git_webhook_secret")
    @classmethod
    def hard_to_guess(cls, value: str) -> str:
        if value and len(value) < 20:
            raise ValueError("at least 20 characters are needed")
        return value

    @field_validator("base_url")
    @classmethod
    def absolute(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise ValueError("an absolute http(s) address is needed")
        return value.rstrip("/")

    @field_validator("bsre_url")
    @classmethod
    def passphrase_is_safe_on_the_way(cls, value: str) -> str:
        parts = urlsplit(value)
        here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if value and (not parts.hostname or not (parts.scheme == "https" or here)):
            raise ValueError("an https address is needed, for a signer's passphrase travels there")
        return value.rstrip("/")

    @model_validator(mode="after")
    def number_can_be_made(self) -> Self:
        try:
            self.number_pattern.format(sequence=1, organiser="X", year=2026, month="I")
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError(f"number_pattern: {error}") from error
        if "{sequence" not in self.number_pattern or "{year" not in self.number_pattern:
            raise ValueError("number_pattern needs {sequence} and {year}")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.instance.resolve() / 'lms.sqlite'}"

    @property
    def files(self) -> Path:
        return self.files_root or self.instance / "files"

    @property
    def secure(self) -> bool:
        """Whether cookies may be limited to https."""
        return self.base_url.startswith("https://")


def instance_folder(chosen: Path | None = None, environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of what one installation owns: chosen, else `LMS_INSTANCE`, else `instance`."""
    environment = os.environ if environment is None else environment
    return chosen or Path(environment.get("LMS_INSTANCE", "instance"))


def load(
    instance: Path | None = None,
    given: Mapping[str, object] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Read defaults < instance/config.py < `LMS_*` < `given`; an unknown key refuses to start."""
    environment = os.environ if environment is None else environment
    instance = instance_folder(instance, environment)
    values: dict[str, object] = {"instance": instance}
    config_file = instance / "config.py"
    if config_file.is_file():
        chosen = _run(config_file)
        values |= _known({key: value for key, value in chosen.items() if key.isupper()}, str(config_file))
    env = {key.removeprefix(PREFIX): text for key, text in environment.items() if key.startswith(PREFIX)}
    env = {key: text for key, text in env.items() if PREFIX + key not in FOREIGN}
    values |= _known(env, "environment")
    values |= _known({key.upper(): value for key, value in (given or {}).items()}, "host")
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]).upper() or "?"
        reason = first["msg"].removeprefix("Value error, ")
        raise SetUpError(BAD_SETTING, "setting.unreadable", name=name, reason=reason) from error


def require_key(settings: Settings) -> None:
    """Refuse to serve an installation that nobody has made yet."""
    if not settings.secret_key:
        raise SetUpError(NO_KEY, "site.no-key", instance=str(settings.instance))


def _run(config_file: Path) -> dict[str, object]:
    try:
        return runpy.run_path(str(config_file))
    except (SyntaxError, NameError, TypeError, ValueError, OSError) as error:
        raise SetUpError(BAD_FILE, "setting.file", path=str(config_file), reason=str(error)) from error


def _known(values: Mapping[str, object], origin: str) -> dict[str, object]:
    names = list(Settings.model_fields)
    for key in values:
        if key.lower() not in names:
            nearest = next(iter(get_close_matches(key.lower(), names, 1)), names[0]).upper()
            raise SetUpError(UNKNOWN_SETTING, "setting.unknown", name=key, origin=origin, nearest=nearest)
    return {key.lower(): value for key, value in values.items()}
