"""A small course as its source files say it, and the ways to put it into Wagtail."""

import shutil
import textwrap
from pathlib import Path

from django.core.management import call_command
from PIL import Image

from courses.domain.loading import Report, load_course
from courses.source import read_course

COURSE = "deneme"
SAMPLE = Path(__file__).parents[1] / "sample"


def _text(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


FILES: dict[str, str] = {
    "courses/deneme/course.toml": _text("""
        code = "deneme"
        source_language = "tr"
        languages = ["tr", "en"]
        hours = 2
        competencies = ["K1", "K2"]
        validity_months = 12
        lessons = ["l1", "l2"]

        [bank]
        slug = "deneme"

        [quiz]
        code = "deneme-son"
        draw = 1
        pass_mark = 80
        attempts = 3
        shuffle = true
        """),
    "courses/deneme/course.tr.md": _text("""
        +++
        title = "Deneme eğitimi"
        summary = "Kısa bir eğitim."
        audience = "Herkes"
        outcomes = ["Görmek", "Anlamak"]
        bank_title = "Deneme havuzu"
        quiz_title = "Son sınav"
        quiz_intro = "Bir soru."
        +++
        Açıklama.

        - bir
        - iki
        """),
    "courses/deneme/course.en.md": _text("""
        +++
        title = "Trial course"
        summary = "A short course."
        audience = "Everyone"
        outcomes = ["To see", "To understand"]
        bank_title = "Trial bank"
        quiz_title = "Final quiz"
        quiz_intro = "One question."
        +++
        Description.

        - one
        - two
        """),
    "courses/deneme/lessons/l1.tr.md": _text("""
        +++
        title = "Birinci ders"
        minutes = 20
        summary = "İlk adım."
        outcomes = ["Üç unsuru söylemek"]
        next_shift = "Su vereceğim."
        +++
        Giriş **önemli** ve *ince*; bkz. [rehber](https://ornek.example/rehber).

        ## Üç unsur {#three}

        Fiil, araç & amaç.

        1. fiil
        2. araç

        ::: callout consent
        tone: warning
        title: Rıza geçersizdir

        Rıza sorulmaz.
        :::

        Ara söz.

        ### Göstergeler {#signs}

        ::: checklist signs-list
        title: Bakın
        intro: Birlikte tartın.

        - [S] Belge başkasında
        - [-] Konuşmuyor
        :::

        ::: law rule
        source: tck-80

        Olguyu yazın.
        :::

        ::: comparison compare
        title: Fark
        left: Kaçakçılık
        right: Ticaret

        - Sınır | geçilir | şart değil
        - Rıza | vardır | geçersiz
        :::

        ::: figure map
        image: figures/harita.tr.png
        alt: Bir harita.
        caption: Harita
        :::

        ::: check first
        question: d-1
        :::
        """),
    "courses/deneme/lessons/l1.en.md": _text("""
        +++
        title = "First lesson"
        minutes = 20
        summary = "The first step."
        outcomes = ["To name the three elements"]
        next_shift = "I will offer water."
        +++
        An opening, **important** and *fine*; see [the guide](https://ornek.example/rehber).

        ## Three elements {#three}

        Act, means & purpose.

        1. act
        2. means

        ::: callout consent
        tone: warning
        title: Consent is void

        Do not ask for consent.
        :::

        A word between.

        ### Indicators {#signs}

        ::: checklist signs-list
        title: Look for
        intro: Weigh them together.

        - [S] Papers held by someone else
        - [-] Does not talk
        :::

        ::: law rule
        source: tck-80

        Write down the fact.
        :::

        ::: comparison compare
        title: Difference
        left: Smuggling
        right: Trafficking

        - Border | crossed | not needed
        - Consent | given | void
        :::

        ::: figure map
        image: figures/harita.en.png
        alt: A map.
        caption: Map
        :::

        ::: check first
        question: d-1
        :::
        """),
    "courses/deneme/lessons/l2.tr.md": _text("""
        +++
        title = "İkinci ders"
        minutes = 10
        summary = "Senaryo."
        outcomes = ["Karar vermek"]
        next_shift = "Sakin konuşacağım."
        +++
        ## Vardiya {#shift}

        ::: scenario night
        title: Gece

        ### police: Otobüs
        Otogardasınız.
        #### decision d-2
        Kadınlar odada.
        #### decision d-3
        #### model
        Ekip herkesi ayırdı.
        #### trap
        Önce ceza yazmak.
        ### coast_guard: Bot
        Denizdesiniz.
        #### decision d-4
        #### model
        Ekip ısıttı.
        #### trap
        Önünde sormak.
        :::
        """),
    "courses/deneme/lessons/l2.en.md": _text("""
        +++
        title = "Second lesson"
        minutes = 10
        summary = "Scenario."
        outcomes = ["To decide"]
        next_shift = "I will speak calmly."
        +++
        ## The shift {#shift}

        ::: scenario night
        title: Night

        ### police: The bus
        You are at the terminal.
        #### decision d-2
        The women are in the room.
        #### decision d-3
        #### model
        The team separated everyone.
        #### trap
        Fining first.
        ### coast_guard: The boat
        You are at sea.
        #### decision d-4
        #### model
        The crew warmed them.
        #### trap
        Asking in front of him.
        :::
        """),
    "courses/deneme/questions/q.tr.toml": _text("""
        [[item]]
        id = "d-1"
        kind = "single"
        key = ["b"]
        pool = true
        competency = "K1"
        bloom = "apply"
        agency = "all"
        lesson = "l1"
        stem = "Kaç unsur vardır?"
        rationale = "GEREKÇE: üç unsur vardır."
        options = { a = "İki", b = "Üç" }
        feedback = { a = "GERİBİLDİRİM: eksik." }

        [[item]]
        id = "d-2"
        kind = "multiple"
        key = ["a", "b"]
        pool = false
        competency = "K2"
        bloom = "apply"
        agency = "police"
        lesson = "l2"
        stem = "İlk hamleniz?"
        rationale = "GEREKÇE: ayırın."
        options = { a = "Ayırırım", b = "Su veririm", c = "Bağırırım" }

        [[item]]
        id = "d-3"
        kind = "true_false"
        key = ["false"]
        pool = false
        competency = "K2"
        bloom = "apply"
        agency = "police"
        lesson = "l2"
        stem = "Ceza önce yazılır."
        rationale = "GEREKÇE: hayır."

        [[item]]
        id = "d-4"
        kind = "single"
        key = ["a"]
        pool = false
        competency = "K2"
        bloom = "apply"
        agency = "coast_guard"
        lesson = "l2"
        stem = "Denizde ilk iş?"
        rationale = "GEREKÇE: ısıtın."
        options = { a = "Isıtırım", b = "Sorarım" }
        """),
    "courses/deneme/questions/q.en.toml": _text("""
        [[item]]
        id = "d-1"
        stem = "How many elements are there?"
        rationale = "RATIONALE: three."
        options = { a = "Two", b = "Three" }
        feedback = { a = "FEEDBACK: too few." }

        [[item]]
        id = "d-2"
        stem = "Your first move?"
        rationale = "RATIONALE: separate."
        options = { a = "I separate", b = "I offer water", c = "I shout" }

        [[item]]
        id = "d-3"
        stem = "The fine is written first."
        rationale = "RATIONALE: no."

        [[item]]
        id = "d-4"
        stem = "The first thing at sea?"
        rationale = "RATIONALE: warm."
        options = { a = "I warm", b = "I ask" }
        """),
    "legal.tr.toml": _text("""
        [[source]]
        key = "tck-80"
        citation = "TCK madde 80"
        summary = "Suçun unsurları."
        source = "mevzuat.gov.tr"
        checked_on = 2026-11-23
        checked_by = "İçerik ekibi"
        status = "confirmed"

        [[source]]
        key = "oneri"
        citation = "Yönlendirme düzeyleri"
        summary = "Dört düzey."
        source = "Eğitim önerisi"
        checked_on = 2026-11-20
        checked_by = "İçerik ekibi"
        status = "proposal"
        """),
    "legal.en.toml": _text("""
        [[source]]
        key = "tck-80"
        citation = "Penal Code article 80"
        summary = "The elements of the offence."
        source = "The legislation site"

        [[source]]
        key = "oneri"
        citation = "Referral levels"
        summary = "Four levels."
        source = "Proposal of the training"
        status = "proposal"
        """),
}


def write_course(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """Write the small course below `folder`, with (file, old, new) replacements; the folder of the course.

    Files are named from the folder of the course; `../../legal.tr.toml` is next to the courses.
    """
    files = dict(FILES)
    for name, old, new in changes:
        path = name.removeprefix("../../") if name.startswith("../") else f"courses/{COURSE}/{name}"
        assert old in files[path], f"{old!r} is not in {path}"
        files[path] = files[path].replace(old, new)
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    course = folder / "courses" / COURSE
    (course / "figures").mkdir(exist_ok=True)
    for number, language in enumerate(("tr", "en")):
        Image.new("RGB", (60, 40), (number * 90, 120, 200)).save(course / "figures" / f"harita.{language}.png")
    return course


def prepare_site() -> None:
    call_command("prepare_site", verbosity=0)


def load(course: Path, *, overwrite: bool = False) -> Report:
    """Read and load; the source must be sound."""
    source, problems = read_course(course)
    assert source, "\n".join(map(str, problems))
    return load_course(source=source, overwrite=overwrite)


def write_sample(folder: Path, *edits: tuple[str, str, str], code: str = "m2") -> Path:
    """A copy of the sample course of that code, changed by (path in the course, old, new); its folder. `m2` has an item
    of every kind.
    """
    course = folder / "courses" / code
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    for name, old, new in edits:
        text = (course / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (course / name).write_text(text.replace(old, new), encoding="utf-8")
    return course
