"""A large content folder out of the shipped course: 250 courses of four modules, each with its quiz."""

import random
from pathlib import Path

ROOT = Path(__file__).parents[1]
COURSE = "dasar-spbe"
COURSES = 250
# What is no module, nor the quiz of one.
APART = ("tes-awal.md", "ujian-akhir.md", "loket-plaju.md", "kebocoran-data.md")
OFFICES = ("Plaju", "Sako", "Kertapati", "Kalidoni", "Sukarami", "Gandus", "Jakabaring", "Kemuning")
# Words that are exchanged so that no two files are the same; each fits where the other stood.
WORDS = ("layanan", "pegawai", "warga", "loket", "berkas")
OTHERS = ("pelayanan", "petugas", "pemohon", "meja", "dokumen")


def write(root: Path, courses: int = COURSES, seed: int = 1) -> int:
    """Write the shelf; return the number of its modules."""
    rng = random.Random(seed)
    modules = 0
    for number in range(courses):
        slug = f"kursus-{number:03}"
        for source in _texts():
            folder, _, *rest = source.relative_to(ROOT).parts
            target = root / folder / slug / Path(*rest)
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.suffix == ".md":
                target.write_text(_varied(source.read_text(encoding="utf-8"), slug, rng), encoding="utf-8")
                modules += folder == "courses" and source.name != "course.md"
            else:
                target.write_bytes(source.read_bytes())
    for design in (path for path in (ROOT / "certificates").iterdir() if path.is_dir()):
        (root / "certificates" / design.name).mkdir(parents=True, exist_ok=True)
    return modules


def _texts() -> list[Path]:
    places = (ROOT / "courses" / COURSE, ROOT / "quizzes" / COURSE)
    files = (file for place in places for file in place.rglob("*") if file.is_file())
    return sorted(file for file in files if not file.name.endswith((".en.md", *APART)))


def _varied(text: str, slug: str, rng: random.Random) -> str:
    """Give a copy names and words of its own; addresses of pictures and quizzes go on leading somewhere."""
    text = text.replace(f"{COURSE}/", f"{slug}/").replace("Plaju", rng.choice(OFFICES))
    at = rng.randrange(len(WORDS))
    text = text.replace(f" {WORDS[at]} ", f" {OTHERS[at]} ")
    text = text.replace(f"exam: {slug}/ujian-akhir\n", "")
    # No two files are the same, or they would be read once.
    return text.replace("---\n", f"---\n# {slug}\n", 1)
