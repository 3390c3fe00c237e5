"""What ``--merge`` does: versions of one order or shipment, put together, with everything kept in memory."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from trackntrace.documents.fault import MOST_LISTED, Faults
from trackntrace.documents.lines import Document
from trackntrace.retailer_api.pictures import pieces
from trackntrace.shipping.conflict import Conflict
from trackntrace.shipping.picture import Picture
from trackntrace.wording import Language, conflict_text, say


def merged(documents: Iterable[Document], faults: Faults) -> Picture:
    """
    The picture of all orders and shipments in documents; what cannot be read is added to the faults.

    No file tells when its answers were seen, so that nothing is decided by that.
    """
    return Picture.of(pieces(documents, faults))


def tell(conflicts: Sequence[Conflict], language: Language) -> None:
    """Says on standard error what was told in two ways and which of them stands: the first hundred, and how many."""
    for conflict in conflicts[:MOST_LISTED]:
        print(conflict_text(conflict, language), file=sys.stderr)
    if conflicts:
        print(f"trackntrace: {say('note.conflicts', language, count=str(len(conflicts)))}", file=sys.stderr)
