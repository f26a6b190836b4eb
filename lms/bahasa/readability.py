"""How hard a text is to read: LIX, the average sentence in words plus the percentage of long words.

C. H. Björnsson, Läsbarhet (Stockholm: Liber, 1968): a word is long from seven letters on. Chosen because it
counts letters, which a program does without error; the other formula used in Indonesia, Fry's graph, counts
syllables and looks them up in a graph drawn for English, multiplied by 0.6 (Harjasujana and Mulyati).

Björnsson's steps for Swedish (40 ordinary, 50 hard, 60 very hard) cannot be taken over unseen, for affixes
make Indonesian words long. Ours are measured: the courses that this product ships, written plainly and read
by people, lie between 22 and 55; articles of regulations lie between 70 and 90.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONG = 7
# Above HARD a text is written as laws are; a prompt may be this much above what prepares for it.
HARD, ABOVE = 60, 25
# Fewer words say nothing about a text; prompts are short by nature.
ENOUGH, PROMPT = 100, 40
WORD = re.compile(r"[^\W\d_][\w'’-]*")
SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!No|Dr|Ir)(?<!Prof)[.!?:;…]+(?:[\"”’)]*)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in running text; `longest` is the longest sentence in words."""

    words: int = 0
    sentences: int = 0
    long: int = 0
    longest: int = 0

    @property
    def lix(self) -> int:
        """Return the index, rounded; 0 for a text without words."""
        if not self.words:
            return 0
        return round(self.words / max(1, self.sentences) + 100 * self.long / self.words)


def measured(texts: Iterable[str]) -> Measure:
    """Count over paragraphs; a sentence never goes on into the next one."""
    words = sentences = long = longest = 0
    for text in texts:
        for sentence in SENTENCE.split(text):
            found = WORD.findall(sentence)
            if found:
                words += len(found)
                sentences += 1
                longest = max(longest, len(found))
                long += sum(len(word) >= LONG for word in found)
    return Measure(words, sentences, long, longest)
