// What the page holds together: where one is, what is asked of the server, and that it stays up to date.
import { VIEWS } from "./views.js";
import { rememberMark, hideTip } from "./charts.js";

const element = (id) => document.getElementById(id);
const state = { cut: null, known: null, dimensions: null, drawing: 0 };

/** Where one is: #view?name=value&… Who has no token begins with what everyone may see. */
export function place() {
  const [name, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const first = token() ? VIEWS[0] : VIEWS.find((v) => v.open);
  return { view: VIEWS.find((v) => v.id === name) ?? first, params: new URLSearchParams(query) };
}

function go(view, params) {
  const text = params.toString();
  location.hash = `/${view.id}${text ? `?${text}` : ""}`;
}

const token = () => sessionStorage.getItem("pathline-token") ?? "";

function headers() {
  return token() ? { Authorization: `Bearer ${token()}` } : {};
}

/** Asks the API; an error says what the server says. */
export async function ask(path, params = {}) {
  const response = await fetch(url(path, params), { headers: headers() });
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(body.error ?? `the server says ${response.status}`), { status: response.status });
  return body;
}

export function url(path, params) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== "" && each != null) query.append(name, each);
  }
  return `/api/${path}?${query}`;
}

export async function download(path, params, name) {
  const response = await fetch(url(path, params), { headers: headers() });
  save(await response.blob(), name);
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const cutName = () => state.cut ?? "";

async function dimensions() {
  if (!state.dimensions || state.dimensions.cut !== state.cut) {
    state.dimensions = { cut: state.cut, values: await ask("dimensions") };
  }
  return state.dimensions.values;
}

/** Letters of an option that would be cut off beside another control on a phone. */
const LONG = 20;

function controls(view, params, known) {
  const form = element("controls");
  const focused = document.activeElement?.name;
  form.replaceChildren();
  for (const control of view.controls(known, params)) {
    const label = document.createElement("label");
    label.append(control.label);
    const select = document.createElement("select");
    select.name = control.name;
    for (const option of control.options) {
      const [value, text] = Array.isArray(option) ? option : [option, option];
      select.append(new Option(text, value, false, value === (params.get(control.name) ?? control.default ?? "")));
    }
    if ([...select.options].some((option) => option.text.length > LONG)) label.className = "long";
    select.addEventListener("change", () => {
      const next = new URLSearchParams(place().params);
      next.delete("cut");
      if (select.value === (control.default ?? "")) next.delete(control.name); else next.set(control.name, select.value);
      go(view, next);
    });
    label.append(select);
    form.append(label);
    if (control.name === focused) select.focus();
  }
  form.hidden = !form.children.length;
}

/** Draws the view of the address; what was asked before and comes late is dropped. */
async function draw(fresh = false) {
  const { view, params } = place();
  const mine = ++state.drawing;
  for (const link of element("views").querySelectorAll("a")) {
    if (link.dataset.view === view.id) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else link.removeAttribute("aria-current");
  }
  document.title = `${view.name} – Pathline`;
  element("title").textContent = view.title;
  element("lead").textContent = view.lead;
  const cards = element("cards");
  cards.classList.add("loading");
  try {
    if (!view.open && !token()) throw Object.assign(new Error(), { status: 401 });
    const known = view.open ? null : await dimensions();
    if (mine !== state.drawing) return;
    const param = (name, otherwise = "") => params.get(name) ?? otherwise;
    const open = new Set([...cards.querySelectorAll("details[open]")].map((d) => d.dataset.of));
    const built = await view.build({ param, known, ask });
    if (mine !== state.drawing) return;
    controls(view, params, known);
    const giveBack = rememberMark();
    hideTip();
    cards.replaceChildren(...built.map((b) => b.node));
    for (const b of built) b.draw?.();
    giveBack();
    for (const d of cards.querySelectorAll("details")) if (open.has(d.dataset.of)) d.open = true;
    if (fresh) cards.querySelectorAll(".card").forEach((c) => c.classList.add("fresh"));
    other(params);
  } catch (problem) {
    if (mine !== state.drawing) return;
    controls({ controls: () => [] }, params);
    cards.replaceChildren(problem.status === 401 || problem.status === 403 ? closed() : card(problem.message));
  } finally {
    if (mine === state.drawing) {
      cards.classList.remove("loading");
      document.body.dataset.drawn = `${view.id} ${state.cut}`;
    }
  }
}

function card(...content) {
  const paragraph = Object.assign(document.createElement("p"), { className: "card empty" });
  paragraph.append(...content);
  return paragraph;
}

/** What stands in place of a view that needs a token. */
function closed() {
  const enter = Object.assign(document.createElement("button"), { type: "button", textContent: "Enter a token" });
  enter.addEventListener("click", openDialog);
  return card("This view counts students, so it is shown to those who may see small groups. ", enter);
}

/** Says when a link was made at another cut. */
function other(params) {
  const made = params.get("cut");
  state.other = made && state.cut && made !== state.cut ? `This link was made at cut ${made}. What you see is the latest, ${state.cut}.` : "";
  banner();
}

function banner() {
  const texts = [state.trouble, state.entry, state.other].filter(Boolean);
  element("banner").hidden = !texts.length;
  element("banner").replaceChildren(...texts.map((t) => Object.assign(document.createElement("div"), { textContent: t })));
}

function told(message) {
  const live = message.state === "LIVE";
  const pill = element("cut");
  pill.classList.toggle("live", live);
  pill.classList.toggle("down", message.state === "BROKER_DOWN");
  const word = live ? "Live" : message.state === "READING" ? "Reading what stands" : "Not up to date";
  const text = message.cut ? `${word} · cut ${message.cut} · ${new Date(message.at).toLocaleTimeString("en-GB")}` : word;
  if (element("cut-text").textContent !== text) element("cut-text").textContent = text;
  state.trouble = message.state === "BROKER_DOWN"
    ? `Kafka does not answer.${message.at ? ` What you see is what stood at ${new Date(message.at).toLocaleTimeString("en-GB")}.` : ""}` : "";
  banner();
  const before = state.cut;
  state.cut = message.cut ?? null;
  if (state.cut && state.cut !== before) draw(before != null);
  else if (state.cut && place().view.live) draw();
}

function lost() {
  element("cut").className = "cut down";
  element("cut-text").textContent = "No connection";
  state.trouble = "The server does not answer. The page goes on by itself when it does.";
  banner();
}

const AGAIN = 2000;
/** A while, or until something else is followed. */
const later = (signal) => new Promise((done) => {
  setTimeout(done, AGAIN);
  signal.addEventListener("abort", done);
});

/** Follows the server for ever: cut by cut with a token, and whether it works without one. */
async function follow() {
  while (true) {
    state.following = new AbortController();
    const { signal } = state.following;
    try {
      if (token()) await cuts(signal);
      else told(await (await fetch("/health", { signal })).json());
    } catch {
      if (!signal.aborted) lost();
    }
    if (!signal.aborted) await later(signal);
  }
}

/** Reads the event stream, which a browser's own reader cannot ask for with a token. */
async function cuts(signal) {
  const response = await fetch("/events", { headers: { ...headers(), Accept: "text/event-stream" }, signal });
  if (response.status === 401 || response.status === 403) {
    use("");
    return;
  }
  if (!response.ok) throw new Error(`the server says ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += read.value;
    const events = text.split("\n\n");
    text = events.pop();
    for (const event of events) {
      const data = event.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
      if (data) told(JSON.parse(data));
    }
  }
}

function themes() {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get("theme") ?? localStorage.getItem("pathline-theme");
  if (asked) root.dataset.theme = asked;
  element("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("pathline-theme", root.dataset.theme);
  });
}

/** Takes another token, or none, and shows what it may see. */
function use(other) {
  if (other) sessionStorage.setItem("pathline-token", other); else sessionStorage.removeItem("pathline-token");
  state.dimensions = null;
  state.cut = null;
  state.following?.abort();
  // With a token the first cut draws.
  if (!token()) draw();
}

function openDialog() {
  element("token-input").value = token();
  element("token-dialog").showModal();
}

function tokens() {
  const dialog = element("token-dialog");
  element("token").addEventListener("click", openDialog);
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "use") use(element("token-input").value.trim());
    if (dialog.returnValue === "clear") use("");
  });
}

/** An address that somebody was given brings a code, which is good for one token. */
async function enter() {
  const code = location.hash.match(/^#code=([0-9a-f]+)$/)?.[1];
  if (!code) return false;
  history.replaceState(null, "", location.pathname + location.search);
  let body;
  try {
    body = await (await fetch("/api/tokens", { method: "POST", headers: { Authorization: `Bearer ${code}` } })).json();
  } catch {
    body = { error: "The server does not answer. Open the address again when it does." };
  }
  state.entry = body.error ?? "";
  if (body.token) use(body.token); else draw();
  banner();
  return true;
}

for (const view of VIEWS) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: `#/${view.id}`, textContent: view.name });
  link.dataset.view = view.id;
  item.append(link);
  element("views").append(item);
}
window.addEventListener("hashchange", async () => { if (!(await enter())) draw(); });
let resized;
let width = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth === width) return;
  width = window.innerWidth;
  clearTimeout(resized);
  resized = setTimeout(() => draw(), 150);
});
themes();
tokens();
if (!(await enter()) && !token()) draw();
follow();
