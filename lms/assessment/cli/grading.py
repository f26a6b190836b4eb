"""`lms quiz grade`: marks responses to a quiz file; needs no site, no database and no web."""

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import click

from lms.assessment.cli.group import quiz
from lms.content import reader, report
from lms.db.commands import Site, pass_site
from lms.errors import InvalidInput, Message
from lms.exchange.grading import lines
from lms.exchange.grading.lines import Trouble

UNREAD = Message(
    "Tidak ada soal yang dapat dibaca dalam {path}.",
    "No question could be read in {path}.",
    "Perbaiki dahulu yang disebut di atas; lms check menyebut semuanya.",
    "First mend what is said above; lms check names all of it.",
)
TROUBLES: dict[Trouble, Message] = {
    Trouble.NO_OBJECT: Message(
        'Baris {line} tidak terbaca. — Tulis satu objek JSON per baris: {{"question": …, "response": …}}',
        'Line {line} cannot be read. — Write one JSON object a line: {{"question": …, "response": …}}',
    ),
    Trouble.NO_RESPONSE: Message(
        'Baris {line}: tidak ada jawaban. — Tulis "response"; jawaban kosong ditulis null.',
        'Line {line}: there is no response. — Write "response"; a blank is written null.',
    ),
    Trouble.UNKNOWN: Message(
        "Baris {line}: tidak ada soal “{question}” yang dapat dinilai. — Pakai tanda {{#…}} berkas kuis.",
        "Line {line}: there is no question “{question}” to mark. — Use the {{#…}} of the quiz file.",
    ),
}


@quiz.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--responses", type=click.File("rb"), required=True, help="JSON lines; - reads standard input.")
@click.option("--out", type=click.File("wb", atomic=True), default="-", help="Where to write (else here).")
@click.option("--lang", type=click.Choice(["id", "en"]), help="Language of messages.")
@pass_site
def grade(site: Site, file: Path, responses: BinaryIO, out: BinaryIO, lang: str | None) -> None:
    """Mark responses to a quiz file, without a site: one JSON line in, one JSON line out."""
    language = lang or site.language
    made, findings = reader.quiz_file(file)
    errors = [replace(one, path=str(file)) for one in findings if one.is_error]
    if errors:
        click.echo(report.render(errors, "text", language), err=True, nl=False)
    if made is None or not made.questions:
        raise InvalidInput(UNREAD, "grading.unread", "file", path=str(file))

    def tell(number: int, trouble: Trouble, question: str) -> None:
        click.echo(TROUBLES[trouble].text(language, {"line": number, "question": question}), err=True)

    out.writelines(lines.graded(made, responses, tell))
