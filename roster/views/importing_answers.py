"""Which answers about workbooks are remembered, and asking again where one was wrong."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Right, audience, may_see_impartiality_reasons
from roster.loaders.import_rows import Question, option_names, people_named
from roster.models import ImportAnswer
from roster.sentences.importing import answer_said, question_said
from roster.services.importing.answers import forget_answer

ANSWERS = 50
CONFIDENTIAL = "value:impartiality:"


@audience(Right.IMPORT_ROSTER)
@require_safe
def import_answers(request: HttpRequest) -> HttpResponse:
    """Newest first. What an answer about impartiality was given to is withheld from those who may not read reasons."""
    answers = ImportAnswer.objects.select_related("answered_by").order_by("-answered_at", "-pk")
    page = Paginator(answers, ANSWERS).get_page(request.GET.get("page"))
    sees_all = may_see_impartiality_reasons(request.user)
    context = {
        "answers": _said(list(page.object_list), sees_all=sees_all),
        "pager": {
            "summary": _("%(first)s–%(last)s of %(all)s")
            % {"first": page.start_index(), "last": page.end_index(), "all": page.paginator.count},
            "newer": f"?page={page.previous_page_number()}" if page.has_previous() else "",
            "older": f"?page={page.next_page_number()}" if page.has_next() else "",
        },
    }
    return render(request, "roster/importing/answers.html", context)


@audience(Right.IMPORT_ROSTER)
@require_POST
def import_forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask again with the next workbook. An answer that is gone already is no fault: it is asked again anyhow."""
    answer = ImportAnswer.objects.filter(pk=pk).first()
    if answer is not None:
        forget_answer(key=answer.key)
    messages.success(request, _("It is asked again with the next workbook that leaves it open."))
    return redirect("roster:import-answers")


def _said(answers: list[ImportAnswer], *, sees_all: bool) -> list[dict[str, Any]]:
    """Answers in words; names are fetched once for all of them."""
    as_questions = [Question(each.key, "", "", "", (each.answer,), 0, "") for each in answers]
    names, people = option_names(as_questions), people_named(as_questions)
    return [
        {
            "answer": each,
            "question": question_said(each.key) if sees_all or not each.key.startswith(CONFIDENTIAL) else "",
            "said": answer_said(each.key, each.answer, names, people),
        }
        for each in answers
    ]
