"""A load client that costs little: threads with blocking sockets, kept alive, each answer looked at."""

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Call:
    """One request as bytes, the status it must have, and words that the right answer holds."""

    request: bytes
    status: bytes = b"200"
    holds: bytes = b""


@dataclass(slots=True)
class Figures:
    """What one round of load gave; `wrong` keeps the first answers that were not right."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    body_bytes: int = 0
    wrong: list[bytes] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    def percentile(self, part: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 if ordered else 0.0


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        *(f"{name}: {text}" for name, text in headers.items()),
    ]
    if method == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def run(port: int, calls: Sequence[Iterator[Call]], seconds: float) -> Figures:
    """Let each connection send its calls one after the other until the time is over or they are used up."""
    total, lock = Figures(), threading.Lock()
    began = time.perf_counter()

    def drive(own: Iterator[Call]) -> None:
        mine = Figures()
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for call in own:
                _send(line, call, mine)
                if time.perf_counter() - began > seconds:
                    break
        with lock:
            total.times += mine.times
            total.body_bytes = max(total.body_bytes, mine.body_bytes)
            total.wrong += mine.wrong

    threads = [threading.Thread(target=drive, args=(own,)) for own in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total.seconds = time.perf_counter() - began
    return total


def _send(line: socket.socket, call: Call, figures: Figures) -> None:
    began = time.perf_counter()
    line.sendall(call.request)
    head, body = _read(line)
    figures.times.append(time.perf_counter() - began)
    figures.body_bytes = len(body)
    if head[9:12] != call.status or call.holds not in body:
        figures.wrong.append(head[:200] + b" ... " + body[:300])


def _read(line: socket.socket) -> tuple[bytes, bytes]:
    data = b""
    while (end := data.find(b"\r\n\r\n")) < 0:
        data += _more(line)
    head, body = data[:end], data[end + 4 :]
    length = int(head.lower().split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
    parts, have = [body], len(body)
    while have < length:
        parts.append(_more(line))
        have += len(parts[-1])
    return head, b"".join(parts)


def _more(line: socket.socket) -> bytes:
    got = line.recv(1 << 18)
    if not got:
        raise ConnectionError("the server closed the connection")
    return got
