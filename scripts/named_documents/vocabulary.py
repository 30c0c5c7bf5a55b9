"""Words that tell a document's name from ordinary talk.

The families of names, and what does not count, follow the rules by which sentences were labelled
(``tests/named_documents/labelled``). The lists were written by hand. Each is a set of words in
their plain form.
"""

from __future__ import annotations

from named_documents.word_tokens import plain


def _words(text: str) -> frozenset[str]:
    return frozenset(plain(word) for word in text.split())


LAWS = _words("act regulation rule order")
"""How the name of a law ends."""

DOCUMENTS = _words("policy procedure strategy protocol framework guidance standard code notice")
"""How the names of other documents end."""

HEADS = LAWS | DOCUMENTS

SMALL = _words("a an and at by for from in into of on or our the their to under with &")
"""Words that a title may hold in small letters."""

ARTICLES = _words("the our a an")

INSIDE = _words("and for from in of to with &")
"""Small words that a reader passes over inside a name: "Missing from Home Protocol"."""

NO_ONE = _words(
    "a an any each every no some another other own your my his her their this that these those "
    "which what all many most both several different own whose"
)
"""What stands before a document of no one body, or of nobody in particular."""

BODIES = _words(
    "school academy college nursery preschool university employer landlord hospital trust practice "
    "surgery gp police court charity company firm bank association club centre agency provider "
    "insurer shop store bus train airline church mosque library neighbour friend carer worker "
    "manager headteacher teacher midwife doctor nurse vet solicitor judge child parent mother "
    "father grandparent grandmother grandfather aunt uncle family mum dad partner nan person "
    "ombudsman union cafe gym pool coach childminder home group everyone someone nobody else"
)
"""Whose papers are not the council's or the government's, as in "the school's policy"."""

OURS = _words(
    "council borough city county district authority department service team government england "
    "minister partnership"
)
"""Whose papers are."""

TOPICS = _words(
    "adult corporate staff school housing foster fostering adoption adopter regional health nhs "
    "police trust academy college nursery university employee employer hr library young youth "
    "leaver leaving residential respite education play parking planning "
    "benefit tax licensing environmental public patient hospital gp tenant tenancy customer "
    "councillor member volunteer supplier contractor visitor student pupil parent teacher "
    "homelessness disability sen send care service services child children safeguarding "
    "financial payments internal partner agency supplementary discretionary private temporary "
    "social community digital cookie website job applicant recruitment"
)
"""Words before a general name that make it another document: "adult complaints procedure"."""

GENERAL = _words(
    "new old own full current same usual normal general main whole best good better great clear "
    "simple strict fair local national statutory government council company state official latest "
    "updated revised draft written formal internal public social foreign economic first second "
    "last next further detailed practical expert professional extra more useful helpful relevant "
    "following above below right wrong correct only plain short long online printed signed agreed "
    "kind warm high low common shared very such uk eu english british welsh nhs ofsted dfe dwp "
    "hmrc nice cqc gov government's departmental legal final early recent previous existing two "
    "three four five seven ten several proposed planned published unpublished available important "
    "key basic standard overall wider broad open office party working"
)
"""Words that say nothing of what a document is about."""

JOBS = _words(
    "head director manager lead leader officer chair minister champion adviser advisor secretary "
    "assistant deputy coordinator consultant specialist member"
)
"""Job titles that end "of" or "for" before a name: "Head of Housing Strategy"."""

FOLLOWED = JOBS | _words(
    "team board committee panel group forum unit department desk network hub taskforce subgroup "
    "analyst inspector practitioner worker holder maker number agency office council commission "
    "trainer course workshop award conference festival club advocate counsellor intern clerk "
    "division directorate secretariat steering programme scheme partnership"
)
"""What follows a document's name in the name of people, a body or an event."""

FOLLOWED_BIG = _words("plan day session training meeting seminar network service summit week")
"""The same, where written with a capital letter."""

JOINING = _words(
    "working steering task project review reference implementation delivery strategic advisory "
    "partnership user development design scrutiny support operational"
)
"""What may stand between a name and the people: "Early Help Strategy working group"."""

AFTER_HEAD: dict[str, frozenset[str]] = {
    "act": _words("two one three four five six theatre play show scene fast early now drama"),
    "strategy": _words("meeting discussion game"),
    "policy": _words("number holder maker making schedule excess premium"),
    "notice": _words("board period"),
    "code": _words("club word breaker name red blue"),
    "standard": _words("lamp rate"),
    "procedure": _words("room"),
    "guidance": _words("film room counsellor teacher"),
    "order": _words("book form number"),
}
"""What follows the last word where it is no document: "strategy meeting"."""

BEFORE_HEAD: dict[str, frozenset[str]] = {
    "act": _words("balancing class sister double stage circus opening juggling song headline"),
    "policy": _words(
        "insurance assurance content motor life building household breakdown warranty pension "
        "door tolerance blame honesty matter"
    ),
    "procedure": _words(
        "medical surgical hospital dental fire evacuation cosmetic usual safety drill alarm "
        "emergency vaccination immunisation treatment court legal booking routine day operation "
        "keyhole minor small simple painful"
    ),
    "strategy": _words(
        "coping exit calming learning reading bedtime survival memory winning revision thinking "
        "game spelling breathing marketing"
    ),
    "protocol": _words("internet medical diplomatic"),
    "framework": _words(
        "climbing play garden legal statutory regulatory wooden steel metal timber"
    ),
    "guidance": _words("career parental spiritual advice moral adult teacher gentle parent"),
    "standard": _words(
        "trading living food advertising gold school academic high low moral double beauty"
    ),
    "code": _words(
        "qr post postal dress door sort tax bar zip booking access promo discount voucher colour "
        "area dialling dial source reference entry gate security activation vinci morse computer "
        "club pin key lock secret error unlock product invite meeting fi scan building bug hour "
        "cheat moral honour colour's wifi passcode genetic"
    ),
    "notice": frozenset(),
    "order": _words(
        "guardianship arrangement arrangements care supervision placement adoption residence "
        "interim protection step issue responsibility contact molestation occupation court "
        "recovery alphabetical age possession banking postal standing last first money "
        "assessment attendance injunction parental secure child declaration behaviour restraining"
    ),
}
"""What stands before the last word where it is no document: "Home Insurance Policy"."""

PRIVACY = _words("privacy processing cookie protection cookies gdpr")
"""The one kind of notice that counts is about what is done with people's facts."""

RULES_OF_COURT = _words("procedure court tribunal")

CODES = _words("practice conduct guidance ethic")
"""What a code is "of"."""

PLACES = _words(
    "website site page web internet line screen wall door back form letter shelf desk table phone "
    "paper request display file gov app portal intranet monday tuesday wednesday thursday friday "
    "saturday sunday time track top hold behalf front noticeboard board packet label bottle disc "
    "computer tablet sign card poster leaflet slide email post january february march april may "
    "june july august september october november december it this that them us you how which "
    "whether what to me him her film youtube facebook video cd dvd"
)
"""What follows "on" where it tells where a paper is, or when: "the policy on our website"."""

STOPS = _words(
    "is are was were be been being am has have had having do does did done will would can could "
    "may might must shall should not never also then than that which who whom whose what when "
    "where while why how if unless because so but as we they he she it you i us them me him there "
    "here under on at by about into before after between through during until since without "
    "against per via set follow followed following changed make made making write wrote apply "
    "applied shape shaped agree approve approved reviewed using given give gave got get took take "
    "say said tell told asked find found see saw worked showed kept checked publish published put "
    "met came come go went gone want know think let mean explain include require seek provide "
    "send sent or nor yet please always often sometimes usually just yes no one such like whenever "
    "their your his her my its our the a an any each every some these those this another both all "
    "many most very too more less well now today tomorrow soon again ever even still try turn"
)
"""Words that are no part of a document's name in small letters; most are verbs."""

STARTERS = STOPS | _words(
    "see read ask use under our your their in on at to for from with by as if when follow download "
    "view click visit every each both all any no some many most these those this that his her its "
    "my we you they it i he she and or but so please also since until before after during because "
    "although while where why how what who which check find get open print order bring complete "
    "fill sign keep remember note contact ring phone call email text write send tell show give "
    "take look choose search join apply book start try most about without within between through "
    "using including following two three four five one either neither nobody everyone someone "
    "here there now then today many several copies copy part parts staff carers parents schools "
    "yes no thank thanks dear sorry more our section read share study learn know understand"
)
"""Words that open a sentence with a capital letter and belong to no name."""

TELLING = _words(
    "say tell set explain list cover describe ask show give state recommend replace apply has was "
    "gives sets"
)
"""What a document does, where it opens a sentence: "Promoting the education of … says"."""

INSURANCE = ("insur", "premium", "underwriter", "no-claims", "policyholder", "claim form")
"""Words of a sentence that talks of insurance."""

BESIDE_POLICY = _words(
    "performance resource scrutiny quality research planning improvement practice communication"
)
"""What stands beside "Policy" in the names of teams: "Policy and Performance Board"."""

KINDS_OF_STANDARD = _words("practice minimum national quality service care")

PUBLISHERS = _words("statutory government national dfe nhs ofsted practice official")
"""Words that make guidance one paper: "statutory guidance on private fostering"."""

PARTS = _words("part section schedule chapter volume annex appendix article paragraph clause")
"""Parts of a law that stand before its name: "Part 3 Children Act 1989"."""

AGES = _words("new old same")
"""What may stand in a law's short form: "the new Act"."""

PLAINEST = AGES | _words(
    "current full draft final revised updated national local council statutory government official "
    "own internal written uk english nhs dfe ofsted relevant practice"
)
"""The plainest of the general words; they say nothing even two together."""

PRAISE = _words("best good extra more expert great")

PEOPLE = _words("family child carer parent")

VERBS_TOO = _words("lead chair head award")
"""Words for people that are verbs as well: "the policy leads to"."""

DEPARTMENT = _words("children service social care")
"""Topics that name the council's own department as well: "Children's Services"."""
