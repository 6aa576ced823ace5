// What the pages do beyond links and forms; everything here can also be had without it.
"use strict";

// A statement under the pointer or the keys: its marks and its card are shown together.
const cards = new Map([...document.querySelectorAll(".card")].map((card) => [card.id, card]));
const order = [...cards.keys()];
let current = null;

function show(id, { scrollText = false } = {}) {
  if (!cards.has(id)) return;
  document.querySelectorAll(".here").forEach((element) => element.classList.remove("here"));
  current = id;
  const card = cards.get(id);
  card.classList.add("here");
  card.querySelector("details").open = true;
  document.querySelectorAll("[data-s]").forEach((element) => {
    if (element.dataset.s.split(" ").includes(id)) element.classList.add("here");
  });
  const sign = document.getElementById("w-" + id);
  sign?.classList.add("here");
  const list = document.querySelector(".cards");
  if (getComputedStyle(list).position === "sticky") {
    list.scrollTo({ top: card.offsetTop - list.offsetTop - list.clientHeight / 4 });
  }
  if (scrollText) sign?.scrollIntoView({ block: "center" });
  history.replaceState(null, "", "#w-" + id);
}

function hide() {
  document.querySelectorAll(".here").forEach((element) => element.classList.remove("here"));
  current = null;
  history.replaceState(null, "", location.pathname + location.search);
}

document.addEventListener("click", (event) => {
  const sign = event.target.closest(".report a.sign, .card .said a");
  if (sign) {
    event.preventDefault();
    show(sign.hash.replace(/^#(w-)?/, ""), { scrollText: !sign.classList.contains("sign") });
    return;
  }
  const marked = event.target.closest(".report [data-s]");
  if (marked && getSelection().isCollapsed) show(marked.dataset.s.split(" ").pop());
  const copied = event.target.closest("[data-copy]");
  if (copied) {
    const field = document.getElementById(copied.dataset.copy);
    field.select();
    navigator.clipboard?.writeText(field.value).then(() => copied.classList.add("done"));
  }
});

document.addEventListener("keydown", (event) => {
  if (!order.length || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "Escape") hide();
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const at = current === null ? (step > 0 ? -1 : 0) : order.indexOf(current);
  show(order[(at + step + order.length) % order.length], { scrollText: true });
});

document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false; });

// A file dropped on the box is put into its field; forms send it as if it had been chosen.
document.querySelectorAll("form[data-drop]").forEach((form) => {
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over-it"); });
  form.addEventListener("dragleave", () => form.classList.remove("over-it"));
  form.addEventListener("drop", (event) => {
    form.classList.remove("over-it");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    form.querySelector("input[type=file]").files = event.dataTransfer.files;
  });
});

const asked = location.hash.replace(/^#(w-)?/, "");
if (cards.has(asked)) show(asked, { scrollText: true });
