"""Paper as a skill: HTML to measured pages, to a PDF for the screen and one for a press.

* ``Printer`` lays HTML out and measures every word of it;
  ``Laid.pdf`` is the file that people read, and that a screen reader can read to them;
* ``glyphs`` says where each letter of a finished PDF stands, and ``reads`` what they say;
* ``press_file`` and ``sheets`` are what a print shop needs, made from that same PDF.
"""

from local_offer.pdf.cmyk_marks import Inks, Profile, press_file, sheets
from local_offer.pdf.glyphs import Glyph, glyphs, reads
from local_offer.pdf.layout import Laid, Printer
from local_offer.pdf.measured import Area, Run, Sheet

__all__ = [
    "Area", "Glyph", "Inks", "Laid", "Printer", "Profile", "Run", "Sheet", "glyphs",
    "press_file", "reads", "sheets",
]  # fmt: skip
