"""What somebody with a genuine certificate of BSrE may still not do: lay something over what we drew."""

import io
import time
import zlib
from datetime import UTC, datetime

import pytest
from bsre_builders import a_pdf, an_authority, sign
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, FloatObject, NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from lms.certification.foreign import answers, contents
from lms.certification.foreign.answers import Flaw, Signed

PLAIN = a_pdf("a" * 32)
TRUSTED = [an_authority().certificate]
BOX = (10, 10, 40, 20)


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_annotations(*annotations):
    writer = IncrementalPdfFileWriter(io.BytesIO(PLAIN))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Annots"] = ArrayObject([writer.add_object(one) for one in annotations])
    writer.update_container(page)
    return written(writer)


def annotation(box=BOX, subtype="/Widget", **more):
    values = {"/Type": NameObject("/Annot"), "/Subtype": NameObject(subtype), "/FT": NameObject("/Sig")}
    values["/Rect"] = ArrayObject([FloatObject(one) for one in box])
    values |= {f"/{key}": value for key, value in more.items()}
    return DictionaryObject({NameObject(key): value for key, value in values.items()})


ACTION = DictionaryObject({NameObject("/S"): NameObject("/URI"), NameObject("/URI"): generic.pdf_string("x")})


@pytest.mark.parametrize(
    "annotations",
    [
        (annotation(subtype="/FreeText"),),
        (annotation(box=(0, 0, 200, 100)),),
        (annotation(A=ACTION),),
        (annotation(), annotation()),
    ],
)
def test_what_only_calls_itself_a_signature_is_other_content(annotations):
    assert contents.compared(PLAIN, with_annotations(*annotations)) is False


def test_the_one_box_of_a_signature_is_no_other_content():
    assert contents.compared(PLAIN, with_annotations(annotation()))


def test_a_cover_that_bsre_signed_is_refused_and_a_box_is_kept():
    def found(box):
        writer = IncrementalPdfFileWriter(io.BytesIO(PLAIN))
        append_signature_field(writer, SigFieldSpec("Tanda", on_page=0, box=box))
        return answers.examine(PLAIN, sign(written(writer)), TRUSTED, at=datetime.now(UTC))

    assert isinstance(found(BOX), Signed)
    assert found((0, 0, 200, 100)) == Flaw.CONTENT_DIFFERS


def test_a_file_that_unpacks_to_much_more_is_not_opened_before_somebody_known_has_signed_it():
    table = zlib.compress(b"\1" * 40_000_000)
    head = b"9 0 obj\n<</Type/XRef/W[1 2 1]/Index[0 9999999]/Size 9999999/Root 1 0 R/Filter/FlateDecode"
    head += b"/Length %d>>stream\n" % len(table)
    bomb = PLAIN + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(PLAIN)
    began = time.process_time()

    found = answers.examine(PLAIN, bomb, TRUSTED, at=datetime.now(UTC))

    assert found == Flaw.NO_SIGNATURE
    assert time.process_time() - began < 1
