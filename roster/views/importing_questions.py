"""Answering what an import asks: in the row that asks, or question by question; and how its sheets were understood."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.permissions import Right, audience
from roster.forms.importing import AnswerForm
from roster.loaders.import_rows import (
    Question,
    answers_to,
    open_questions,
    option_names,
    people_named,
    question_count,
    question_of,
)
from roster.models import ImportRow, ImportRun
from roster.sentences.importing import answer_said
from roster.services.importing.answers import answers_since, remember_answer

QUESTIONS = 25


@audience(Right.IMPORT_ROSTER)
@require_safe
def import_questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every open question once, those that touch most rows first."""
    run = get_object_or_404(ImportRun, pk=pk)
    paginator = Paginator(range(question_count(run)), QUESTIONS)
    page = paginator.get_page(request.GET.get("page"))
    questions = open_questions(run, first=(page.number - 1) * QUESTIONS, limit=QUESTIONS)
    context = {
        "run": run,
        "questions": said(questions),
        "answers_since": answers_since(run),
        "pager": {
            "summary": _("%(count)s questions") % {"count": paginator.count},
            "newer": f"?page={page.number - 1}" if page.has_previous() else "",
            "older": f"?page={page.number + 1}" if page.has_next() else "",
        },
    }
    return render(request, "roster/importing/questions.html", context)


@audience(Right.IMPORT_ROSTER)
@require_POST
def import_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Remember one answer. With htmx the question comes back as answered; one not on offer is told by the field."""
    run = get_object_or_404(ImportRun, pk=pk)
    question = question_of(run, request.POST.get("question", ""))
    if question is None:
        context = {"run": run, "sentence": _("This import no longer asks that. Nothing was changed.")}
        return render(request, "roster/importing/too-late.html", context, status=409)
    form = AnswerForm(request.POST, options=list(question.options), key=question.key)
    back = _back(request)
    if form.is_valid():
        reader = request.user if isinstance(request.user, User) else None
        remember_answer(key=question.key, answer=form.cleaned_data["answer"], answered_by=reader, now=timezone.now())
        if not request.htmx:  # type: ignore[attr-defined]
            return redirect(back or "roster:import-questions", *([] if back else [pk]))
        question = question_of(run, question.mark) or question
    problem = next((str(error) for errors in form.errors.values() for error in errors), "")
    shown = {**said([question])[0], "problem": problem}
    if request.htmx:  # type: ignore[attr-defined]
        context = {"run": run, "question": shown, "back": back}
        return render(request, "roster/importing/_question.html", context, status=422 if problem else 200)
    context = {"run": run, "questions": [shown], "answers_since": answers_since(run), "pager": None}
    return render(request, "roster/importing/questions.html", context, status=422)


def said(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Questions with their answers in words; names are fetched once for all of them."""
    names = option_names(questions)
    people = people_named(questions)
    return [_said(question, names, people) for question in questions]


def with_questions(rows: list[ImportRow]) -> list[dict[str, Any]]:
    """Rows of a preview, each with the questions that an answer could settle."""
    keys = [issue["key"] for row in rows for issue in row.issues if issue.get("key")]
    answers = answers_to(keys)
    questions = {
        (row.pk, issue["key"]): Question(
            *(issue["key"], issue["why"], issue["raw"], issue["proposed"], tuple(issue["options"]), 1, issue["cell"]),
            answer=answers.get(issue["key"]),
        )
        for row in rows
        for issue in row.issues
        if issue.get("key")
    }
    shown = dict(zip(questions, said(list(questions.values())), strict=True))
    return [
        {
            "row": row,
            "issues": [issue for issue in row.issues if not issue.get("key")],
            "questions": [question for (pk, _key), question in shown.items() if pk == row.pk],
        }
        for row in rows
    ]


def _said(question: Question, names: Mapping[str, Mapping[str, str]], people: Mapping[str, str]) -> dict[str, Any]:
    options = [(option, answer_said(question.key, option, names, people)) for option in question.options]
    answer = question.answer
    return {
        "of": question,
        "options": options,
        "answer": answer,
        "answered": answer_said(question.key, answer.answer, names, people) if answer else "",
        "chosen": answer.answer if answer else question.proposed,
    }


def _back(request: HttpRequest) -> str:
    """Where the answer was given, if that is a path of ours: a redirect takes other texts for names of views."""
    back = request.POST.get("back", "")
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""
