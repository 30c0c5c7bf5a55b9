"""A council's Kinship Local Offer: website and leaflets from one set of words and facts.

From the top down; a room may import only rooms below it:

=============  ==================================================================
__main__       where the command begins
cli            the front door: words in, sentences and an exit code out
paper          the leaflets alone, and what the print shop needs
preview        the pages as they are typed, made again as an editor saves
preview_server shows them to this computer alone
release        what the council stands by, named for good in the history
publish        the pipeline in one function: the page to read first
review         two versions to a list of changes, to a report; old leaflets to news of them
leaflet        the ways out: paper,
website        the site generator's button,
report         findings told four ways,
checks         one rule a file,
accessibility  and whether everyone can use the pages
text_page      the whole offer as words on one page
search         what the search page needs to know
feed           the updates, for a feed reader
schema         what an editor may type, for editors that check as one types
plain_words    why a sentence is hard, and what to write in its place
language       sentences, syllables, reading age
mentions       the policies and laws that a text names
site_links     links inside a built site, on screen and on paper
outside_links  links to other people's websites
pdf            paper as a skill: the only importer of WeasyPrint
history        the past: the only caller of git
in_place       finished work put where it belongs, in one step
extension      the dialect: one Python-Markdown extension
statement      how far the website meets the rules, worked out from its tests
load           the doorkeeper: a folder in, an Offer out, or every reason why not
settings       the website's own settings, or why they cannot be used
files          an offer's files as they were typed
written        YAML with its lines, and nothing bent in silence
offer          the model
finding        one problem, where it is, and what to do
refusal        what the computer refuses, in one sentence
hosts          which of them are an office's own
=============  ==================================================================

``words`` holds lists, each with its notice beside it.
"""
