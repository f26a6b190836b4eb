"""Zip files from elsewhere: nothing outside, nothing swollen, nothing but files."""

import io
import resource
import stat
import struct
import time
import zipfile

import pytest

from lms.errors import Refused
from lms.exchange import archives
from lms.exchange.archives import MOST_ENTRIES, Archive, is_zip


def zipped(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return made.getvalue()


def linked() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("x")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return made.getvalue()


def lying(size: int) -> bytes:
    """An entry that says it is small and is not."""
    data = zipped({"x": b"a" * 900_000})
    return data.replace(struct.pack("<I", 900_000), struct.pack("<I", size))


def repeated() -> bytes:
    """Two entries of one name, of which programs disagree which counts."""
    return zipped({"a": b"1", "b": b"2"}).replace(b"b", b"a")


def unpack(data: bytes) -> None:
    archive = Archive(data)
    for name in archive.names:
        archive.read(name)


def refused(data: bytes) -> str:
    started, memory = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refused) as found:
        unpack(data)
    assert time.monotonic() - started < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 200 * 1024
    return found.value.code


def test_files_are_read_by_their_names() -> None:
    data = zipped({"a/": b"", "a/b.xml": b"<x/>", "c.zip": zipped({"d": b"1"})})
    archive = Archive(data)

    assert is_zip(data)
    assert archive.names == ("a/b.xml", "c.zip")
    assert "a/b.xml" in archive
    assert archive.read("a/b.xml") == b"<x/>"
    assert is_zip(archive.read("c.zip"))
    with pytest.raises(Refused):
        archive.read("none")


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/passwd", "C:/x", "a\\..\\x", "a\nb", "x" * 501, "//host/x"]
)
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    assert refused(zipped({name: b"x"})) == "archive.path"


def test_links_and_names_that_come_twice_are_refused() -> None:
    assert refused(linked()) == "archive.path"
    assert refused(repeated()) == "archive.path"


def test_bombs_are_refused() -> None:
    assert refused(zipped({"x": bytes(30 * 2**20)})) == "archive.large"
    assert refused(zipped({str(at): bytes(3 * 2**20) for at in range(25)}, method=0)) == "archive.large"
    assert refused(zipped({str(at): b"" for at in range(MOST_ENTRIES + 1)})) == "archive.many"
    assert refused(lying(10)) in {"archive.large", "archive.broken"}


@pytest.mark.parametrize("block", [3, 5, 7])
def test_entries_of_a_file_are_counted_whatever_block_they_lie_in(
    monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(archives, "BLOCK", block)
    monkeypatch.setattr(archives, "MOST_ENTRIES", 3)

    assert len(Archive(io.BytesIO(zipped({"a": b"1", "b": b"2", "c": b"3"}))).names) == 3
    assert refused(zipped({"a": b"1", "b": b"2", "c": b"3", "d": b"4"})) == "archive.many"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compression_is_refused(method: int) -> None:
    assert refused(zipped({"x": b"x"}, method=method)) == "archive.broken"


def test_what_is_no_zip_or_a_torn_one_is_refused() -> None:
    good = zipped({"x": b"abcdefgh" * 50})

    assert not is_zip(b"<x/>")
    assert refused(b"<x/>") == "archive.broken"
    assert refused(good[:-10]) == "archive.broken"
    assert refused(good[:40] + b"\xff\xff\xff" + good[43:]) == "archive.broken"
    locked = (b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert refused(good.replace(*locked)) == "archive.broken"
