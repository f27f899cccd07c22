// What does a reader see when a part of the page could not be fetched? A sentence from the page's own templates.
// Also marks the region that is being worked out as busy. Writes no words of its own.

const messages = () => document.getElementById("messages");

function show(kind) {
  const template = document.getElementById(`failure-${kind}`);
  const place = messages();
  if (!template || !place) return;
  place.replaceChildren(template.content.cloneNode(true));
  place.scrollIntoView({ block: "nearest" });
}

function mark(event, busy) {
  const region = event.detail.target;
  if (!region || region === document.body) return;
  region.classList.toggle("busy", busy);
  if (busy) region.setAttribute("aria-busy", "true");
  else region.removeAttribute("aria-busy");
}

document.addEventListener("htmx:beforeRequest", (event) => mark(event, true));
document.addEventListener("htmx:afterRequest", (event) => mark(event, false));
document.addEventListener("htmx:sendError", () => show("network"));
document.addEventListener("htmx:timeout", () => show("network"));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  show(status === 401 || status === 403 ? "refused" : "server");
});
