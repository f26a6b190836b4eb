"""How many questions of a bank are read, written as our Markdown and read back, per second."""

from time import perf_counter

from lms.exchange import gift
from lms.exchange.quizfile import writing

QUESTIONS = 10_000
SHAPES = (
    "::Nomor {at}::Berapa jumlah prinsip nomor {at}?{{=Tujuh#benar ~Lima#kurang ~%50%Delapan ~Sembilan}}",
    "::Nomor {at}::Mana yang benar tentang hal {at}?{{~%50%satu ~%50%dua ~%-50%tiga ~%-50%empat}}",
    "::Nomor {at}::Siapa tokoh nomor {at}?{{=Ani {at} =%50%An* {at}####Lihat bab {at}.}}",
    "::Nomor {at}::Hitung {at} + 1.{{#{at}.5:0.25 =%50%{at}:5}}",
    "::Nomor {at}::Jodohkan nomor {at}.{{=satu {at} -> a =dua -> b =tiga -> c}}",
    "::Nomor {at}::Hal {at} benar.{{T#salah#benar}}",
)


def bank(count: int = QUESTIONS) -> str:
    """Make up a GIFT file that asks in every way that GIFT knows."""
    return "\n\n".join(SHAPES[at % len(SHAPES)].format(at=at) for at in range(count)) + "\n"


def measure(count: int = QUESTIONS) -> dict[str, float]:
    """Return seconds of reading alone and of the whole import, and questions per second."""
    text = bank(count)
    started = perf_counter()
    found = gift.read(text)
    read = perf_counter() - started
    written = writing.write(found, title="Bank")
    whole = perf_counter() - started
    assert len(written.questions) == count, written.remarks[:3]
    return {"questions": count, "read s": read, "import s": whole, "per second": count / whole}


def main() -> None:
    figures = measure()
    print(
        f"import of {figures['questions']:,.0f} GIFT questions: read in {figures['read s']:.1f} s, "
        f"as Markdown and read back in {figures['import s']:.1f} s ({figures['per second']:,.0f} per second)"
    )


if __name__ == "__main__":
    main()
