// Draws a claim's lanes and figures over time with Observable Plot, from the lists that the page has without script.
"use strict";
const DAY = 864e5;
const SYMBOLS = ["circle", "square", "diamond", "triangle", "cross", "star", "wye"];
const PILE = 3; // statements of a day that stand below each other before the next column begins
const ROW = 20;
const TIP = { fill: "var(--raised)", stroke: "var(--strong-line)", lineWidth: 22, fontSize: 13, lineHeight: 1.25, textPadding: 10 };

const day = (value) => (value ? new Date(value) : null);
const colour = (stance, use = "") => `var(--${stance}${use})`;

// All drawings of a page share their days, with room at the right for what still lasts.
function daysOf(page) {
  const days = [...page.querySelectorAll(".listed [data-since], .listed [data-on]")]
    .flatMap(({ dataset }) => [day(dataset.since), day(dataset.until), day(dataset.on)]).filter(Boolean);
  if (!days.length) return null;
  const [first, last] = d3.extent(days);
  const room = Math.max(6 * DAY, last - first);
  return [new Date(first - room / 24), new Date(+last + Math.max(6 * DAY - (last - first), room / 8))];
}

// Days, months or years as the language of the page writes them, as many as have room.
function axisOf(days, width) {
  const span = (days[1] - days[0]) / DAY;
  const parts = span < 92 ? { day: "numeric", month: "short" } : span < 2500 ? { month: "short", year: "numeric" } : { year: "numeric" };
  const names = new Intl.DateTimeFormat(document.documentElement.lang, { ...parts, timeZone: "UTC" });
  const count = Math.max(2, Math.floor(width / 110));
  const whole = span < 92 ? d3.utcDay : span < 2500 ? d3.utcMonth : d3.utcYear;
  const ticks = d3.scaleUtc(days, [0, width]).ticks(count).filter((tick) => +whole(tick) === +tick);
  return { ticks: ticks.length ? ticks : [days[0]], tickFormat: (tick) => names.format(tick) };
}

function plotted(options) {
  return Plot.plot({ axis: null, className: "sayso-plot", marginLeft: 0, marginRight: 14, marginTop: 0, marginBottom: 0, ...options });
}

// Every mark that leads somewhere is a link with a name; groups and axes say nothing to who does not see them.
function named(svg, data) {
  svg.querySelectorAll("g[aria-label]").forEach((group) => group.removeAttribute("aria-label"));
  svg.querySelectorAll("a").forEach((link, at) => {
    link.setAttribute("aria-label", data[at].label);
    link.setAttribute("class", data[at].kind);
  });
  svg.setAttribute("role", data.length ? "group" : "presentation");
  return svg;
}

// --- lanes ------------------------------------------------------------------------------------------------------------

function lanes(chart, list, days) {
  const narrow = chart.clientWidth < 560;
  chart.classList.toggle("narrow", narrow);
  const width = Math.max(240, chart.clientWidth - (narrow ? 0 : 150));
  const axis = axisOf(days, width);
  const ruler = plotted({ width, height: 24, x: { domain: days, type: "utc" }, marks: [
    Plot.axisX(axis.ticks, { anchor: "top", tickSize: 0, tickPadding: -16, tickFormat: axis.tickFormat, fill: "var(--soft)" }),
  ] });
  ruler.setAttribute("aria-hidden", "true");
  chart.replaceChildren(row(document.createElement("span"), named(ruler, [])));
  for (const lane of list.querySelectorAll(".lane")) {
    const name = lane.querySelector(".lane-name").cloneNode(true);
    chart.append(row(name, drawLane(lane, days, width, axis.ticks)));
  }
}

function row(name, drawing) {
  const line = document.createElement("div");
  line.className = "lane-row";
  line.append(name, drawing);
  return line;
}

function drawLane(lane, days, width, ticks) {
  const x = d3.scaleUtc(days, [0, width - 14]);
  const segments = [...lane.querySelectorAll("[data-row]")].map(({ dataset: told }) => {
    const from = day(told.since) ?? days[0], to = day(told.until) ?? days[1], y = 8 + ROW * told.row;
    const wide = x(to) - x(from);
    const text = wide > 30 + 7 * told.word.length ? `${told.sign} ${told.word}` : wide > 16 ? told.sign : "";
    return { ...told, from, to: new Date(Math.max(to, x.invert(x(from) + 8))), top: y, middle: y + 8, text, lasts: "lasts" in told };
  });
  const foot = 8 + ROW * (1 + d3.max(segments, (one) => +one.row));
  const links = [...lane.querySelectorAll("a.point")].filter((link) => link.dataset.on);
  const seen = new Map();
  const points = links.map(({ dataset: told, href }) => {
    const before = seen.get(told.on) ?? 0;
    seen.set(told.on, before + 1);
    const x_ = x(day(told.on)) + 24 * Math.floor(before / PILE);
    return { ...told, href, x: x.invert(Math.min(x_, width - 24)), kind: `point ${told.stance}` };
  });
  const draw = (height) => plotted({ width, height, x: { domain: days, type: "utc" }, y: { type: "identity" }, color: { type: "identity" }, marks: [
    Plot.ruleX(ticks, { stroke: "var(--line)" }),
    Plot.rect(segments, { x1: "from", x2: "to", y1: "top", y2: (one) => one.top + 16, rx: 3, strokeWidth: 1.5, fill: (one) => colour(one.stance, "-wash"), stroke: (one) => colour(one.stance) }),
    Plot.dot(segments.filter((one) => one.lasts), { x: "to", y: "middle", dx: 4, r: 6, symbol: "triangle", rotate: 90, fill: (one) => colour(one.stance) }),
    Plot.text(segments, { x: "from", y: "middle", dx: 6, textAnchor: "start", text: "text", fill: (one) => colour(one.stance, "-ink"), fontWeight: 650 }),
    Plot.dot(points, Plot.dodgeY({ anchor: "top", padding: 4, r: 10, x: "x", dy: foot, href: "href", fill: (one) => colour(one.stance, "-wash"), stroke: (one) => colour(one.stance), strokeWidth: 1.8, title: (one) => `${one.label}\n${one.words}`, tip: width > 560 && TIP })),
    Plot.text(points, Plot.dodgeY({ anchor: "top", padding: 4, r: 10, x: "x", dy: foot, text: "sign", fill: (one) => colour(one.stance, "-ink"), fontWeight: 700, pointerEvents: "none" })),
  ] });
  const lowest = d3.max(draw(foot + 40).querySelectorAll("circle"), (dot) => +dot.getAttribute("cy") + 14) ?? 0;
  return named(draw(foot + lowest), points);
}

// --- figures ----------------------------------------------------------------------------------------------------------

function figures(chart, list, days) {
  const width = Math.max(260, chart.clientWidth);
  const rows = [...list.querySelectorAll("tbody tr")];
  const told = rows.map(({ dataset }) => Object.fromEntries(["low", "best", "high"].map((name) => [name, dataset[name] === "" ? null : +dataset[name]])));
  const most = d3.max(told, (one) => d3.max([one.low, one.best, one.high])) || 1;
  const height = Math.min(300, 150 + 24 * rows.length), frame = { marginLeft: 70, marginRight: 14, marginTop: 28, marginBottom: 12 };
  const y = d3.scaleLinear([0, most * 1.12], [height - frame.marginBottom, frame.marginTop]).nice(3);
  const x = d3.scaleUtc(days, [frame.marginLeft, width - frame.marginRight]);
  const taken = [];
  const data = told.map((one, at) => {
    const { dataset } = rows[at], link = rows[at].querySelector(".amount a");
    const from = day(dataset.since) ?? days[0], to = day(dataset.until) ?? days[1];
    const low = one.low ?? one.best ?? 0, high = one.high ?? one.best ?? y.domain()[1], level = one.best ?? one.low ?? one.high;
    const text = `${dataset.name} ${link.textContent.trim()}`, long = 7.4 * text.length;
    const left = Math.max(0, Math.min(x(from) + 10, width - long));
    const place = free(taken, left, long, y(level), height - 6);
    return { from, to, low, high, level, text, left, place, href: link.href, symbol: SYMBOLS[dataset.voice % SYMBOLS.length], lasts: !dataset.until, label: `${text}, ${rows[at].querySelector(".when").textContent}`, kind: "stroke" };
  });
  const axis = axisOf(days, width - 84), numbers = new Intl.NumberFormat(document.documentElement.lang);
  const blue = "var(--announces-ink)";
  const label = { x: { value: "left", scale: null }, y: { value: "place", scale: null }, textAnchor: "start", text: "text", fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 4, fontSize: 13 };
  chart.replaceChildren(named(plotted({ width, height, ...frame, x: { domain: days, type: "utc" }, y: { domain: y.domain() }, color: { type: "identity" }, symbol: { type: "identity" }, marks: [
    Plot.ruleX(axis.ticks, { stroke: "var(--line)" }),
    Plot.axisX(axis.ticks, { anchor: "top", tickSize: 0, tickFormat: axis.tickFormat, fill: "var(--soft)" }),
    Plot.gridY({ ticks: 3, stroke: "var(--line)", strokeOpacity: 1 }),
    Plot.axisY({ ticks: 3, tickSize: 0, label: null, fill: "var(--soft)", tickFormat: (number) => numbers.format(number) }),
    Plot.rect(data.filter((one) => one.high > one.low), { x1: "from", x2: "to", y1: "low", y2: "high", fill: "var(--announces)", fillOpacity: 0.13 }),
    Plot.ruleY(data, { x1: "from", x2: "to", y: "level", stroke: blue, strokeWidth: 2.4 }),
    Plot.dot(data.filter((one) => one.lasts), { x: "to", y: "level", dx: 3, r: 4.5, symbol: "triangle", rotate: 90, fill: blue }),
    Plot.dot(data, { x: "from", y: "level", r: 6, symbol: "symbol", fill: blue, stroke: "var(--paper)", strokeWidth: 1.5, href: "href", title: "label", tip: width > 560 && TIP }),
    Plot.text(data, label),
  ] }), data));
}

// Where a label stands above or below its line without covering another one.
function free(taken, left, width, at, foot) {
  for (let step = 0; step < 14; step++) {
    const place = at + (step % 2 ? 14 + 15 * (step >> 1) : -13 - 15 * (step >> 1));
    const clear = taken.every((one) => Math.abs(one.place - place) >= 14 || one.left > left + width || left > one.left + one.width);
    if (place < 36 || place > foot || !clear) continue;
    taken.push({ place, left, width });
    return place;
  }
  return at - 13;
}

// --- when -------------------------------------------------------------------------------------------------------------

const kinds = { lanes, figures };
const days = daysOf(document);
if (days) {
  document.querySelectorAll("[data-chart]").forEach((chart) => {
    const list = document.getElementById(chart.dataset.from);
    chart.hidden = false;
    let width = 0;
    const draw = () => {
      if (chart.clientWidth === width || !chart.clientWidth) return;
      width = chart.clientWidth;
      kinds[chart.dataset.chart](chart, list, days);
    };
    draw();
    list.open = false;
    list.classList.add("drawn");
    new ResizeObserver(draw).observe(chart);
  });
  document.querySelectorAll("[data-drawn]").forEach((element) => { element.hidden = false; });
}
