"""Install what is missing: Debian packages, virtual environment, verifiers. Safe to repeat, asks nothing.

`python3 tools/prepare.py run` what the site needs · `test` that and what the suite needs.
Only the standard library, and Python 3.11: it runs before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / ".installed"
RUN = ("libpangoft2-1.0-0", "libharfbuzz-subset0", "git", "poppler-utils")
TEST = (*RUN, "postgresql", "redis-server", "chromium", "qpdf")
# Programs of others, for Node, that verify what we issue; their pins are beside them.
VERIFIER = ROOT / "tools" / "verifier"
NODE = ("nodejs", "npm")
EXTRAS = {"run": "postgresql,redis", "test": "postgresql,redis,dev"}
OLDEST = (3, 11)
PIN_FILES = ("constraints.txt", "setup.cfg", "pyproject.toml")


def main(purpose: str) -> None:
    if sys.version_info < OLDEST:
        sys.exit("Python 3.11 or later is needed: choose it with make PYTHON=python3.11 …")
    install_packages(TEST if purpose == "test" else RUN)
    install_environment(EXTRAS[purpose])
    if purpose == "test":
        install_verifier()


def install_packages(wanted: tuple[str, ...]) -> None:
    """Install Debian packages that are missing; the lists are fetched only then."""
    missing = [name for name in wanted if not _is_installed(name)]
    if _venv_is_missing():
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if not missing:
        return
    if shutil.which("apt-get") is None:
        sys.exit(f"This is no Debian or Ubuntu. Install the likes of these, then repeat: {' '.join(missing)}")
    print(f"Installing Debian packages: {' '.join(missing)}", flush=True)
    environment = {
        "DEBIAN_FRONTEND": "noninteractive",
        # Servers of the suite are started by tools/services.py; the packages' own must stay off.
        "RUNLEVEL": "1",
    }
    _as_root(["apt-get", "update", "-qq"], environment)
    _as_root(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], environment)


def install_environment(extras: str) -> None:
    """Make .venv and install the pinned packages; nothing happens when the pins are as before."""
    wanted = _fingerprint()
    have = STAMP.read_text().split("\n") if STAMP.is_file() else []
    if have[:1] == [wanted] and set(extras.split(",")) <= set(have[1].split(",")):
        return
    if have[:1] and len(have) > 1:
        extras = ",".join(sorted({*extras.split(","), *have[1].split(",")}))
    python = VENV / "bin" / "python"
    if not python.exists():
        print("Making the virtual environment .venv", flush=True)
        _call([sys.executable, "-m", "venv", str(VENV)])
    print(f"Installing Python packages ({extras}) as pinned in constraints.txt", flush=True)
    STAMP.unlink(missing_ok=True)
    _call([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
           "--constraint", "constraints.txt", "--editable", f".[{extras}]"])  # fmt: skip
    STAMP.write_text(f"{wanted}\n{extras}")


def install_verifier() -> None:
    """Install the pinned packages for Node; nothing happens when the pins are as before."""
    wanted = hashlib.sha256((VERIFIER / "package-lock.json").read_bytes()).hexdigest()
    stamp = VERIFIER / "node_modules" / ".installed"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if shutil.which("npm") is None:
        install_packages(NODE)
    print("Installing packages for Node as pinned in tools/verifier/package-lock.json", flush=True)
    _call(["npm", "--prefix", str(VERIFIER), "ci", "--no-audit", "--no-fund", "--ignore-scripts"])
    stamp.write_text(wanted)


def _fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for name in PIN_FILES:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _is_installed(package: str) -> bool:
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f=${db:Status-Status}", package],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return asked.stdout == "installed"


def _venv_is_missing() -> bool:
    tried = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    return tried.returncode != 0


def _as_root(words: list[str], environment: dict[str, str]) -> None:
    settings = [f"{name}={value}" for name, value in environment.items()]
    if os.getuid() == 0:
        _call(["env", *settings, *words])
    elif shutil.which("sudo"):
        _call(["sudo", "env", *settings, *words])
    else:
        sys.exit(f"Root or sudo is needed once for: {' '.join(words)}")


def _call(words: list[str]) -> None:
    done = subprocess.run(words, cwd=ROOT, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        sys.exit(f"This failed (exit {done.returncode}), see above: {' '.join(words)}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
