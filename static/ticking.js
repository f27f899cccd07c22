// One tick for all rows of a table. Without scripts "all on this page" in the form below does the same.

const rows = (box) => box.form.querySelectorAll(`input[type="checkbox"][name="${box.dataset.ticks}"]`);

function offer(root) {
  for (const box of root.querySelectorAll("input[data-ticks]")) box.hidden = false;
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.type !== "checkbox" || !box.form) return;
  if (box.dataset.ticks) {
    for (const row of rows(box)) row.checked = box.checked;
    return;
  }
  const all = box.form.querySelector(`input[data-ticks="${box.name}"]`);
  if (!all) return;
  const ticked = [...rows(all)].filter((row) => row.checked).length;
  all.checked = ticked === rows(all).length;
  all.indeterminate = ticked > 0 && !all.checked;
});

document.addEventListener("htmx:afterSettle", () => offer(document));
offer(document);
