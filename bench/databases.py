"""Empty databases for the bench: SQLite's lies in the instance folder, PostgreSQL's keeps what it commits."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

ROOT = Path(__file__).parent.parent


def empty(kind: str, name: str = "bench") -> str:
    """Make an empty database and return its address; "" is the SQLite that an instance has by default."""
    if kind == "sqlite":
        return ""
    command = [sys.executable, str(ROOT / "tools" / "services.py"), "start", "postgresql-durable"]
    server = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)
