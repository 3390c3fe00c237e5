"""Plain text for terminals: why a customer's question counts as it does."""

from __future__ import annotations

from trackntrace.performance.response_time import AnswerExplanation
from trackntrace.report.text import colon_text, norm_text, standard_text
from trackntrace.wording import Language, row_text, say


def answer_text(each: AnswerExplanation, language: Language = Language.ENGLISH) -> str:
    """One question in one line: verdict, why, when it was asked, until when and when it was answered, the norm."""
    question = each.question
    answered = question.answered.isoformat() if question.answered else "-"
    told = f"asked={question.asked.isoformat()} due={each.due.isoformat()} answered={answered}"
    norm = norm_text(each.edition.target) if each.edition else "-"
    asked = say("text.question", language, question=question.question_id, country=question.country.value)
    place = f"{each.week} {standard_text(each.standard, language)} {asked}"
    verdict = f"{say(f'verdict-word.{each.row.verdict.value}', language)} {each.row.code}"
    why = colon_text(verdict, row_text(each.standard, each.row, language), language)
    return f"{colon_text(place, why, language)} [{told}] {say('text.norm', language)} {norm}"
