"""XML from elsewhere: read with its lines, and refused at once when it means harm."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lms.errors import Refused
from lms.exchange import xml

ROOT = Path(__file__).parents[2]
BOMB = "".join(f"<!ENTITY e{at} '{f'&e{at - 1};' * 10 if at else 'ha' * 50}'>" for at in range(12))
HOSTILE = {
    "entity bomb": (f"<!DOCTYPE a [{BOMB}]><a>&e11;</a>".encode(), "xml.doctype"),
    "quadratic bomb": (
        b"<!DOCTYPE a [<!ENTITY e '" + b"x" * 10**6 + b"'>]><a>" + b"&e;" * 10**5 + b"</a>",
        "xml.doctype",
    ),
    "external entity": (
        b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        "xml.doctype",
    ),
    "parameter entity": (
        b"<!DOCTYPE a [<!ENTITY % e SYSTEM 'http://127.0.0.1:1/x.dtd'> %e;]><a/>",
        "xml.doctype",
    ),
    "external document type": (b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a/>", "xml.doctype"),
    "entity of a document type that is not fetched": (
        b"<!DOCTYPE a SYSTEM 'x.dtd'><a>&e;</a>",
        "xml.doctype",
    ),
    "nesting": (b"<a>" * 200_000 + b"</a>" * 200_000, "xml.deep"),
    "namespaced nesting": (b"<x:a xmlns:x='u'>" * 200_000, "xml.deep"),
    "elements": (b"<a>" + b"<b/>" * 1_000_000 + b"</a>", "xml.large"),
    "size": (b"<a>" + b" " * (33 * 2**20) + b"</a>", "xml.large"),
    "one huge tag": (b"<a " + b" ".join(b"b%d=''" % at for at in range(500_000)), "xml.broken"),
}
MEASURED = """
import pathlib, re, sys
from lms.exchange import xml
try:
    xml.parse(sys.stdin.buffer.read())
except xml.Refused as refused:
    status = pathlib.Path("/proc/self/status").read_text()
    print(refused.code, int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) // 1024)
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_what_means_harm_is_refused_within_two_seconds_and_200_megabytes(name: str) -> None:
    data, code = HOSTILE[name]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    done = subprocess.run(
        [sys.executable, "-c", MEASURED], input=data, cwd=ROOT, capture_output=True, check=True
    )

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said, megabytes = done.stdout.decode().split()
    assert said == code
    assert int(megabytes) < 200
    assert after.ru_utime - before.ru_utime < 2


def test_no_address_is_fetched_and_no_file_is_opened() -> None:
    started = time.monotonic()
    root = xml.parse("<!DOCTYPE questestinterop SYSTEM 'ims_qtiasiv1p2p1.dtd'><a>x</a>")

    assert root.words() == "x"
    assert time.monotonic() - started < 1


def test_an_element_knows_its_line_its_name_and_its_children() -> None:
    root = xml.parse(b"\n\n<?xml version='1.0'?>\n<a xmlns='u'>\n<b x='1'>h<c/>i</b><d/></a>")

    assert (root.tag, root.name, root.line) == ("{u}a", "a", 4)
    assert [one.name for one in root.children()] == ["b", "d"]
    assert [one.line for one in root.children("b")] == [5]
    assert root.child("d") is not None
    assert root.child("x") is None
    assert root.words().strip() == "hi"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-1", "shift_jis"]
)
def test_letters_are_read_in_the_encoding_that_is_declared(encoding: str) -> None:
    letters = "日本" if encoding == "shift_jis" else "é"
    name = encoding.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{name}"?><a>{letters}</a>'.encode(encoding)

    assert xml.parse(data).text == letters
    assert xml.parse(f'<?xml version="1.0" encoding="{name}"?><a>{letters}</a>').text == letters


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a>",
        b"<a>&nbsp;</a>",
        b"<a>\xff</a>",
        b"<?xml version='1.0' encoding='foo'?><a/>",
        b"<?xml version='1.0' encoding='gbxx'?><a/>",
        b"<?xml version='1.0' encoding='shift_jis'?><a>\xff</a>",
        "<a b='\ud800\x00'/>",
    ],
)
def test_what_is_broken_is_refused_with_its_line(data: bytes | str) -> None:
    with pytest.raises(Refused) as refused:
        xml.parse(data)

    assert refused.value.code == "xml.broken"
    assert refused.value.text("id").startswith("Baris 1:")
