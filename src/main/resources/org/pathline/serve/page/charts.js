// Drawing: each function puts one SVG into a host element and makes its marks reachable by keyboard.
const d3 = window.d3;
const tip = document.getElementById("tip");

export const percent = (x, digits = 1) => x == null ? "–" : `${(100 * x).toFixed(digits)}%`.replace("-", "−");
/** The same format with no more digits than the ticks of an axis need. */
const short = (format, ticks) => (t) => ticks.every((x) => Number.isInteger(Math.round(1e6 * 100 * x) / 1e6)) ? format(t).replace(/(\d)\.0(?=\D*$)/, "$1") : format(t);
export const count = (x) => x == null ? "–" : x.toLocaleString("en-US");
export const points = (x) => x == null ? "–" : x.toFixed(2);

let told = null;

function showTip(node, text) {
  told = node;
  tip.textContent = text;
  tip.hidden = false;
  placeTip();
}
function placeTip() {
  const box = told.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(window.innerWidth - own.width - 8, box.left + box.width / 2 - own.width / 2));
  const above = box.top - own.height - 8;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 8 ? above : box.bottom + 8}px`;
}
export function hideTip() { told = null; tip.hidden = true; }
// A mark that is reached by keyboard may scroll into view: its tip goes with it.
window.addEventListener("scroll", () => { if (told && told === document.activeElement) placeTip(); else hideTip(); }, { passive: true });

const marksOf = (part) => [...part.querySelectorAll("svg [tabindex]")];

/** Remembers which mark of a card has the focus; what it gives back focuses the mark in that place of the card drawn anew. */
export function rememberMark() {
  const focused = document.activeElement;
  const card = focused?.closest("svg")?.closest("[id]");
  if (!card) return () => {};
  const at = marksOf(card).indexOf(focused);
  return () => {
    const now = document.getElementById(card.id);
    if (now) marksOf(now)[at]?.focus({ preventScroll: true });
  };
}

/** A mark that can be focused, read aloud and pointed at. */
export function reachable(selection, text) {
  selection.attr("tabindex", 0).attr("role", "img").attr("aria-label", text)
    .on("mouseenter focus", (event, d) => showTip(event.currentTarget, typeof text === "function" ? text(d) : text))
    .on("mouseleave blur", hideTip)
    .on("keydown", (event) => {
      if (!["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"].includes(event.key)) return;
      const all = marksOf(event.currentTarget.closest("svg").parentElement);
      const step = ["ArrowRight", "ArrowDown"].includes(event.key) ? 1 : -1;
      all[(all.indexOf(event.currentTarget) + step + all.length) % all.length].focus();
      event.preventDefault();
    });
  return selection;
}

export function svg(host, width, height, label) {
  host.replaceChildren();
  const id = `t${Math.random().toString(36).slice(2)}`;
  const root = d3.select(host).append("svg").attr("viewBox", `0 0 ${width} ${height}`)
    .attr("role", "group").attr("aria-labelledby", id);
  root.append("title").attr("id", id).text(label);
  return root;
}

const widthOf = (host) => Math.max(300, Math.round(host.clientWidth || host.parentElement.clientWidth || 900));

export function hatch(root, name) {
  const pattern = root.append("defs").append("pattern").attr("id", name).attr("width", 6).attr("height", 6)
    .attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
  pattern.append("rect").attr("width", 6).attr("height", 6).attr("class", "hatch-ground");
  pattern.append("line").attr("x1", 0).attr("y1", 0).attr("x2", 0).attr("y2", 6).attr("class", "hatch-line");
}

/**
 * A flow from stage to stage.
 * data: {students, stages, links: [{stage, from, to, students}]}; say: how stages and states are named, ordered, coloured.
 */
export function flow(host, data, say, label) {
  const wide = widthOf(host) >= 640;
  const stages = data.stages;
  const nodes = new Map();
  const node = (stage, state) => {
    const key = `${stage} ${state}`;
    if (!nodes.has(key)) nodes.set(key, { stage, state, in: 0, out: 0, inAt: 0, outAt: 0 });
    return nodes.get(key);
  };
  for (const link of data.links) {
    const next = stages[stages.indexOf(link.stage) + 1];
    node(link.stage, link.from).out += link.students;
    node(next, link.to).in += link.students;
  }
  for (const each of nodes.values()) each.students = Math.max(each.in, each.out);
  const long = wide ? widthOf(host) : 780;
  const across = wide ? 380 : widthOf(host);
  const head = wide ? 46 : 66, foot = wide ? 8 : 30, gap = wide ? 9 : 7, thick = wide ? 13 : 11;
  const start = wide ? 4 : 22, end = wide ? 92 : 26;
  const most = Math.max(...stages.map((s) => [...nodes.values()].filter((n) => n.stage === s).length));
  const scale = (across - (wide ? head + foot : 8) - gap * (most - 1)) / Math.max(1, data.students);
  const along = d3.scalePoint(stages, [start, long - end - thick]);
  for (const stage of stages) {
    let at = wide ? head : 4;
    for (const each of [...nodes.values()].filter((n) => n.stage === stage).sort((a, b) => say.order(a) - say.order(b))) {
      each.at = at; each.size = Math.max(1, each.students * scale); at += each.size + gap;
    }
  }
  const root = wide ? svg(host, long, across, label) : svg(host, across, long, label);
  const links = data.links.map((l) => ({ ...l, a: node(l.stage, l.from), b: node(stages[stages.indexOf(l.stage) + 1], l.to) }));
  links.sort((x, y) => say.order(x.b) - say.order(y.b));
  for (const l of links) { l.y0 = l.a.at + l.a.outAt * scale + l.students * scale / 2; l.a.outAt += l.students; }
  links.sort((x, y) => say.order(x.a) - say.order(y.a));
  for (const l of links) { l.y1 = l.b.at + l.b.inAt * scale + l.students * scale / 2; l.b.inAt += l.students; }
  const line = (l) => {
    const x0 = along(l.a.stage) + thick, x1 = along(l.b.stage), mid = (x0 + x1) / 2, half = Math.max(0.8, l.students * scale) / 2;
    const at = (x, y) => wide ? `${x},${y}` : `${y},${x}`;
    return `M${at(x0, l.y0 - half)}C${at(mid, l.y0 - half)} ${at(mid, l.y1 - half)} ${at(x1, l.y1 - half)}L${at(x1, l.y1 + half)}C${at(mid, l.y1 + half)} ${at(mid, l.y0 + half)} ${at(x0, l.y0 + half)}Z`;
  };
  const part = (l) => percent(l.students / Math.max(1, l.a.students));
  root.append("g").selectAll("path").data(links).join("path").attr("class", (l) => `flow ${say.colour(l.b)}`)
    .attr("d", line)
    .on("mouseenter", (e, l) => showTip(e.currentTarget, `${say.name(l.a)} → ${say.name(l.b)}\n${count(l.students)} students, ${part(l)} of ${say.short(l.a)}`))
    .on("mouseleave", hideTip);
  const marks = root.append("g").selectAll("rect").data([...nodes.values()]).join("rect")
    .attr("class", (n) => `node ${say.colour(n)}`).attr("rx", 2)
    .attr(wide ? "x" : "y", (n) => along(n.stage)).attr(wide ? "y" : "x", (n) => n.at)
    .attr(wide ? "width" : "height", thick).attr(wide ? "height" : "width", (n) => n.size);
  const ofStage = (n) => d3.sum([...nodes.values()].filter((m) => m.stage === n.stage), (m) => m.students);
  reachable(marks, (n) => `${say.name(n)}: ${count(n.students)} students, ${percent(n.students / ofStage(n))} of those shown`);
  const heads = root.append("g");
  for (const stage of stages) {
    if (wide) {
      heads.append("text").attr("class", "label strong").attr("x", along(stage)).attr("y", 14).text(say.stage(stage));
      heads.append("text").attr("class", "label soft tiny").attr("x", along(stage)).attr("y", 30).text(say.under(stage));
    } else {
      heads.append("text").attr("class", "label strong").attr("x", 4).attr("y", along(stage) - 6).text(`${say.stage(stage)} ${say.under(stage)}`.trim());
    }
  }
  const last = (n) => stages.indexOf(n.stage) === stages.length - 1;
  root.append("g").attr("aria-hidden", "true").selectAll("text").data([...nodes.values()].filter((n) => n.size > 12)).join("text").attr("class", "label tiny halo")
    .attr("x", (n) => wide ? along(n.stage) + thick + 5 : n.at + 2).attr("y", (n) => wide ? n.at + n.size / 2 + 4 : along(n.stage) + thick + 12)
    .text((n) => wide ? (last(n) || n.size > 26 ? say.inPlace(n) : "") : (n.size > 60 ? say.inPlace(n) : ""));
}

/** Width of a letter of a label, in pixels, with some to spare. */
const LETTER = 6.9;

/** Points with intervals, a row each. rows: [{label, value, low, high, text, colour, withheld}] */
export function intervals(host, rows, format, label, axisLabel) {
  const width = widthOf(host), narrow = width < 560;
  const longest = d3.max(rows, (r) => r.label.length) ?? 0;
  const left = narrow ? Math.min(0.42 * width, Math.max(72, LETTER * longest + 18)) : 190, right = 62, step = 34, top = 10, bottom = 40;
  const letters = Math.floor((left - 14) / LETTER);
  const height = top + rows.length * step + bottom;
  const shown = rows.filter((r) => r.value != null);
  const most = d3.max(shown, (r) => r.high ?? r.value) ?? 1, least = Math.min(0, d3.min(shown, (r) => r.low ?? r.value) ?? 0);
  const x = d3.scaleLinear([least, most || 1], [left, width - right]).nice();
  const root = svg(host, width, height, label);
  axis(root, x, top, height - bottom, format, narrow ? 4 : 7, axisLabel, width, height);
  rows.forEach((row, i) => {
    const y = top + i * step + step / 2;
    const name = root.append("text").attr("class", "label").attr("x", left - 12).attr("y", y + 4).attr("text-anchor", "end");
    name.text(row.label.length > letters ? `${row.label.slice(0, letters - 1)}…` : row.label);
    if (row.value == null) {
      root.append("text").attr("class", "not-told").attr("x", left + 6).attr("y", y + 4).text(row.withheld ? "withheld" : "not known of anybody");
      return;
    }
    const g = root.append("g").attr("class", `focusable ${row.colour}`);
    g.append("rect").attr("class", "hit").attr("x", left).attr("y", y - step / 2).attr("width", width - left - 4).attr("height", step);
    if (row.low != null) g.append("line").attr("class", "whisker").attr("x1", x(row.low)).attr("x2", x(row.high)).attr("y1", y).attr("y2", y);
    g.append("circle").attr("class", "point").attr("cx", x(row.value)).attr("cy", y).attr("r", 6);
    g.append("text").attr("class", "label strong").attr("x", Math.min(width - right + 6, x(row.high ?? row.value) + 9)).attr("y", y + 4).text(format(row.value));
    reachable(g, row.text);
  });
}

function axis(root, x, top, bottom, format, ticks, axisLabel, width, height) {
  const g = root.append("g").attr("class", "axis");
  const named = short(format, x.ticks(ticks));
  for (const t of x.ticks(ticks)) {
    g.append("line").attr("class", t === 0 ? "zero" : "gridline").attr("x1", x(t)).attr("x2", x(t)).attr("y1", top).attr("y2", bottom);
    g.append("text").attr("x", x(t)).attr("y", bottom + 17).attr("text-anchor", "middle").text(named(t));
  }
  if (axisLabel) g.append("text").attr("x", width - 4).attr("y", height - 4).attr("text-anchor", "end").text(axisLabel);
}

/**
 * Lines over years or cohorts.
 * series: [{name, colour, values: [{x, y, low, high, bandLow, bandHigh, text}], dashed, noLine}]; marks: [{x, text}]
 */
export function lines(host, series, { format, label, xFormat = String, xLabel = "", yLabel = "", marks = [], levels = [], between = null, height: tall = 340, zero = true }) {
  const width = widthOf(host), narrow = width < 560;
  const left = narrow ? 46 : 58, right = narrow ? 14 : 24, top = marks.length || yLabel ? 34 : 18, bottom = 44, height = tall;
  const all = series.flatMap((s) => s.values);
  const ys = all.flatMap((v) => [v.y, v.low, v.high, v.bandLow, v.bandHigh]).concat(levels.map((l) => l.y)).filter((v) => v != null);
  const xs = all.map((v) => v.x).concat(marks.map((m) => m.x));
  const root = svg(host, width, height, label);
  if (!ys.length) { root.append("text").attr("class", "not-told").attr("x", 10).attr("y", 30).text("nothing to show"); return; }
  const x = d3.scaleLinear(d3.extent(xs), [left + 14, width - right - 14]);
  const y = d3.scaleLinear(d3.extent(zero ? ys.concat(0) : ys), [height - bottom, top]).nice();
  const g = root.append("g").attr("class", "axis");
  const named = short(format, y.ticks(narrow ? 5 : 6));
  for (const t of y.ticks(narrow ? 5 : 6)) {
    g.append("line").attr("class", t === 0 ? "zero" : "gridline").attr("x1", left).attr("x2", width - right).attr("y1", y(t)).attr("y2", y(t));
    g.append("text").attr("x", left - 8).attr("y", y(t) + 4).attr("text-anchor", "end").text(named(t));
  }
  const every = [...new Set(all.map((v) => v.x))].sort((a, b) => a - b);
  every.forEach((t, i) => {
    if (narrow && every.length > 8 && i % 2) return;
    g.append("text").attr("x", x(t)).attr("y", height - bottom + 19).attr("text-anchor", "middle").text(xFormat(t));
  });
  g.append("text").attr("x", width - right).attr("y", height - 5).attr("text-anchor", "end").text(xLabel);
  g.append("text").attr("x", 2).attr("y", 12).text(yLabel);
  for (const t of every.filter((t) => all.every((v) => v.x !== t || v.y == null))) {
    root.append("text").attr("class", "not-told").attr("x", x(t)).attr("y", height - bottom - 10).attr("text-anchor", "middle").text(narrow ? "–" : "not known");
  }
  if (between != null) root.append("line").attr("class", "mark-line").attr("x1", x(between)).attr("x2", x(between)).attr("y1", top).attr("y2", height - bottom);
  for (const m of marks) {
    root.append("line").attr("class", "mark-line").attr("x1", x(m.x)).attr("x2", x(m.x)).attr("y1", top - 6).attr("y2", height - bottom);
    const side = x(m.x) > width * 0.66 ? "end" : "start";
    root.append("text").attr("class", "label soft tiny").attr("x", x(m.x) + (side === "end" ? -6 : 6)).attr("y", top - 2).attr("text-anchor", side).text(m.text);
  }
  for (const l of levels) {
    root.append("line").attr("class", `series dashed ${l.colour}`).attr("x1", left).attr("x2", width - right).attr("y1", y(l.y)).attr("y2", y(l.y));
    root.append("text").attr("class", "label soft tiny").attr("x", width - right).attr("y", y(l.y) - 6).attr("text-anchor", "end").text(l.text);
  }
  const shift = series.filter((s) => !s.noLine || s.points).length > 1 ? 7 : 0;
  series.forEach((s, i) => {
    const dx = shift * (i - (series.length - 1) / 2);
    const known = s.values.filter((v) => v.y != null);
    const banded = known.filter((v) => v.bandLow != null);
    if (banded.length > 1) {
      root.append("path").attr("class", `band ${s.colour}`).attr("d",
        d3.area().x((v) => x(v.x) + dx).y0((v) => y(v.bandLow)).y1((v) => y(v.bandHigh))(banded));
    }
    if (!s.noLine) root.append("path").attr("class", `series ${s.dashed ? "dashed" : ""} ${s.colour}`).attr("d", d3.line().x((v) => x(v.x) + dx).y((v) => y(v.y))(known));
    if (s.bare) return;
    for (const v of known) {
      const mark = root.append("g").attr("class", `focusable ${s.colour}`);
      if (v.low != null) mark.append("line").attr("class", "whisker").attr("x1", x(v.x) + dx).attr("x2", x(v.x) + dx).attr("y1", y(v.low)).attr("y2", y(v.high));
      if (s.shape === "square") mark.append("rect").attr("class", `point ${s.hollow ? "hollow" : ""}`).attr("x", x(v.x) + dx - 4.5).attr("y", y(v.y) - 4.5).attr("width", 9).attr("height", 9);
      else mark.append("circle").attr("class", `point ${s.hollow ? "hollow" : ""}`).attr("cx", x(v.x) + dx).attr("cy", y(v.y)).attr("r", 5);
      reachable(mark, v.text);
    }
  });
}

/** A slope between two measures. series: [{name, colour, shape, left: {y, low, high, text}, right: …}] */
export function slope(host, series, { leftFormat, rightFormat, leftTop, rightTop, label, leftExtent, rightExtent }) {
  const width = widthOf(host), height = 320, top = 52, bottom = 26, side = Math.min(150, Math.max(72, width * 0.22));
  const root = svg(host, width, height, label);
  const leftY = d3.scaleLinear(leftExtent, [height - bottom, top]).nice();
  const rightY = d3.scaleLinear(rightExtent, [height - bottom, top]).nice();
  const x0 = side, x1 = width - side;
  const g = root.append("g").attr("class", "axis");
  for (const [at, scale, format, anchor, dx] of [[x0, leftY, leftFormat, "end", -44], [x1, rightY, rightFormat, "start", 44]]) {
    g.append("line").attr("x1", at).attr("x2", at).attr("y1", top).attr("y2", height - bottom);
    const named = short(format, scale.ticks(4));
    for (const t of scale.ticks(4)) g.append("text").attr("x", at + dx).attr("y", scale(t) + 4).attr("text-anchor", anchor).text(named(t));
  }
  root.append("line").attr("class", "mark-line").attr("x1", x0).attr("x2", x1).attr("y1", leftY(0)).attr("y2", rightY(0));
  root.append("text").attr("class", "label strong").attr("x", x0).attr("y", 16).attr("text-anchor", "middle").text(leftTop[0]);
  root.append("text").attr("class", "label soft tiny").attr("x", x0).attr("y", 32).attr("text-anchor", "middle").text(leftTop[1]);
  root.append("text").attr("class", "label strong").attr("x", x1).attr("y", 16).attr("text-anchor", "middle").text(rightTop[0]);
  root.append("text").attr("class", "label soft tiny").attr("x", x1).attr("y", 32).attr("text-anchor", "middle").text(rightTop[1]);
  series.forEach((s, i) => {
    const dx = (i - (series.length - 1) / 2) * 10;
    if (s.left?.y != null && s.right?.y != null) root.append("line").attr("class", `series ${s.colour}`).attr("x1", x0 + dx).attr("y1", leftY(s.left.y)).attr("x2", x1 + dx).attr("y2", rightY(s.right.y));
    for (const [end, at, scale] of [[s.left, x0 + dx, leftY], [s.right, x1 + dx, rightY]]) {
      if (end?.y == null) continue;
      const mark = root.append("g").attr("class", `focusable ${s.colour}`);
      if (end.low != null) mark.append("line").attr("class", "whisker").attr("x1", at).attr("x2", at).attr("y1", scale(end.low)).attr("y2", scale(end.high));
      if (s.shape === "square") mark.append("rect").attr("class", "point").attr("x", at - 5).attr("y", scale(end.y) - 5).attr("width", 10).attr("height", 10);
      else mark.append("circle").attr("class", "point").attr("cx", at).attr("cy", scale(end.y)).attr("r", 5.5);
      reachable(mark, end.text);
    }
  });
}

/** A row of dots for each school. rows: [{label, dots: [{x, text, colour, shape, ring}]}] */
export function strips(host, rows, { label, threshold, thresholdText, format, axisLabel }) {
  const width = widthOf(host), narrow = width < 560, left = narrow ? 78 : 120, right = 20, step = 32, top = 26, bottom = 42;
  const height = top + rows.length * step + bottom;
  const root = svg(host, width, height, label);
  const x = d3.scaleLinear([0, 1], [left + 8, width - right]);
  axis(root, x, top, height - bottom, format, 5, axisLabel, width, height);
  if (threshold != null) {
    root.append("line").attr("class", "mark-line").attr("x1", x(threshold)).attr("x2", x(threshold)).attr("y1", top - 8).attr("y2", height - bottom);
    root.append("text").attr("class", "label soft tiny").attr("x", x(threshold) + 6).attr("y", top - 8).text(thresholdText);
  }
  rows.forEach((row, i) => {
    const y = top + i * step + step / 2;
    root.append("text").attr("class", "label").attr("x", left - 8).attr("y", y + 4).attr("text-anchor", "end").text(row.label);
    const known = row.dots.filter((d) => d.x != null);
    if (!known.length) root.append("text").attr("class", "not-told").attr("x", left + 8).attr("y", y + 4).text("not known");
    else root.append("line").attr("class", "gridline").attr("x1", x(d3.min(known, (d) => d.x))).attr("x2", x(d3.max(known, (d) => d.x))).attr("y1", y).attr("y2", y);
    for (const d of known) {
      const g = root.append("g").attr("class", `focusable ${d.colour}`);
      if (d.ring) g.append("circle").attr("class", "point hollow").attr("cx", x(d.x)).attr("cy", y).attr("r", 9);
      if (d.shape === "square") g.append("rect").attr("class", "point").attr("x", x(d.x) - 5).attr("y", y - 5).attr("width", 10).attr("height", 10);
      else g.append("circle").attr("class", "point").attr("cx", x(d.x)).attr("cy", y).attr("r", 5.5);
      reachable(g, d.text);
    }
  });
}

/** The SVG of a card as a text that stands alone: what classes colour is written into it. */
export function standalone(node) {
  const copy = node.cloneNode(true);
  const from = [node, ...node.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((each, i) => {
    const style = getComputedStyle(each);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-opacity", "fill-opacity", "stroke-dasharray", "font-size", "font-weight", "font-family", "font-style", "text-anchor"]) {
      to[i].style.setProperty(name, style.getPropertyValue(name));
    }
    to[i].removeAttribute("tabindex");
  });
  const [, , width, height] = node.getAttribute("viewBox").split(" ");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(node.closest(".card")).backgroundColor);
  copy.prepend(ground);
  return { text: new XMLSerializer().serializeToString(copy), width: +width, height: +height };
}
