"""What can be put into a text by what one wants to say: an example each, its first blank named."""

from dataclasses import dataclass

from lms.web.i18n import Lazy, lazy


@dataclass(frozen=True, slots=True)
class Insert:
    """`before` and `after` stand around the words that are selected, or around `blank`.

    `block` is what stands on lines of its own; `tool` opens a little form instead.
    """

    name: str
    label: Lazy
    icon: str
    before: str
    blank: str
    after: str = ""
    block: bool = True
    tool: str = ""

    @property
    def example(self) -> str:
        return f"{self.before}{self.blank}{self.after}"


@dataclass(frozen=True, slots=True)
class Group:
    label: Lazy
    inserts: tuple[Insert, ...]


_BOLD = Insert("bold", lazy("Bold"), "bold", "**", "kata penting", "**", block=False)
_ITALIC = Insert("italic", lazy("Italic"), "italic", "*", "istilah asing", "*", block=False)
WORDS = Group(
    lazy("Words"),
    (
        _BOLD,
        _ITALIC,
        Insert("heading", lazy("Heading"), "heading", "## ", "Judul bagian"),
        Insert("subheading", lazy("Smaller heading"), "heading", "### ", "Judul anak bagian"),
        Insert("list", lazy("List"), "list", "- ", "butir pertama", "\n- butir kedua"),
        Insert(
            "steps", lazy("Numbered steps"), "list-ordered", "1. ", "langkah pertama", "\n2. langkah kedua"
        ),
        Insert("quote", lazy("Quotation"), "quote", "> ", "Kalimat yang dikutip."),
        Insert("code", lazy("Text to type"), "code", "```text\n", "yang diketik apa adanya", "\n```"),
    ),
)
SHOW = Group(
    lazy("To show"),
    (
        Insert(
            "picture",
            lazy("Picture"),
            "image",
            "![",
            "Apa yang terlihat di gambar",
            '](assets/nama.webp "Keterangan gambar")',
            tool="picture",
        ),
        Insert(
            "table",
            lazy("Table"),
            "table",
            "| ",
            "Prinsip",
            " | Artinya |\n| --- | --- |\n| Efisiensi | Tepat guna |\n| Keterpaduan | Satu kesatuan |",
            tool="table",
        ),
        Insert("note", lazy("Note box"), "info", "> [!NOTE]\n> ", "Yang perlu diingat pembaca."),
        Insert("tip", lazy("Tip box"), "lightbulb", "> [!TIP]\n> ", "Cara yang memudahkan."),
        Insert("warning", lazy("Warning box"), "triangle-alert", "> [!WARNING]\n> ", "Yang sering keliru."),
        Insert(
            "case", lazy("Example box"), "message-circle", "> [!CONTOH]\n> ", "Pak Hasan datang ke loket …"
        ),
        Insert(
            "fold",
            lazy("Part to open"),
            "chevron-down",
            "<details>\n<summary>",
            "Baca lebih jauh",
            "</summary>\n\nIsi yang dapat dibuka.\n\n</details>",
        ),
        Insert("film", lazy("Video"), "play", "![", "Isi video", "](assets/sapaan.mp4)\n"),
        Insert("sound", lazy("Sound"), "play", "![", "Isi rekaman", "](assets/wawancara.mp3)\n"),
    ),
)
EXPLAIN = Group(
    lazy("To explain"),
    (
        Insert(
            "check",
            lazy("Self-check"),
            "circle-question-mark",
            "```quiz\n",
            "Berapa jumlah prinsip SPBE?",
            "\n- ( ) Lima\n  > Lima adalah jumlah aspek keamanannya.\n- (x) Tujuh\n\n> Perpres 95/2018.\n```",
            tool="check",
        ),
        Insert("link", lazy("Link to a module"), "link", "[", "modul 2", "](02-nama-modul.md)", block=False),
        Insert(
            "page",
            lazy("Link to a web page"),
            "external-link",
            "[",
            "JDIH",
            "](https://jdih.palembang.go.id)",
            block=False,
        ),
        Insert(
            "footnote",
            lazy("Footnote"),
            "bookmark",
            "Menurut aturannya.[^1]\n\n[^1]: ",
            "Perpres 95/2018 Pasal 2.",
        ),
        Insert(
            "short", lazy("Abbreviation"), "file-text", "*[SPBE]: ", "Sistem Pemerintahan Berbasis Elektronik"
        ),
        Insert("term", lazy("Definition"), "book-open", "", "Istilah", "\n:   Artinya dalam satu kalimat."),
        Insert(
            "formula", lazy("Formula in a line"), "sigma", "$", r"I = \sum b_i \times N_i", "$", block=False
        ),
        Insert("formulas", lazy("Formula on its own"), "sigma", "$$\n", r"I = \frac{a}{b} \times 25", "\n$$"),
    ),
)
GROUPS = (WORDS, SHOW, EXPLAIN)
QUIZ_GROUPS = (
    Group(
        lazy("Questions"),
        (
            Insert("pool", lazy("Pool of questions"), "layers", "# ", "Nama kumpulan", " {draw=3}"),
            Insert(
                "single",
                lazy("One right answer"),
                "circle-dot",
                "## ",
                "Nama soal",
                " {#nama-soal}\nIsi pertanyaan?\n\n- ( ) Pilihan yang keliru\n  > Mengapa keliru.\n"
                "- (x) Pilihan yang benar\n\n> Penjelasan dan sumbernya.",
            ),
            Insert(
                "multiple",
                lazy("Several right answers"),
                "check",
                "## ",
                "Nama soal",
                " {#nama-soal}\nMana saja yang benar?\n\n- [x] Benar\n- [ ] Keliru\n- [x] Benar juga\n\n"
                "> Penjelasan.",
            ),
        ),
    ),
    WORDS,
)


def groups(*, quiz: bool) -> tuple[Group, ...]:
    return QUIZ_GROUPS if quiz else GROUPS
