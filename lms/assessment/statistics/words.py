"""The words of a report: what its figures are called, what they say, and why some are missing."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lms.assessment.rules.statistics.figures import ENOUGH, Why
from lms.bahasa import numbers
from lms.errors import Message

# What each code of `rules.statistics.advice` says: first what was found, then what to do.
ADVICE: Mapping[str, Message] = {
    "key-doubted": Message(
        "{share} % memilih “{answer}”, lebih banyak daripada kuncinya: kuncinya mungkin salah.",
        "{share} % chose “{answer}”, more than chose the key: the key may be wrong.",
        "Periksa kuncinya. Bila salah, perbaiki berkas kuis, terbitkan, lalu nilai ulang.",
        "Check the key. If it is wrong, correct the quiz file, publish, then re-mark.",
    ),
    "weak-win": Message(
        "Peserta yang lemah lebih sering benar daripada yang kuat (daya beda {share}).",
        "Weak learners get this right more often than strong ones (discrimination {share}).",
        "Periksa kunci dan kalimat soalnya: mungkin menjebak atau bermakna dua.",
        "Check the key and the wording: it may mislead or mean two things.",
    ),
    "too-hard": Message(
        "Hampir tidak ada yang benar (tingkat kemudahan {share} %).",
        "Hardly anybody gets this right (facility {share} %).",
        "Periksa kuncinya, lalu apakah bahannya diajarkan.",
        "Check the key, then whether the matter was taught.",
    ),
    "below-guess": Message(
        "Hasilnya di bawah tebakan acak (tingkat kemudahan {share} %).",
        "The result is below random guessing (facility {share} %).",
        "Periksa kuncinya; mungkin ada salah paham yang tersebar luas.",
        "Check the key; a misunderstanding may be widespread.",
    ),
    "tells-little": Message(
        "Hampir tidak membedakan peserta kuat dan lemah (daya beda {share}).",
        "It hardly tells strong learners from weak ones (discrimination {share}).",
        "Perjelas kalimat soalnya, atau ganti pengecoh yang terlalu mudah disingkirkan.",
        "Make the wording clearer, or replace distractors that are easily ruled out.",
    ),
    "draws-strong": Message(
        "Pengecoh “{answer}” lebih banyak dipilih peserta kuat daripada yang lemah.",
        "The distractor “{answer}” draws strong learners more than weak ones.",
        "Periksa apakah pengecoh itu ada benarnya.",
        "Check whether there is some truth in it.",
    ),
    "left-blank": Message(
        "{share} % membiarkannya kosong.",
        "{share} % left it blank.",
        "Periksa waktu yang tersedia dan kejelasan perintahnya.",
        "Check the time that is given and whether the task is clear.",
    ),
    "versions-differ": Message(
        "Dua versi soal ini berbeda nyata: yang baru {share} poin lebih mudah.",
        "Two versions of this question differ clearly: the new one is {share} points easier.",
        "Bandingkan versi di bawah; angka negatif berarti lebih sukar.",
        "Compare the versions below; a negative number means harder.",
    ),
    "too-easy": Message(
        "Terlalu mudah: {share} % dari poinnya diraih.",
        "Too easy: {share} % of its points are earned.",
        "Boleh tetap sebagai pembuka; untuk memilah peserta, buat lebih sukar.",
        "It may stay as an opener; to tell learners apart, make it harder.",
    ),
    "unused": Message(
        "Pengecoh “{answer}” tidak dipilih siapa pun.",
        "Nobody chose the distractor “{answer}”.",
        "Ganti dengan salah paham yang sungguh terjadi.",
        "Replace it with a misunderstanding that really occurs.",
    ),
    "little-used": Message(
        "Pengecoh “{answer}” hanya dipilih {share} %.",
        "Only {share} % chose the distractor “{answer}”.",
        "Ganti dengan salah paham yang sungguh terjadi.",
        "Replace it with a misunderstanding that really occurs.",
    ),
}
REASONS: Mapping[str, Message] = {
    Why.FEW: Message(f"kurang dari {ENOUGH} jawaban", f"fewer than {ENOUGH} answers"),
    Why.ONE: Message("hanya satu percobaan", "one attempt only"),
    Why.SAME: Message("semua nilainya sama", "all marks are equal"),
    Why.REST: Message("nilai soal lainnya sama semua", "all marks at the other questions are equal"),
    Why.ALONE: Message("kuis hanya berisi satu soal", "the quiz has one question only"),
    Why.NEGATIVE: Message("berlawanan dengan nilai keseluruhan", "runs against the whole mark"),
    Why.UNSURE: Message("selang tidak dapat dihitung", "no interval can be told"),
}
NAMES: Mapping[str, Message] = {
    "mean": Message("Rata-rata", "Mean"),
    "median": Message("Median", "Median"),
    "deviation": Message("Simpangan baku", "Standard deviation"),
    "skewness": Message("Kemencengan", "Skewness"),
    "kurtosis": Message("Kurtosis", "Kurtosis"),
    "consistency": Message("Konsistensi internal", "Internal consistency"),
    "error_ratio": Message("Nisbah galat", "Error ratio"),
    "standard_error": Message("Galat baku", "Standard error"),
    "facility": Message("Kemudahan", "Facility"),
    "discrimination": Message("Daya beda", "Discrimination"),
    "efficiency": Message("Efisiensi beda", "Efficiency"),
    "intended": Message("Bobot rencana", "Intended weight"),
    "effective": Message("Bobot nyata", "Effective weight"),
    "guess": Message("Tebakan acak", "Random guess"),
}
# What a figure of the whole quiz tells, for whoever does not meet such figures every day.
EXPLANATIONS: Mapping[str, Message] = {
    "mean": Message("Nilai rata-rata; untuk ujian 50–75 % dari poin.", "The mean mark; 50–75 % in an exam."),
    "median": Message("Separuh peserta bernilai di bawahnya.", "Half of the learners are below it."),
    "deviation": Message(
        "Sebaran nilai; terlalu kecil berarti peserta tidak terbedakan.",
        "How marks spread; too little, and learners are not told apart.",
    ),
    "skewness": Message(
        "Negatif: ekor di nilai rendah; positif: di nilai tinggi.",
        "Negative: a tail of low marks; positive: of high ones.",
    ),
    "kurtosis": Message(
        "Makin besar, makin meruncing; sebaran normal bernilai 0.",
        "The larger, the more peaked; a normal distribution has 0.",
    ),
    "consistency": Message(
        "Alfa Cronbach; di atas 75 memadai, di bawah 64 perlu diperbaiki.",
        "Cronbach’s alpha; above 75 is satisfactory, below 64 needs mending.",
    ),
    "error_ratio": Message(
        "Bagian sebaran nilai yang hanya kebetulan.", "The part of the spread that is only chance."
    ),
    "standard_error": Message(
        "Sejauh itu nilai seseorang dapat meleset karena kebetulan.",
        "So far may a learner’s mark be off by chance.",
    ),
}
# Hake (1998).
GRADES: Mapping[str, Message] = {
    "high": Message("tinggi (0,7 ke atas)", "high (0.7 and above)"),
    "medium": Message("sedang (0,3 sampai 0,7)", "medium (0.3 to 0.7)"),
    "low": Message("rendah (di bawah 0,3)", "low (below 0.3)"),
}
WHOLE = (
    "mean",
    "median",
    "deviation",
    "skewness",
    "kurtosis",
    "consistency",
    "error_ratio",
    "standard_error",
)
# Those in points; the others are percent, or have no unit.
IN_POINTS = frozenset({"mean", "median", "deviation", "standard_error"})
IN_PERCENT = frozenset({"consistency", "error_ratio"})
ITEM = ("facility", "deviation", "discrimination", "efficiency", "intended", "effective", "guess")


def number(value: float, language: str, places: int = 1) -> str:
    """Write a figure with a fixed number of decimals; a nought has no sign."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return numbers.decimal(rounded or abs(rounded), language).replace("-", "−")


def whole(value: float, language: str) -> str:
    return number(value, language, 0)


def sentence(advice: Mapping[str, Any], language: str) -> tuple[str, str]:
    """Return what one piece of advice says, and what to do about it."""
    share = advice["share"]
    values = {
        "share": "" if share is None else whole(share, language),
        "answer": advice["answer"],
    }
    message = ADVICE[advice["code"]]
    return message.text(language, values), message.remedy(language, values)


def reason(figure: Mapping[str, Any], language: str) -> str:
    """Say why a figure or its interval is missing; empty when nothing is."""
    return REASONS[figure["why"]].text(language) if figure.get("why") else ""


def interval(figure: Mapping[str, Any], language: str, places: int = 1) -> str:
    """Write `12,1 … 15,0`; empty when there is no interval."""
    if figure["low"] is None:
        return ""
    return " … ".join(number(figure[end], language, places) for end in ("low", "high"))


def name(code: str, language: str) -> str:
    return NAMES[code].text(language)


def explanation(code: str, language: str) -> str:
    return EXPLANATIONS[code].text(language)


def grade(code: str, language: str) -> str:
    """Name the gain of a class; empty when there are too few learners."""
    return GRADES[code].text(language) if code else ""
