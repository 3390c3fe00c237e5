"""Every public door of the library, as data."""

from __future__ import annotations

from typing import Final

from tests.hostile.document_doors import ANSWER_DOORS, DOCUMENT_DOORS, TABLE_DOORS
from tests.hostile.door import Door
from tests.hostile.interop_doors import INTEROP_DOORS
from tests.hostile.text_doors import TEXT_DOORS
from tests.hostile.value_doors import VALUE_DOORS

DOORS: Final[tuple[Door, ...]] = (
    *TEXT_DOORS,
    *ANSWER_DOORS,
    *DOCUMENT_DOORS,
    *TABLE_DOORS,
    *VALUE_DOORS,
    *INTEROP_DOORS,
)
