// How are days of a year chosen by keys, by mouse and by touch? Opens the form for them, which the server makes.
// The months become grids with one stop for the tab key (ARIA grid pattern). Writes no words of its own: sentences are in
// the page, days are named by the browser in the page's language.

const year = document.getElementById("year");
const panel = document.getElementById("booking");
const says = document.getElementById("chosen");
const days = [...year.querySelectorAll("[data-day]")];
const numbers = new Map(days.map((day, number) => [day, number]));
const named = new Intl.DateTimeFormat(document.documentElement.lang, {
  weekday: "short", day: "numeric", month: "short", timeZone: "UTC",
});

let current = Math.max(0, days.findIndex((day) => day.classList.contains("is-today")));
// Numbers of the first day chosen and of the day that the choice reaches to; null when nothing is chosen.
let anchor = null;
let reach = null;
let dragging = false;
let tapped = false;
let pointer = "";

function ready() {
  for (const month of year.querySelectorAll(".month")) {
    month.setAttribute("role", "grid");
    month.setAttribute("aria-multiselectable", "true");
  }
  for (const empty of year.querySelectorAll(".no-day")) empty.setAttribute("role", "gridcell");
  for (const day of days) {
    day.setAttribute("role", "gridcell");
    day.setAttribute("aria-selected", "false");
    day.tabIndex = -1;
  }
  days[current].tabIndex = 0;
  year.classList.add("can-book");
  document.getElementById("how").hidden = false;
}

function move(to, extending) {
  if (extending) {
    anchor ??= current;
    reach = to;
  } else if (anchor !== null && !tapped) {
    drop();
  }
  days[to].focus();
  show();
}

function stand(at) {
  days[current].tabIndex = -1;
  current = at;
  days[current].tabIndex = 0;
}

const range = () => [Math.min(anchor, reach), Math.max(anchor, reach)];

function show(sentence = "range") {
  const [first, last] = anchor === null ? [1, 0] : range();
  days.forEach((day, number) => day.setAttribute("aria-selected", String(number >= first && number <= last)));
  if (anchor === null) return;
  const text = document.querySelector(`[data-says="${sentence}"]`).textContent;
  say(text.replace("%first%", name(first)).replace("%last%", name(last)));
}

const name = (number) => named.format(new Date(`${days[number].dataset.day}T00:00Z`));

function say(text) {
  says.textContent = text;
}

function drop() {
  anchor = reach = null;
  tapped = dragging = false;
  say("");
  show();
}

function open() {
  const [first, last] = anchor === null ? [current, current] : range();
  tapped = dragging = false;
  const taken = first === last && days[first].dataset.booking;
  const address = taken ? year.dataset.change.replace("/0/", `/${taken}/`)
    : `${year.dataset.book}&first_day=${days[first].dataset.day}&last_day=${days[last].dataset.day}`;
  anchor = first;
  reach = last;
  show();
  window.htmx.ajax("GET", address, { target: panel, swap: "innerHTML" }).then(() => {
    panel.scrollIntoView({ block: "nearest" });
  });
}

function close() {
  const back = anchor === null ? current : range()[0];
  panel.replaceChildren();
  drop();
  days[back].focus();
}

function target(event) {
  const number = current;
  const weekday = (new Date(`${days[number].dataset.day}T00:00Z`).getUTCDay() + 6) % 7;
  const rightwards = getComputedStyle(year).direction === "rtl" ? -1 : 1;
  const whole = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "ArrowLeft": return number - rightwards;
    case "ArrowRight": return number + rightwards;
    case "ArrowUp": return number - 7;
    case "ArrowDown": return number + 7;
    case "Home": return whole ? 0 : Math.max(0, number - weekday);
    case "End": return whole ? days.length - 1 : Math.min(days.length - 1, number + 6 - weekday);
    case "PageUp": return sameDay(-1);
    case "PageDown": return sameDay(1);
    default: return null;
  }
}

// The same day of a neighbouring month, or that month's last one.
function sameDay(months) {
  const [stands, month, day] = days[current].dataset.day.split("-").map(Number);
  const last = new Date(Date.UTC(stands, month + months, 0));
  if (last.getUTCFullYear() !== stands) return -1;
  last.setUTCDate(Math.min(day, last.getUTCDate()));
  return days.findIndex((each) => each.dataset.day === last.toISOString().slice(0, 10));
}

year.addEventListener("keydown", (event) => {
  if (!numbers.has(event.target) || event.altKey) return;
  if (event.key === "Enter" || event.key === " ") open();
  else if (event.key === "Escape") drop();
  else {
    const to = target(event);
    if (to === null) return;
    if (days[to]) move(to, event.shiftKey);
  }
  event.preventDefault();
});

year.addEventListener("focusin", (event) => {
  if (numbers.has(event.target)) stand(numbers.get(event.target));
});

const dayOf = (event) => numbers.get(event.target.closest?.("[data-day]"));

year.addEventListener("pointerdown", (event) => {
  const at = dayOf(event);
  pointer = event.pointerType;
  if (at === undefined || pointer === "touch" || event.button !== 0) return;
  event.preventDefault();
  tapped = false;
  dragging = true;
  anchor = reach = at;
  days[at].focus();
  show();
});

year.addEventListener("pointerover", (event) => {
  const at = dayOf(event);
  if (!dragging || at === undefined || at === reach) return;
  reach = at;
  show();
});

document.addEventListener("pointerup", () => {
  if (dragging) open();
});

// A finger that moves scrolls the page: a range is its first day tapped, then its last.
year.addEventListener("click", (event) => {
  const at = dayOf(event);
  if (at === undefined || (pointer && pointer !== "touch")) return;
  days[at].focus();
  if (tapped) {
    reach = at;
    open();
  } else if (days[at].dataset.booking) {
    anchor = reach = at;
    open();
  } else {
    anchor = reach = at;
    tapped = true;
    show("tapped");
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !panel.contains(event.target)) return;
  event.preventDefault();
  close();
});

// "Cancel" of a form that was opened here leads back to the day instead of loading the page again.
panel.addEventListener("click", (event) => {
  if (!event.target.closest("[data-cancel]")) return;
  event.preventDefault();
  close();
});

ready();
