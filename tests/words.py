"""Invented people and sentences for the tests, and the search for their traces.

Nobody here exists: family names are made up, in every script, so that no pair of a
given and a family name is a real person's.
"""

import html
import json
import os
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, quote_plus


class InventedName(NamedTuple):
    """A person who does not exist, as a form would take the name."""

    given: str
    family: str

    @property
    def full(self) -> str:
        """As it is spoken: given name, then family name."""
        return f"{self.given} {self.family}".strip()


# Made-up names in the sound and the script of many places. The odd ones are here on
# purpose: apostrophes, hyphens, particles, one letter, no family name, right to left.
ORIGINS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "English": (
        ("Ottoline", "Brackwell", "Junifer", "Tamsel", "Corwyn", "Elspa", "Hartlen"),
        (
            *("Thistlemarch", "Quennerby", "O’Farrowmede", "Hob-Lanterne"),
            *("de Wickenstall", "Puddifant-Vole", "Amblecott", "Snaithe-Orrell"),
            *("Larkenrigg", "Tollemoor", "St Ivelbourne", "Wrenthorpe-Adze"),
        ),
    ),
    "Welsh": (
        ("Heulfron", "Gwynllys", "Morfael", "Tegwer"),
        ("ap Llwynderw-Fach", "Brynhafod", "Tŷ’rgelynen", "Cwmysgawen"),
    ),
    "Scottish and Irish": (
        ("Siobhraide", "Fearchan", "Ailbhín", "Muirgheal"),
        ("Mac Tuilleachan", "O’Drumquillan", "NicCraobhan", "Ó Fionnardach"),
    ),
    "Polish": (
        ("Świętosza", "Żelimir", "Łucjanna", "Bożydarka"),
        ("Brzęczykiewka", "Źdźbłowiecki", "Ćmielnicka", "Wrzosowłęcki"),
    ),
    "Romanian": (
        ("Ștefănuț", "Ilinucăi", "Țanțica"),
        ("Bâtcărescanu", "Frunzălășteanu", "Răchitoșan"),
    ),
    "Turkish": (
        ("Işılgün", "Çağlatay", "Gülçınar"),
        ("Kırıkdağlıoğlu", "Şimşekpınaroğlu", "İncirdüzlü"),
    ),
    "Vietnamese": (
        ("Thuỷ Sương Mai", "Đăng Khởi Nguyệt"),
        ("Trưỡngbạch", "Nguyễtđằng"),
    ),
    "Yoruba and Igbo": (
        ("Ọlátùnmirẹ́", "Chịzọbelụ", "Ẹniìtàndé"),
        ("Adéwọ̀npẹ̀lú", "Nwaọkụzụba", "Ògúnṣẹ̀yẹmí-Alàdé"),
    ),
    "Somali": (
        ("Xiddiglow", "Cawaaleexo", "Dhudiyar"),
        ("Guuleedwaaq", "Cirfuulaale", "Qorraxjecel"),
    ),
    "Russian and Ukrainian": (
        ("Светомира", "Їжачина", "Ясногор"),
        ("Воробейчинская", "Пшеницекрутько", "Тополеградов"),
    ),
    "Greek": (
        ("Ανθομέλη", "Θαλασσίων"),
        ("Καραβοπεταλούδης", "Μελισσοκηπουράκη"),
    ),
    "Georgian and Armenian": (
        ("ვარდისფერა", "Լուսածաղ"),
        ("წყაროსთვალიშვილაძე", "Ծիրանաքարյանց"),
    ),
    "Arabic": (
        ("نورالصباحة", "زهيرالدرب"),
        ("الياسمينيزاد", "بن نخلاوندي"),
    ),
    "Hebrew": (("אורשחר", "טללית"), ("כוכבנהרי", "בן־ערבתיאל")),
    "Urdu and Persian": (
        ("گل‌پروانه", "چاندنیار"),
        ("ستاره‌باغستانی", "ڈھولکپوری"),
    ),
    "Hindi": (("चन्द्रवल्लिका", "मेघश्रीत"), ("फूलवनकरे", "नदीतीर्थवाला")),
    "Bengali": (("শিউলিপ্রভা", "মেঘজোনাক"), ("তালপুকুরীয়া", "ঝর্ণাতলাদার")),
    "Punjabi": (("ਚੰਨਮਹਿਕ", "ਸੂਰਜਬੂਟ"), ("ਬੋਹੜਪਿੰਡੀਆ", "ਕਣਕਵਾਲੀਆ")),
    "Tamil": (("நிலாமலர்வி", "கடல்மணியன்"), ("தென்னந்தோப்பார்", "மழைக்கூடன்")),
    "Amharic": (("ፀሐይነሽላ", "ወርቅአበባው"), ("ደመናውብርሃን", "ጨረቃእሸት")),
    "Thai": (("ดอกน้ำค้างใส", "ฟ้าเมฆา"), ("สวนกระดิ่งลม", "บ้านดาวประกายทอง")),
    "Chinese": (("云雀星", "橘灯"), ("檐雨", "欧鹭溪")),
    "Japanese": (("ほしぞらみ", "灯里丸"), ("風鈴ヶ原", "霧笛坂上")),
    "Korean": (("별나루솔", "하늬빛결"), ("달못재", "솔바람골")),
    "Odd on paper": (
        ("X", "Mary-Lou Anne Philippa Wilhelmina Georgiana", "Seven", "d’"),
        (
            "",
            "Null-Treelight",
            "Æðelþryðsdóttir",
            "van der Moerbeikstraeten-Featherstonehollow of the Long Reedmarsh",
        ),
    ),
}

_WHO = (
    "a heron", "the caretaker’s kite", "one glass marble", "the paper lantern",
    "somebody’s left boot", "a tin whistle", "the weathercock", "an old accordion",
    "the lost umbrella", "a jar of buttons", "the clay fox", "a cardboard comet",
)  # fmt: skip
_DID = (
    "waited behind", "whistled at", "was painted like", "rolled under", "hid inside",
    "dreamed about", "argued with", "was traded for", "smelled of", "floated over",
)  # fmt: skip
_WHERE = (
    "the boiler house", "the third staircase", "platform nine and a bit",
    "the salt marsh", "the music cupboard", "the bicycle shed roof",
    "the library skylight", "the pond in February", "the school minibus",
)  # fmt: skip
_EMOJI = ("🦊", "👩🏽‍🏫", "🧸", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🌧️", "🥁", "👨‍👩‍👧", "🪁", "✍🏿", "🫖")
_SYLLABLES = (
    "bran", "dol", "quis", "mer", "vap", "zil", "hob", "tren", "yst", "gwo", "lum",
    "fen", "kar", "oph", "ruk", "sem", "wix", "jor", "nal", "pud",
)  # fmt: skip
_SHAPES = (
    "{who} called {mark} {did} {where} while {name} counted to {number}.",
    "“{who} {did} {where},” {name} told {other}, “and it said {mark}.” {emoji}",
    "{name} wrote {mark} on {where}; {other} saw {who} there at {number} o’clock",
    "{emoji} {mark}! {who} {did} {name}. {other} & {where} <{number}>",
    "At {where}, {who} {did} {other}’s {mark}\t— 100% {name}, no. {number}",
)


def invented_name(seed: int, origin: str | None = None) -> InventedName:
    """One name, always the same for the same seed; of an origin, if one is given."""
    dice = random.Random(f"name {seed}")
    given, family = ORIGINS[origin or dice.choice(list(ORIGINS))]
    return InventedName(dice.choice(given), dice.choice(family))


def invented_names(number: int, seed: int = 1) -> list[InventedName]:
    """As many different names, of every origin in turn; at most about 250."""
    dice = random.Random(f"names {seed}")
    by_origin = []
    for given, family in ORIGINS.values():
        pairs = [InventedName(one, other) for one in given for other in family]
        by_origin.append(dice.sample(pairs, len(pairs)))
    longest = max(map(len, by_origin))
    in_turn = [
        names[i] for i in range(longest) for names in by_origin if i < len(names)
    ]
    if number > len(in_turn):
        raise ValueError(f"there are only {len(in_turn)} invented names")
    return in_turn[:number]


def planted_sentences(number: int = 200, seed: int = 1) -> list[str]:
    """Different sentences nobody else would write, each with a mark of its own.

    They hold invented names of every origin, emoji, curly quotes and the characters
    HTML, SQL and CSV trip over, and are short enough for one page of a database.
    """
    dice = random.Random(f"sentences {seed}")
    names = [name.full for name in invented_names(100, seed)]
    return [
        dice.choice(_SHAPES).format(
            who=dice.choice(_WHO),
            did=dice.choice(_DID),
            where=dice.choice(_WHERE),
            name=names[count % len(names)],
            other=dice.choice(names),
            emoji=dice.choice(_EMOJI),
            number=dice.randrange(100, 1000),
            mark=_mark(dice, count),
        )
        for count in range(number)
    ]


def _mark(dice: random.Random, count: int) -> str:
    """A word of five syllables that no other sentence has; the count makes sure."""
    many = len(_SYLLABLES)
    last = _SYLLABLES[count // many % many] + _SYLLABLES[count % many]
    return "".join(dice.choices(_SYLLABLES, k=4)) + last


def marks_of(sentences: Iterable[str]) -> list[str]:
    """The invented word of each planted sentence: found even where a page ends."""
    syllables = "|".join(_SYLLABLES)
    found = [re.search(rf"(?:{syllables}){{6}}", sentence) for sentence in sentences]
    return [match.group() for match in found if match]


def byte_forms(text: str) -> set[bytes]:
    """How the text could lie in a file: plain, escaped, quoted, in other encodings."""
    texts = {text, text.casefold(), text.upper()}
    texts |= {unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC")}
    texts |= {json.dumps(text)[1:-1], html.escape(text), quote(text), quote_plus(text)}
    texts |= {text.encode("ascii", "xmlcharrefreplace").decode(), repr(text)[1:-1]}
    return {form.encode() for form in texts} | {text.encode("utf-16-le")}


def traces_in(folder: Path, texts: Iterable[str]) -> list[tuple[Path, str]]:
    """Which of the texts lie in which files under the folder, in any byte form.

    Texts under four characters are left out: they would be found anywhere. Files that
    vanish while we look are no matter. Each found text comes once for a file.
    """
    forms = {form: text for text in texts if len(text) > 3 for form in byte_forms(text)}
    return [
        (path, text)
        for path, content in _contents(folder)
        for text in sorted({forms[form] for form in _present(forms, content)})
    ]


def _present(forms: dict[bytes, str], content: bytes) -> Iterator[bytes]:
    # One pass over the content for all forms: a thousand passes over a hundred
    # megabytes would take minutes.
    by_start: dict[bytes, list[bytes]] = {}
    for form in forms:
        by_start.setdefault(form[:4], []).append(form)
    # Searched anew from the next byte, for one form may begin inside another.
    sieve = re.compile(_branches(sorted(by_start)))
    match = sieve.search(content)
    while match:
        for form in by_start[match.group()]:
            if content.startswith(form, match.start()):
                yield form
        match = sieve.search(content, match.start() + 1)


def _branches(tails: list[bytes]) -> bytes:
    """A pattern for any of the byte strings, as a tree: fast where little fits."""
    firsts = sorted({tail[:1] for tail in tails if tail})
    if not firsts:
        return b""
    return b"|".join(
        re.escape(first)
        + b"(?:"
        + _branches([tail[1:] for tail in tails if tail[:1] == first])
        + b")"
        for first in firsts
    )


def _contents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            with suppress(FileNotFoundError):
                if path.is_file():
                    yield path, path.read_bytes()
