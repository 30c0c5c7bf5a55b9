"""Editions in other languages, to be printed.

The words are for laying out alone: nobody has checked them, and no carer is to read them.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from local_offer.looks import HOME
from local_offer.model import Offer

NASKH = HOME / "node_modules" / "@fontsource" / "noto-naskh-arabic" / "files"

WORDS: dict[str, dict[str, Any]] = {
    "pl": {
        "question": "Czy wychowujesz dziecko, które nie jest Twoje?",
        "who_counts": ("Możesz być babcią, ciocią, bratem lub żoną.", "Sąd nie musi się zgodzić."),
        "call_to_act": "Możesz dostać pomoc. Zadzwoń już dziś.",
        "navigators_do": "Słuchają. Mówią, jaka jest pomoc. Pomagają o nią prosić.",
        "when_you_call": ("Pytamy, jak się czujecie.", "Mówimy, co możesz dostać."),
        "danger": "Dzwoń od razu, gdy dziecko jest w niebezpieczeństwie.",
        "complain": "Coś jest źle? Powiedz nam.",
    },
    "ur": {
        "question": "کیا آپ ایسے بچے کی پرورش کر رہے ہیں جو آپ کا نہیں؟",
        "who_counts": ("آپ دادا، دادی، خالہ یا دوست ہو سکتے ہیں۔", "عدالت کا حکم ضروری نہیں ہے۔"),
        "call_to_act": "آپ کو مدد مل سکتی ہے۔ ہمیں فون کریں۔",
        "navigators_do": "وہ سنتے ہیں۔ وہ بتاتے ہیں کہ کیا مدد ہے۔",
        "when_you_call": ("ہم پوچھتے ہیں کہ آپ کیسے ہیں۔", "ہم 5 دن میں دوبارہ فون کرتے ہیں۔"),
        "danger": "اگر بچہ خطرے میں ہے تو فوراً فون کریں۔",
        "complain": "خوش نہیں ہیں؟ {number} پر 9am سے فون کریں یا ZZ99 1ZZ کو لکھیں۔",
    },
    "ar": {
        "question": "هل تربي طفلا ليس طفلك؟",
        "who_counts": ("قد تكون جدا أو خالة أو صديقا.", "لا يلزم أمر من المحكمة."),
        "call_to_act": "يمكنك الحصول على المساعدة. اتصل بنا.",
        "navigators_do": "إنهم يسمعون. إنهم يخبرونك بالمساعدة.",
        "when_you_call": ("نسأل عن حالك وحال الطفل.", "نتصل بك بعد 5 أيام."),
        "danger": "اتصل فورا إذا كان الطفل في خطر.",
        "complain": "غير راض؟ اتصل على {number} قبل 1 May 2027 أو اكتب إلى ZZ99 1ZZ.",
    },
}

# What every topic says: sums, hours and a name of ours in the middle of the other letters.
_TOPIC = {
    "pl": (
        "Pomoc",
        "Możesz dostać do £600 na dom. Zadzwoń o 9am, a powiemy co dalej i kto pomoże.",
    ),
    "ur": (
        "مدد",
        "آپ کو £600 تک مل سکتے ہیں۔ Virtual School کو 9am سے 5pm تک فون کریں اور بتائیں۔",
    ),
    "ar": (
        "مساعدة",
        "يمكنك الحصول على £600 للبيت. اتصل مع Virtual School من 9am حتى 5pm وسوف نخبرك.",
    ),
}

_LOOK = """@import url({like}.css);
@font-face {{ font-family: Naskh; font-weight: 400; src: url(naskh-400.woff2); }}
@font-face {{ font-family: Naskh; font-weight: 700; src: url(naskh-700.woff2); }}
html {{ font-family: Atkinson, AtkinsonExtended, Naskh; }}
"""


def in_language(offer: Offer, lang: str, folder: Path) -> Offer:
    """The offer with each edition in a language, its letters and looks put into ``folder``."""
    if lang == "en":
        return offer
    place = folder / "leaflet"
    place.mkdir(parents=True, exist_ok=True)
    for weight in ("400", "700"):
        name = f"noto-naskh-arabic-arabic-{weight}-normal.woff2"
        shutil.copy(NASKH / name, place / f"naskh-{weight}.woff2")
    editions = []
    for leaflet in offer.leaflets:
        id = f"{leaflet.id}-{lang}"
        look = _LOOK.format(like=leaflet.id)
        (place / f"{id}.css").write_text(look, encoding="utf-8")
        number = (
            str(national.phone) if (national := offer.contact(offer.council.national_line)) else ""
        )
        words = {"id": id, "like": leaflet.id, "lang": lang, **WORDS[lang]}
        words["complain"] = words["complain"].format(number=number)
        editions.append(leaflet.model_copy(update=words))
    title, text = _TOPIC[lang]
    pages = [
        page.model_copy(
            update={
                "leaflet": page.leaflet.model_copy(
                    update={"title": title, "text": text, "more": text}
                )
            }
        )
        if page.leaflet
        else page
        for page in offer.pages
    ]
    return replace(offer, leaflets=tuple(editions), pages=tuple(pages))
