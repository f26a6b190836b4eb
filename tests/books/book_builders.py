"""A course that has all that a book must hold: notes, formulas, tables, call-outs, pictures, self-checks."""

from textwrap import dedent

from catalogue_builders import DRAWING, write

from lms.books.binding.layout import Imprint

IMPRINT = Imprint("BKPSDM Kota Palembang", "Pemerintah Kota Palembang")
SLUG = "buku-uji"


def a_course(root):
    """Write a course of two modules with a quiz, clean by `lms check`."""
    write(
        root,
        f"courses/{SLUG}/course.md",
        """
        ---
        title: Buku "Uji" & coba
        field: e-government
        trainers: ["Dr. Rahma, M.Si."]
        exam: buku-uji/ujian
        ---
        Bagi petugas loket.
        """,
    )
    write(root, f"courses/{SLUG}/01-satu.md", FIRST)
    write(
        root,
        f"courses/{SLUG}/02-dua.md",
        "---\ntitle: Dua\njp: 1\n---\n## Sub bagian\n\nIsi < lain & akhir.\n",
    )
    write(root, f"courses/{SLUG}/assets/alur.svg", DRAWING)
    write(root, f"courses/{SLUG}/assets/bahan.pdf", "%PDF-1.4 x\n")
    write(
        root,
        f"quizzes/{SLUG}/ujian.md",
        """
        ---
        title: Ujian
        kind: exam
        ---

        ## Satu {#satu}
        Berapa prinsip SPBE?
        - (x) Tujuh prinsip
        - ( ) Lima prinsip
        > Perpres 95/2018.

        ## Dua {#dua}
        Hitung 4 × 5.
        = 20
        """,
    )
    return root


FIRST = dedent(
    """\
    ---
    title: Konsep dan prinsip
    jp: 1
    outcomes:
      - Menjelaskan tujuan
    cites: [Perpres 95/2018]
    ---
    ## Tujuan

    Dasar.[^a] Lihat [modul dua](02-dua.md#sub-bagian), [unduhan](assets/bahan.pdf) dan [atas](#tujuan).
    Nilai $\\frac{a}{b}$ di tengah baris.

    [^a]: Pasal 1 *angka* 2.

    $$
    I = \\sum_{i=1}^{n} x_i
    $$

    ![Alur kerja](assets/alur.svg "Dari meja ke meja")

    | Unsur | Nilai |
    | --- | ---: |
    | Waktu | 3 |

    > [!TIP]
    > Bawa KTP.

    <details>
    <summary>Buka</summary>

    Isi lipatan.

    </details>

    ```quiz
    Berapa?
    - ( ) Lima
      > Kurang.
    - (x) Tujuh
    > Tujuh prinsip.
    ```

    ```quiz
    Hitung 2 + 2.
    = 4
    ```
    """
)
