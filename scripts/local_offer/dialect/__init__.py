"""What editors type, and what templates may know: one Python-Markdown extension.

Python-Markdown calls ``makeExtension`` by the name of this room, ``local_offer.dialect``.
"""

from local_offer.dialect.extension import makeExtension

__all__ = ["makeExtension"]
