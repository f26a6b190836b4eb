"""What the rules of attempts refuse, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lms.errors import Conflict, InvalidInput, Message, Refused
from lms.questions.response import FIELD

TRIES_USED = Message(
    "Semua kesempatan mengerjakan kuis ini sudah terpakai ({used}).",
    "Every try at this quiz has been used ({used}).",
    "Hubungi pengajar bila Anda memerlukan kesempatan lagi.",
    "Ask the trainer if you need another try.",
)
TOO_SOON = Message(
    "Kuis ini belum dapat diulang: tunggu {minutes} menit lagi.",
    "This quiz cannot be tried again yet: wait another {minutes} minutes.",
    "Baca kembali materinya sambil menunggu.",
    "Read the material again while you wait.",
)
HANDED_IN = Message(
    "Percobaan ini sudah dikumpulkan, jadi jawaban ini tidak disimpan.",
    "This attempt has been handed in, so this answer was not saved.",
    "Buka hasilnya untuk melihat jawaban yang dinilai.",
    "Open the result to see the answers that were marked.",
)
STALE_SAVE = Message(
    "Ada jawaban yang lebih baru, dari perangkat atau jendela lain.",
    "There is a newer answer, from another device or window.",
    "Jawaban yang lebih baru kini tampil. Periksa, lalu ubah bila perlu.",
    "The newer answers are shown now. Check them, and change what you need.",
)
CHECKED = Message(
    "Soal ini sudah diperiksa, jadi jawabannya tidak dapat diubah.",
    "This question has been checked, so its answer cannot be changed.",
    "Lanjutkan ke soal berikutnya.",
    "Go on to the next question.",
)
CHOSEN = Message(
    "Pilihan yang sudah diambil tidak dapat diubah.",
    "A choice that has been made cannot be changed.",
    "Buka lagi percobaan ini, lalu lanjutkan dari adegan terakhir.",
    "Open this attempt again, and go on from the last scene.",
)
NOT_CHECKED_HERE = Message(
    "Kuis ini tidak memeriksa jawaban satu per satu.",
    "This quiz does not check answers one by one.",
    "Kumpulkan semua jawaban untuk melihat hasilnya.",
    "Hand in all answers to see the result.",
)
ANSWER_FIRST = Message(
    "Soal ini belum dijawab, jadi belum ada yang dapat diperiksa.",
    "This question is not answered, so there is nothing to check yet.",
    "Jawab dahulu. Tidak ada kesempatan yang terpakai.",
    "Answer it first. No try has been used.",
)
TRIED_BEFORE = Message(
    "Jawaban ini sudah pernah diperiksa dan belum tepat.",
    "This answer has been checked before and is not right yet.",
    "Ubah jawaban Anda, lalu periksa lagi. Tidak ada kesempatan yang terpakai.",
    "Change your answer, then check it again. No try has been used.",
)
WAITS = Message(
    "Percobaan terakhir masih menunggu penilaian pengajar.",
    "The last try still waits for a trainer’s marks.",
    "Percobaan baru dapat dimulai setelah yang itu dinilai.",
    "A new one can begin once that has been marked.",
)
KIND_GONE = Message(
    "Kuis ini belum dapat dinilai: jenis soal “{name}” tidak terpasang lagi di situs ini.",
    "This quiz cannot be marked yet: the question kind “{name}” is no longer installed on this site.",
    "Jawaban Anda tersimpan. Beri tahu admin, lalu kumpulkan lagi setelah jenis soal itu dipasang.",
    "Your answers are saved. Tell the administrator, and hand in again once that kind is installed.",
)
LATE_SAVE = Message(
    "Waktu sudah habis ketika jawaban ini tiba, jadi jawaban ini tidak dinilai.",
    "Time was up when this answer arrived, so it is not marked.",
    "Jawaban yang tersimpan tepat waktu tetap dinilai.",
    "Answers saved in time are marked.",
)


@dataclass(frozen=True, slots=True)
class Given:
    """The last answer of a question that counts: what, when, under which sequence, checked or not.

    `tried` are the responses that were checked, in their order; `used` counts this answer too, when it is
    another one than the last of them. `surest` is the greatest certainty of what was checked.
    """

    response: Any
    sequence: int
    at: datetime
    checked: bool = False
    certainty: int | None = None
    tried: tuple[Any, ...] = ()
    used: int = 0
    surest: int = 0

    @property
    def answer(self) -> Any:
        """What is marked: a blank takes nothing back that was checked."""
        return self.tried[-1] if self.response is None and self.tried else self.response


class Stale(Conflict):
    """A save whose sequence is not the next one; carries the newer state, for the page to show."""

    def __init__(self, sequence: int, answers: Mapping[str, Given]) -> None:
        super().__init__(STALE_SAVE, "assessment.stale")
        self.sequence = sequence
        self.answers = answers


class NotYet(InvalidInput):
    """A check that would use up a try for nothing: refused, and it costs none."""

    def __init__(self, message: Message, code: str, response: Any) -> None:
        super().__init__(message, code, FIELD)
        self.response = response


def handed_in() -> Refused:
    return Refused(HANDED_IN, "assessment.handed-in")
