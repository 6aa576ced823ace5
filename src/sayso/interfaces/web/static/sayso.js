// What the pages do beyond links and forms; everything here can also be had without it.
"use strict";

const keysOn = document.documentElement.dataset.keys !== "off";
let current = null; // the id of the statement that is shown with its marks and its card

const cards = () => [...document.querySelectorAll(".card")];
const cardOf = (id) => cards().find((card) => card.id === id);

function show(id, { scrollText = false, focus = false } = {}) {
  const card = cardOf(id);
  if (!card) return;
  document.querySelectorAll(".here").forEach((element) => element.classList.remove("here"));
  current = id;
  card.classList.add("here");
  card.querySelector("details").open = true;
  document.querySelectorAll("[data-s]").forEach((element) => {
    if (element.dataset.s.split(" ").includes(id)) element.classList.add("here");
  });
  const sign = document.getElementById("w-" + id);
  sign?.classList.add("here");
  scrollCards(card, 0.25);
  if (scrollText) sign?.scrollIntoView({ block: "center" });
  if (focus) card.focus({ preventScroll: true });
  history.replaceState(null, "", "#w-" + id);
}

// Scrolls the list of cards alone, so that the report stays where it is read.
function scrollCards(element, share) {
  const list = document.querySelector(".cards");
  if (getComputedStyle(list).position !== "sticky") return element.scrollIntoView({ block: "nearest" });
  const above = element.getBoundingClientRect().top - list.getBoundingClientRect().top;
  list.scrollBy({ top: above - list.clientHeight * share });
}

function hide() {
  document.querySelectorAll(".here").forEach((element) => element.classList.remove("here"));
  current = null;
  history.replaceState(null, "", location.pathname + location.search);
}

// --- corrections in place: the page of the form, fetched into its card; what is sent comes back as the whole report ---

async function openForm(link) {
  const card = link.closest(".card");
  closeForm();
  const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
  const form = page.querySelector("form[data-correct]");
  if (!form) return location.assign(link.href);
  form.querySelector("[data-hint]").hidden = false;
  form.querySelector("[data-plain]").hidden = true;
  card.querySelector(".rule").after(document.adoptNode(form));
  show(card.id);
  document.body.classList.add("picking");
  form.querySelector("#c-stance").focus({ preventScroll: true });
  scrollCards(form, 0.1);
}

function closeForm() {
  const form = document.querySelector("form[data-correct]");
  document.body.classList.remove("picking");
  if (!form || !form.closest(".card")) return false;
  form.remove();
  return true;
}

async function send(form, button) {
  const id = form.closest(".card")?.id ?? current;
  form.closest(".card, .notice, section")?.setAttribute("aria-busy", "true");
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("main.reading");
  if (!next) {
    const problem = page.querySelector("[role=alert]");
    if (answer.redirected || !problem) return location.assign(answer.url);
    form.querySelector("[role=alert]")?.remove();
    form.prepend(document.adoptNode(problem));
    form.closest("[aria-busy]")?.removeAttribute("aria-busy");
    scrollCards(problem, 0.1);
    return;
  }
  const at = cards().findIndex((card) => card.id === id);
  document.querySelector("main").replaceWith(document.adoptNode(next));
  document.body.classList.remove("picking");
  ready();
  const left = cards();
  const here = cardOf(id) ?? left[Math.min(at, left.length - 1)];
  if (here) show(here.id, { focus: true });
}

// The words that are selected in the report become those of the form that is open.
function pick(event) {
  const form = document.querySelector(".card form[data-correct]");
  const selection = getSelection();
  if (!form || selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const report = document.querySelector("article.report");
  if (!report.contains(range.commonAncestorContainer)) return;
  const words = wordsIn(range);
  if (!words) return;
  const field = form.elements.content;
  if (event.shiftKey && field.value.trim()) {
    field.value = field.value.trimEnd() + "\n" + words;
  } else {
    field.value = words;
    const block = (range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement).closest("[data-at]");
    if (block) {
      const before = document.createRange();
      before.setStart(block, 0);
      before.setEnd(range.startContainer, range.startOffset);
      form.elements.near.value = Number(block.dataset.at) + [...plain(before)].length;
    }
  }
}

function plain(range) {
  const copy = range.cloneContents();
  copy.querySelectorAll(".sign, .dateline").forEach((element) => element.remove());
  copy.querySelectorAll("[data-at]").forEach((block) => block.append(" "));
  return copy.textContent;
}

const wordsIn = (range) => plain(range).replace(/\s+/g, " ").trim();

// --- clicks and keys --------------------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const sign = event.target.closest("article.report a.sign, .card .said a");
  if (sign) {
    event.preventDefault();
    show(sign.hash.replace(/^#(w-)?/, ""), { scrollText: !sign.classList.contains("sign") });
    return;
  }
  const edit = event.target.closest(".card a[data-edit]");
  if (edit && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openForm(edit);
    return;
  }
  if (event.target.closest(".card a[data-close]")) {
    event.preventDefault();
    closeForm();
    return;
  }
  const marked = event.target.closest("article.report [data-s]");
  if (marked && getSelection().isCollapsed) show(marked.dataset.s.split(" ").pop());
  const copied = event.target.closest("[data-copy]");
  if (copied) {
    const field = document.getElementById(copied.dataset.copy);
    field.select();
    navigator.clipboard?.writeText(field.value).then(() => copied.classList.add("done"));
  }
});

document.addEventListener("mouseup", pick);
document.addEventListener("keyup", (event) => { if (event.key === "Shift") pick(event); });

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!document.querySelector("main.reading") || !["/correct", "/undo"].includes(new URL(form.action).pathname)) return;
  event.preventDefault();
  send(form, event.submitter);
});

document.addEventListener("change", (event) => {
  if (event.target.id !== "c-speaker") return;
  const known = [...document.querySelectorAll("#c-actors option")].find((option) => option.value === event.target.value);
  if (known) event.target.form.elements.party.value = known.dataset.party;
});

const press = (selector) => document.querySelector(".card.here " + selector)?.click();
const keys = {
  j: () => step(1),
  k: () => step(-1),
  a: () => press(".rule [value=accept]"),
  x: () => press(".rule [value=reject]"),
  e: () => press("a[data-edit]"),
  "?": () => {
    const help = document.querySelector("details.who");
    help.open = !help.open;
    scrollCards(help, 0);
  },
  u: () => (document.querySelector(".notice .inline button, .card.here .inline button"))?.click(),
};

function step(by) {
  const order = cards().map((card) => card.id);
  if (!order.length) return;
  const at = current === null ? (by > 0 ? -1 : 0) : order.indexOf(current);
  show(order[(at + by + order.length) % order.length], { scrollText: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") event.target.closest("form[data-correct]")?.requestSubmit();
  if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector("main.reading")) return;
  if (event.key === "Escape") {
    if (!closeForm()) hide();
    return;
  }
  if (!keysOn || event.target.closest("input, textarea, select")) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// A file, a link or words dropped on the box are put into its fields; forms send them as if they had been typed.
document.querySelectorAll("form[data-drop]").forEach((form) => {
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over-it"); });
  form.addEventListener("dragleave", () => form.classList.remove("over-it"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over-it");
    const given = event.dataTransfer;
    const field = form.querySelector("input[type=file]");
    if (given.files.length) { field.files = given.files; nameFile(field); }
    else form.elements.text.value = (given.getData("text/uri-list").split("\n").find((line) => line && !line.startsWith("#")) || given.getData("text/plain")).trim();
  });
});

// A browser writes on its own button for files in its own language; with script the page's words stand there.
function nameFile(field) {
  field.closest(".file").querySelector("output").textContent = field.files[0]?.name ?? field.dataset.none;
}

document.querySelectorAll(".file").forEach((box) => {
  const field = box.querySelector("input");
  field.classList.add("unseen");
  box.querySelectorAll("[data-file]").forEach((element) => { element.hidden = false; });
  field.addEventListener("change", () => nameFile(field));
  nameFile(field);
});

// What is not asked for does not stand in the address of a search.
document.querySelectorAll("form.search-form").forEach((form) => {
  const fields = [...form.elements].filter((field) => field.name);
  form.addEventListener("submit", () => fields.forEach((field) => { field.disabled = !field.value; }));
  addEventListener("pageshow", () => fields.forEach((field) => { field.disabled = false; }));
});

function ready() {
  document.querySelectorAll("[data-copy], [data-keys-help]").forEach((element) => { element.hidden = false; });
}

ready();
const asked = location.hash.replace(/^#(w-)?/, "");
if (cardOf(asked)) show(asked, { scrollText: true });
