"""A PostgreSQL of the tests' own: made in an empty folder, started as an ordinary user, and thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import final

PROGRAMS = os.environ.get("POSTGRESQL", "")
"""The folder of `initdb` and `pg_ctl`, where it is neither on the path nor where Debian has it."""

ORDINARY = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
"""PostgreSQL does not run as root."""

MISSING = "needs PostgreSQL: its initdb and pg_ctl were not found (Debian: apt-get install postgresql; elsewhere: POSTGRESQL=/the/folder/of/both)"

SETTINGS = "-c listen_addresses=127.0.0.1 -c max_connections=50 -c shared_buffers=16MB -c lc_messages=C -c fsync=off"
"""Nothing is forced to the disk: a server that dies here leaves a system behind that does not."""


def programs() -> Path | None:
    """Where PostgreSQL's programs are; None where there are none."""
    on_the_path = shutil.which("pg_ctl")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    named = [Path(PROGRAMS)] if PROGRAMS else []
    folders = [*named, *([Path(on_the_path).parent] if on_the_path else []), *debian]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@final
class Server:
    """A running PostgreSQL."""

    def __init__(self, bin_folder: Path, folder: Path) -> None:
        self._bin = bin_folder
        self._folder = folder
        self._data = folder / "data"
        self.port = free_port()
        self._made = 0
        self._run("initdb", "--username=tester", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")

    @property
    def conninfo(self) -> str:
        """How a client reaches it."""
        return f"host=127.0.0.1 port={self.port} user=tester dbname=postgres"

    def create_schema(self) -> str:
        """Makes a schema with nothing in it, and gives its name: a database of its own would be copied for seconds."""
        import psycopg

        self._made += 1
        name = f"made_{self._made}"
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        return name

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", self._options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stops it; ``immediate`` is how it stops when the machine does."""
        self._run("pg_ctl", "-w", "-m", how, "stop")

    @property
    def _options(self) -> str:
        return f"-p {self.port} -k {self._folder} {SETTINGS}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [
            *(ORDINARY if os.geteuid() == 0 else []),
            str(self._bin / program),
            "-D",
            str(self._data),
            *arguments,
        ]
        done = subprocess.run(
            command,
            cwd=self._folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        if done.returncode:
            log = self._folder / "log"
            raise RuntimeError(f"{program}: {done.stdout}{log.read_text() if log.exists() else ''}")


@contextmanager
def folder_of_an_ordinary_user() -> Iterator[Path]:
    """A folder that the server's user may enter; pytest's own folders are closed to all others."""
    folder = Path(mkdtemp(prefix="trackntrace-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__" and programs() is None:
    sys.exit(MISSING)
