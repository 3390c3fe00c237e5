"""The marketplace's indicators, from the files that a user names."""

from __future__ import annotations

from collections.abc import Iterable

from trackntrace.cli.measures import MEASURES, under_norms
from trackntrace.documents.fault import Fault, Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.members import Members, placed
from trackntrace.errors import ConflictError, TrackntraceError
from trackntrace.moment import Week
from trackntrace.performance.indicator import Indicator
from trackntrace.performance.told_figures import told_figure
from trackntrace.retailer_api.indicators import indicator_of
from trackntrace.retailer_api.reading import RefusedObjectError, objects_on


def indicators_in(documents: Iterable[Document], faults: Faults) -> tuple[Indicator, ...]:
    """
    The indicators of documents, each standard and week once.

    What cannot be read becomes a fault; so does an indicator that differs from one of its week that was read before,
    and one that tells a norm or a score that its standard cannot have.
    """
    kept: dict[tuple[str, Week], Indicator] = {}
    for document in documents:
        try:
            for place, value in objects_on(document.value, "performanceIndicators", "name"):
                try:
                    _keep(kept, indicator_of(Members.of(value, place)))
                except TrackntraceError as error:
                    _note(error, document, place, faults)
        except TrackntraceError as error:
            _note(error, document, "", faults)
    return tuple(kept.values())


def _keep(kept: dict[tuple[str, Week], Indicator], told: Indicator) -> None:
    if told.standard:
        told_figure(told, under_norms(MEASURES[told.standard], (told,)))
    if kept.setdefault((told.name, told.week), told) != told:
        reason = f"expected what was told of {told.week} before: this differs"
        raise ConflictError.about(told.name, "name", reason)


def _note(error: TrackntraceError, document: Document, place: str, faults: Faults) -> None:
    errors = error.errors if isinstance(error, RefusedObjectError) else (error,)
    for each in errors:
        within = placed(each.field, place)
        faults.add(Fault.of(each, source=document.source, line=document.line, place=within))
