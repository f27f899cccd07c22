"""What may be uploaded and answered on the import pages? Of a file, checks only what its first bytes can say."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from roster.services.importing.answers import code_for

LARGEST = 25_000_000
ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
PACKAGE = b"PK"


class UploadForm(forms.Form):
    """One workbook. What only reading can find out is told on the page of the import."""

    workbook = forms.FileField(
        label=_("Workbook"),
        help_text=_("An Excel workbook (.xlsx) or a CSV file of at most 25 MB. Drop it here or choose it."),
        error_messages={
            "required": _("Choose a workbook first."),
            "empty": _("This file is empty. Choose the roster as .xlsx or .csv."),
        },
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS), "class": "drop"}),
    )

    def clean_workbook(self) -> UploadedFile:
        """Refuses, each with what to do next: too large, another kind of file, protected, a kind that does not fit."""
        file: UploadedFile = self.cleaned_data["workbook"]
        size = file.size or 0
        if size > LARGEST:
            raise forms.ValidationError(
                _("This file has %(size)s MB; at most 25 MB are read. Keep only the roster's sheets and try again."),
                code="too-large",
                params={"size": -(-size // 1_000_000)},
            )
        ending = PurePath(file.name or "").suffix.lower()
        start = file.read(8)
        file.seek(0)
        if start.startswith(OLD_OFFICE):
            raise forms.ValidationError(
                _("This is an old Excel file (.xls) or one with a password. Save it as .xlsx, without a password."),
                code="old-or-protected",
            )
        if ending not in ENDINGS:
            raise forms.ValidationError(
                _("“%(name)s” is neither a workbook nor a CSV file. Save the roster as .xlsx or .csv."),
                code="wrong-kind",
                params={"name": PurePath(file.name or "").name},
            )
        if ending.startswith(".xls") and not start.startswith(PACKAGE):
            raise forms.ValidationError(
                _("This file is damaged or no workbook. Open it in a spreadsheet program and save it again as .xlsx."),
                code="corrupt",
            )
        return file


class AnswerForm(forms.Form):
    """One answer to one question: among the options where there are any, else a word that stands for one code."""

    answer = forms.CharField(max_length=400, error_messages={"required": _("Choose an answer, or leave it open.")})

    def __init__(self, *args: Any, key: str, options: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key, self.options = key, options

    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"].strip()
        if self.options and answer not in self.options:
            raise forms.ValidationError(_("Choose one of the answers offered."), code="not-offered")
        code = answer if self.options else code_for(self.key, answer)
        if code is None:
            sentence = _("“%(answer)s” is not known here either. Write the usual name or the code, or “-” for none.")
            raise forms.ValidationError(sentence, code="unknown", params={"answer": answer})
        return code
