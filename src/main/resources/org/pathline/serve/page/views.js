// The seven views: what each asks, and how it shows the answer.
import { count, flow, intervals, lines, percent, points, slope, standalone, strips } from "./charts.js";
import { cutName, download, place, save } from "./page.js";

const OUTCOMES = [
  ["advancedCourse", "Advanced course"], ["algebraBy8", "Algebra I by grade 8"], ["calculusBy12", "Calculus by grade 12"],
  ["gradePoints", "Grade points"], ["onTimeGraduation", "On-time graduation"], ["college16Months", "College within 16 months"],
  ["stemEntry2", "STEM major within 2 years"], ["stemEntry6", "STEM major within 6 years"], ["stemPersistence6", "Stayed in STEM"],
  ["stemSwitched6", "Switched out of STEM"], ["stemLeft6", "Left college after STEM"], ["stemDegree6", "STEM degree within 6 years"],
  ["stemOccupation10", "STEM occupation within 10 years"], ["stemEntry2College", "STEM major, of those in college (2 years)"],
  ["stemEntry6College", "STEM major, of those in college (6 years)"]];
const outcomeName = (id) => OUTCOMES.find(([o]) => o === id)?.[1] ?? id;
const WORDS = {
  YES: "Disadvantaged", NO: "Not disadvantaged", UNKNOWN: "Not known", LOW: "Lower third", MIDDLE: "Middle third", HIGH: "Upper third",
  AMERICAN_INDIAN: "American Indian", ASIAN: "Asian", BLACK: "Black", HISPANIC: "Hispanic", PACIFIC_ISLANDER: "Pacific Islander",
  TWO_OR_MORE: "Two or more", WHITE: "White", TRACKED: "Tracked", DETRACKED: "Detracked", PARTIALLY_TRACKED: "Partly tracked", UNDECLARED: "Undeclared",
};
const word = (w) => WORDS[w] ?? w;
const DIMENSIONS = {
  raceEthnicity: "Race/ethnicity", economicallyDisadvantaged: "Income", priorAchievement: "Prior achievement", schoolId: "School",
  districtId: "District", anchorYear: "Cohort" };
const REGIME_LOOK = { TRACKED: ["c1", "circle"], DETRACKED: ["c2", "square"], PARTIALLY_TRACKED: ["c4", "circle"], UNDECLARED: ["c0", "circle"] };

const html = (tag, className, ...children) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((c) => c != null));
  return node;
};

/** A table of rows: columns are [name, heading, format]; values keep their full precision beside what is shown. */
function dataTable(name, caption, columns, rows) {
  const head = html("tr", "", ...columns.map(([, heading, format]) => Object.assign(html("th", format ? "n" : "", heading), { scope: "col" })));
  const body = rows.map((row) => html("tr", "", ...columns.map(([key, , format]) => {
    const value = row[key];
    const cell = html("td", format ? "n" : "", value == null ? (row.withheld && format ? "withheld" : "–") : format ? format(value) : word(String(value)));
    if (value != null) cell.dataset.value = String(value);
    else if (row.withheld) cell.classList.add("hidden-value");
    cell.dataset.column = key;
    return cell;
  })));
  const table = html("table", "", html("caption", "", caption), html("thead", "", head), html("tbody", "", ...body));
  const scroll = html("div", "table", table);
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", `Data of ${caption}`);
  const details = html("details", "", html("summary", "", "Data table"), scroll);
  details.dataset.of = name;
  return details;
}

/**
 * A card: heading, what it stands for, a chart, its data, and ways to take it away.
 * query: {path, params} for CSV and Parquet.
 */
function card({ name, title, sub, legend, draw, chart, table, notes = [], query, extra }) {
  const host = chart ?? html("div", "chart");
  const node = html("section", "card");
  node.id = name;
  const button = (text, action, about) => {
    const b = html("button", "quiet", text);
    b.type = "button";
    b.setAttribute("aria-label", about);
    b.addEventListener("click", action);
    return b;
  };
  const file = (ending) => `pathline-${name}-${cutName()}.${ending}`;
  const picture = () => node.querySelector(".chart svg");
  const actions = html("div", "actions",
    button("Link", async (event) => {
      const { view, params } = place();
      const next = new URLSearchParams(params);
      next.set("cut", cutName());
      const link = `${location.origin}/#/${view.id}?${next}`;
      history.replaceState(null, "", link);
      const target = event.currentTarget;
      try { await navigator.clipboard.writeText(link); target.textContent = "Copied"; } catch { target.textContent = "In the address"; }
      setTimeout(() => { target.textContent = "Link"; }, 1500);
    }, `Link to ${title} at this cut`),
    query ? button("CSV", () => download(query.path, { ...query.params, format: "csv" }, file("csv")), `${title} as CSV`) : null,
    query ? button("Parquet", () => download(query.path, { ...query.params, format: "parquet" }, file("parquet")), `${title} as Parquet`) : null,
    draw ? button("SVG", () => save(new Blob([standalone(picture()).text], { type: "image/svg+xml" }), file("svg")), `${title} as SVG`) : null,
    draw ? button("PNG", () => png(standalone(picture()), file("png")), `${title} as PNG`) : null);
  node.append(html("header", "", html("div", "", html("h2", "", title), sub ? html("p", "sub", sub) : null), actions));
  if (legend) node.append(legendOf(legend));
  if (extra) node.append(extra);
  if (draw) node.append(host);
  for (const n of notes) node.append(html("p", "note", n));
  if (table) node.append(table);
  return { node, draw: draw ? () => draw(host) : null };
}

function png({ text, width, height }, name) {
  const image = new Image();
  image.onload = () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
    const context = canvas.getContext("2d");
    context.scale(2, 2);
    context.drawImage(image, 0, 0, width, height);
    canvas.toBlob((blob) => save(blob, name));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

function legendOf(entries) {
  return html("ul", "legend", ...entries.map(([colour, shape, text]) => {
    const ns = "http://www.w3.org/2000/svg";
    const s = document.createElementNS(ns, "svg");
    s.setAttribute("width", 16); s.setAttribute("height", 12); s.setAttribute("class", colour); s.setAttribute("aria-hidden", "true");
    const m = document.createElementNS(ns, shape === "circle" ? "circle" : shape === "line" || shape === "dashed" ? "line" : "rect");
    if (shape === "circle") { m.setAttribute("cx", 8); m.setAttribute("cy", 6); m.setAttribute("r", 5); m.setAttribute("class", "bar"); }
    else if (shape === "line" || shape === "dashed") { m.setAttribute("x1", 0); m.setAttribute("x2", 16); m.setAttribute("y1", 6); m.setAttribute("y2", 6); m.setAttribute("class", `series ${shape}`); }
    else { m.setAttribute("x", 3); m.setAttribute("y", 1); m.setAttribute("width", 10); m.setAttribute("height", 10); m.setAttribute("class", "bar"); }
    s.append(m);
    return html("li", "", s, text);
  }));
}

const choices = (values) => [["", "All"], ...values.map((v) => [v, word(v)])];
const subgroup = (known) => [
  { name: "raceEthnicity", label: "Race/ethnicity", options: choices(known.raceEthnicity) },
  { name: "economicallyDisadvantaged", label: "Income", options: choices(known.economicallyDisadvantaged) },
  { name: "priorAchievement", label: "Prior achievement", options: choices(known.priorAchievement) }];
const wheres = (param, names) => names.filter((n) => param(n)).map((n) => `${n}=${param(n)}`);
const SUBGROUP = ["raceEthnicity", "economicallyDisadvantaged", "priorAchievement"];
const about = (param, names) => names.filter((n) => param(n)).map((n) => word(param(n))).join(", ") || "all students";

/* 1. Pathways */
const IN_PLACE = ["Below algebra", "Algebra I", "Geometry", "Algebra II", "Above Alg. II", "Precalculus", "Calculus"];
const RUNGS = ["Below Algebra I", "Algebra I", "Geometry", "Algebra II", "Beyond Algebra II", "Precalculus", "Calculus"];
const STAGES = {
  grade7: ["Grade 7", ""], grade8: ["Grade 8", ""], grade9: ["Grade 9", ""], grade10: ["Grade 10", ""], grade11: ["Grade 11", ""], grade12: ["Grade 12", ""],
  graduation: ["Graduation", "on time"], college: ["College", "16 months"], stemEntry: ["STEM major", "2 years"], stemDegree: ["STEM degree", "6 years"] };
const AFTER = {
  graduation: { yes: "graduated", no: "not on time", unknown: "not known" }, college: { yes: "in college", no: "no college", unknown: "not known" },
  stemEntry: { yes: "STEM major", no: "no STEM", unknown: "not known" }, stemDegree: { yes: "STEM degree", no: "none", unknown: "not known" } };
const isGrade = (n) => n.stage.startsWith("grade");
const rungOf = (n) => +n.state.slice(4);
const say = {
  stage: (s) => STAGES[s][0], under: (s) => STAGES[s][1],
  order: (n) => n.state === "none" ? 9 : isGrade(n) ? -rungOf(n) : ["yes", "no", "unknown"].indexOf(n.state),
  short: (n) => n.state === "none" ? "no course" : isGrade(n) ? RUNGS[rungOf(n)] : AFTER[n.stage][n.state],
  name: (n) => `${STAGES[n.stage][0]}: ${say.short(n)}`,
  inPlace: (n) => n.state !== "none" && isGrade(n) ? IN_PLACE[rungOf(n)] : say.short(n),
  colour: (n) => {
    if (!isGrade(n)) return `k-${n.state}`;
    if (n.state === "none") return "k-none";
    const pace = Math.sign(rungOf(n) - Math.max(0, +n.stage.slice(5) - 8));
    return pace > 0 ? "k-ahead" : pace < 0 ? "k-behind" : "k-even";
  },
};
const pathways = {
  id: "pathways", name: "Pathways", title: "From grade 7 mathematics to a STEM degree",
  lead: "Each band is a number of students: the highest course they had passed by the end of each grade, then what became of them.",
  controls: (known) => [...subgroup(known),
    { name: "schoolId", label: "School", options: choices(known.schoolId) },
    { name: "compare", label: "Side by side", options: [["", "Nothing"], ["regime", "Tracked and detracked"], ["economicallyDisadvantaged", "Income"], ["priorAchievement", "Prior achievement"], ["schoolId", "Two schools"]] },
    { name: "other", label: "Other school", options: choices(known.schoolId) }].filter((c, i, all) => c.name !== "other" || place().params.get("compare") === "schoolId"),
  async build({ param, known, ask }) {
    const names = [...SUBGROUP, "schoolId"];
    const compare = param("compare");
    const variants = compare === "regime" ? ["TRACKED", "DETRACKED"].filter((r) => known.regime.includes(r)).map((r) => [word(r), { regime: r }])
      : compare === "schoolId" ? [param("schoolId") || known.schoolId[0], param("other") || known.schoolId[1]].map((s) => [s, { schoolId: s }])
      : compare ? known[compare].filter((v) => v !== "UNKNOWN").map((v) => [word(v), { [compare]: v }]) : [["", {}]];
    const found = await Promise.all(variants.map(([, extra]) => {
      const where = [...wheres(param, names).filter((w) => !Object.keys(extra).some((e) => w.startsWith(`${e}=`))), ...Object.entries(extra).map(([k, v]) => `${k}=${v}`)];
      return ask("flows", { where }).then((data) => ({ data, where }));
    }));
    const legend = [["k-ahead", "box", "ahead of grade, or reached"], ["k-even", "box", "on grade"], ["k-behind", "box", "behind"], ["k-no", "box", "not reached, or no course"], ["k-unknown", "box", "not known"]];
    return found.map(({ data, where }, i) => {
      const [title] = variants[i];
      const who = about(param, names);
      return card({
        name: `flow-${i}`, title: title || "All pathways", legend: i === 0 ? legend : null,
        sub: `${count(data.students)} students with an anchor${who === "all students" ? "" : `, ${who}`}. A band is as thick as the students in it are many.`,
        draw: (host) => flow(host, data, say, `Flow of ${data.students} students from grade 7 mathematics to a STEM degree`),
        query: { path: "flows", params: { where } },
        table: dataTable(`flow-${i}`, `${title || "All pathways"}: students by stage`,
          [["stageName", "Stage"], ["fromName", "From"], ["toName", "To"], ["students", "Students", count]],
          data.links.map((l) => {
            const next = data.stages[data.stages.indexOf(l.stage) + 1];
            return { ...l, stageName: `${STAGES[l.stage][0]} to ${STAGES[next][0]}`, fromName: say.short({ stage: l.stage, state: l.from }), toName: say.short({ stage: next, state: l.to }) };
          })),
      });
    });
  },
};

/* 2. Opportunity */
const inWords = (note) => note.replace(/^unanchored: (\S+) students? in all, in none of the rows/, "Without an anchor, so of no cohort: $1 students, who are in none of the rows.");
const formatOf = (outcome) => outcome === "gradePoints" ? points : percent;
function rateText(r, format, name) {
  return `${name}: ${format(r.rate)}${r.low == null ? "" : ` (${format(r.low)} to ${format(r.high)})`}\n${outcomeCount(r)}`;
}
const outcomeCount = (r) => r.outcome === "gradePoints" ? `mean of ${count(r.observed)} students` : `${count(r.attained)} of ${count(r.observed)} known; not known of ${count(r.censored)}`;
const opportunity = {
  id: "opportunity", name: "Opportunity", title: "Who gets how far",
  lead: "Rates among students of whom the outcome is known, with 95 % intervals. Wide intervals mean few students.",
  controls: (known) => [
    { name: "outcome", label: "Outcome", default: "stemEntry2", options: OUTCOMES },
    { name: "by", label: "By", default: "raceEthnicity", options: Object.entries(DIMENSIONS) }, ...subgroup(known),
    { name: "districtId", label: "District", options: choices(known.districtId) }],
  async build({ param, ask }) {
    const outcome = param("outcome", "stemEntry2"), by = param("by", "raceEthnicity"), format = formatOf(outcome);
    const where = wheres(param, [...SUBGROUP, "districtId"]);
    const query = { path: "outcomes", params: { outcome, by, where } };
    const split = by === "economicallyDisadvantaged" || by === "priorAchievement" ? by : by === "raceEthnicity" ? "raceEthnicity" : "economicallyDisadvantaged";
    const overQuery = { path: "outcomes", params: { outcome, by: `anchorYear,${split}`, where } };
    const [answer, over, regimes] = await Promise.all([ask("outcomes", { ...query.params, format: "rows" }), ask("outcomes", { ...overQuery.params, format: "rows" }), ask("regimes")]);
    const table = [[by, DIMENSIONS[by]], ["members", "Members", count], ["censored", "Not known", count], ["observed", "Known", count], ["attained", "Attained", count], ["rate", "Rate", format], ["low", "Low", format], ["high", "High", format]];
    const total = answer.rows.reduce((n, r) => n + (r.observed ?? 0), 0);
    const groups = [...new Set(over.rows.map((r) => r[split]))].filter((g) => g !== "UNKNOWN" && over.rows.some((r) => r[split] === g && r.rate != null));
    const colours = ["c1", "c2", "c3", "c4", "c5", "c6"];
    const shown = groups.length > 6 ? groups.slice(0, 6) : groups;
    const series = shown.map((g, i) => ({
      name: word(g), colour: colours[i], shape: i % 2 ? "square" : "circle",
      values: over.rows.filter((r) => r[split] === g).map((r) => ({ x: +r.anchorYear, y: r.rate, low: r.low, high: r.high, text: `${word(g)}, cohort ${r.anchorYear}\n${rateText(r, format, outcomeName(outcome))}` })) }));
    const years = new Set(over.rows.map((r) => +r.anchorYear));
    const known = over.rows.filter((r) => shown.includes(r[split])).reduce((n, r) => n + (r.observed ?? 0), 0);
    return [
      card({
        name: "rates", title: `${outcomeName(outcome)} by ${DIMENSIONS[by].toLowerCase()}`,
        sub: `${count(total)} students of whom it is known, in the groups that are told; ${about(param, [...SUBGROUP, "districtId"])}.`,
        draw: (host) => intervals(host, answer.rows.map((r) => ({ label: word(String(r[by])), value: r.rate, low: r.low, high: r.high, colour: "c1", text: rateText(r, format, word(String(r[by]))) })), format, `${outcomeName(outcome)} by ${DIMENSIONS[by]}`, outcome === "gradePoints" ? "mean on the 4.0 scale" : "share of known"),
        query, notes: answer.notes.filter((n) => n.startsWith("unanchored") || n.startsWith("INCOMPLETE")).map(inWords),
        table: dataTable("rates", `${outcomeName(outcome)} by ${DIMENSIONS[by]}`, table, answer.rows),
      }),
      card({
        name: "cohorts", title: "The gap over the cohorts", sub: `${outcomeName(outcome)} by ${DIMENSIONS[split].toLowerCase()} and cohort, among ${count(known)} students of whom it is known. Dotted lines: schools adopt de-tracking.`,
        legend: series.map((s) => [s.colour, s.shape, s.name]),
        draw: (host) => lines(host, series, { format, label: `${outcomeName(outcome)} over the cohorts`, xLabel: "cohort, by the year its anchor grade ends", marks: adoptions(regimes.rows, param("districtId")).filter((m) => years.has(m.x)) }),
        query: overQuery, table: dataTable("cohorts", "Rates by cohort", [["anchorYear", "Cohort"], ...[[split, DIMENSIONS[split]]], ...table.slice(1)], over.rows),
      })];
  },
};
function adoptions(rows, district) {
  const first = new Map();
  const schools = new Map();
  for (const r of rows.filter((r) => r.subject === "MATHEMATICS" && (!district || r.districtId === district))) {
    const key = `${r.districtId} ${r.schoolId}`;
    if (!schools.has(key)) schools.set(key, []);
    schools.get(key).push(r);
  }
  for (const cohorts of schools.values()) {
    cohorts.sort((a, b) => a.anchorYear - b.anchorYear);
    const at = cohorts.findIndex((c, i) => i > 0 && c.regime === "DETRACKED" && cohorts[i - 1].regime !== "DETRACKED");
    if (at > 0) first.set(cohorts[at].anchorYear, (first.get(cohorts[at].anchorYear) ?? 0) + 1);
  }
  return [...first].map(([x, n]) => ({ x, text: `${n} ${n === 1 ? "school" : "schools"} de-track` }));
}

/* 3. Policy effect */
const some = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
function sampleText({ treatedSchools, treatedDistricts, comparisonSchools, comparisonDistricts, dropped, notObservable }) {
  const unused = [...(dropped.length ? [some(dropped.length, "school")] : []), ...(notObservable.length ? [some(notObservable.length, "cohort")] : [])].join(" and ");
  return `${some(treatedSchools, "school")} in ${some(treatedDistricts, "district")} adopted the policy; ${some(comparisonSchools, "school")} in ${some(comparisonDistricts, "district")} to compare with.${unused ? ` ${unused} cannot be used.` : ""}`;
}
const SUBGROUPS = [["all", "All students"], ["priorAchievement=HIGH", "Upper third"], ["priorAchievement=MIDDLE", "Middle third"], ["priorAchievement=LOW", "Lower third"],
  ["economicallyDisadvantaged=YES", "Disadvantaged"], ["economicallyDisadvantaged=NO", "Not disadvantaged"], ["raceEthnicity=BLACK", "Black"], ["raceEthnicity=HISPANIC", "Hispanic"],
  ["gap:economicallyDisadvantaged", "Gap by income"], ["gap:priorAchievement", "Gap by prior achievement"], ["gap:raceEthnicity=BLACK", "Gap White – Black"], ["gap:raceEthnicity=HISPANIC", "Gap White – Hispanic"]];
const GRADES = { SUPPORTED: "The design supports a statement", LIMITED: "The design bears a limited statement", NOT_SUPPORTED: "The design does not support a statement", INSUFFICIENT_EVIDENCE: "The evidence is insufficient" };
const STATEMENTS = { HARM: "The interval holds only changes for the worse.", BENEFIT: "The interval holds only changes for the better.", NONE_DETECTABLE: "No effect can be detected: the interval holds zero.", INCONCLUSIVE: "Nothing can be said of the effect." };
const effect = {
  id: "effect", name: "Policy effect", title: "What de-tracking did",
  lead: "Schools that stopped sorting are compared with schools that had not, cohort by cohort. The dashed line is the naive comparison, which is not an effect.",
  controls: () => [{ name: "outcome", label: "Outcome", default: "stemEntry2", options: OUTCOMES }, { name: "subgroup", label: "Whose", default: "all", options: SUBGROUPS }],
  async build({ param, ask }) {
    const outcome = param("outcome", "stemEntry2"), who = param("subgroup", "all");
    const scale = outcome === "gradePoints" ? (x) => x == null ? "–" : `${x > 0 ? "+" : ""}${x.toFixed(2)}`.replace("-", "−") : (x) => x == null ? "–" : `${x > 0 ? "+" : ""}${(100 * x).toFixed(1)}`.replace("-", "−");
    const unit = outcome === "gradePoints" ? "points on the 4.0 scale" : "percentage points";
    const query = { path: "effects", params: { outcome, subgroup: who } };
    const answer = await ask("effects", query.params);
    // Errors of too few clusters are far too small: better no bounds than those.
    const bounded = !answer.reasons.some((r) => r.code === "NOT_ESTIMABLE");
    if (!bounded) for (const r of answer.rows) r.low = r.high = r.bandLow = r.bandHigh = null;
    const events = (estimator) => answer.rows.filter((r) => r.estimator === estimator && r.type === "event").map((r) => ({
      x: r.time, y: r.estimate, low: r.low, high: r.high, bandLow: r.bandLow, bandHigh: r.bandHigh,
      text: `${r.time < 0 ? `${-r.time} cohorts before` : `${r.time} cohorts after`} adoption: ${scale(r.estimate)} ${unit}${r.low == null ? "" : `\n95 % interval ${scale(r.low)} to ${scale(r.high)}`}${r.bandLow == null ? "" : `\nband ${scale(r.bandLow)} to ${scale(r.bandHigh)}`}` }));
    const overall = (estimator) => answer.rows.find((r) => r.estimator === estimator && r.type === "overall");
    const naive = overall("naive"), cs = overall("cs"), imputation = overall("imputation");
    const series = [{ name: "group-time", colour: "c1", noLine: true, points: true, values: events("cs") }, { name: "imputation", colour: "c3", noLine: true, points: true, hollow: true, shape: "square", values: events("imputation") }].filter((s) => s.values.length);
    const slopeOf = answer.pretrends?.slope;
    const before = series.flatMap((s) => s.values.filter((v) => v.x < 0).map((v) => v.x));
    if (slopeOf && before.length) {
      const least = Math.min(...before);
      series.push({ name: "drift", colour: "c2", dashed: true, bare: true, values: [least, -1].map((x) => ({ x, y: slopeOf.estimate * (x + 1) })) });
    }
    const weak = ["NOT_SUPPORTED", "INSUFFICIENT_EVIDENCE"].includes(answer.grade);
    const verdict = html("div", "verdict",
      html("div", "", html("span", `badge${weak ? " weak" : ""}`, GRADES[answer.grade] ?? answer.grade), html("p", "say", STATEMENTS[answer.statement] ?? answer.statement)),
      html("div", "", html("ul", "reasons", ...(answer.reasons.length ? answer.reasons.map((r) => html("li", "", r.text)) : [html("li", "", "No reason holds the design back.")])),
        answer.minimumDetectable == null ? null : html("p", "note", `Effects below ${scale(answer.minimumDetectable).replace("+", "")} ${unit} would be missed one time in five or more.`)));
    const rows = answer.rows.map((r) => ({ ...r, what: { cs: "Group-time (Callaway, Sant'Anna)", imputation: "Imputation (Borusyak et al.)", naive: "Regimes compared: not an effect" }[r.estimator] ?? r.estimator }));
    const sample = answer.sample;
    return [
      card({ name: "verdict", title: `${outcomeName(outcome)}, ${SUBGROUPS.find(([s]) => s === who)?.[1].toLowerCase() ?? who}`, extra: verdict, query,
        sub: sampleText(sample) }),
      card({ name: "events", title: "Effect by cohorts since adoption", sub: `In ${unit}, from ${some(sample.treatedSchools, "school")} that adopted and ${sample.comparisonSchools} that had not; left of zero are cohorts before the policy, which should lie at zero.`,
        legend: [["c1", "circle", bounded ? "group-time, interval and band" : "group-time"], ["c3", "box", "imputation"], ...(series.some((s) => s.name === "drift") ? [["c2", "dashed", "drift before the policy"]] : []), ["c4", "dashed", "naive comparison, not an effect"]],
        draw: (host) => lines(host, series, { format: scale, label: `Effect on ${outcomeName(outcome)} by cohorts since adoption`, xLabel: "cohorts since adoption", yLabel: unit, between: -0.5, xFormat: (t) => t > 0 ? `+${t}` : String(t),
          levels: naive ? [{ y: naive.estimate, colour: "c4", text: `naive ${scale(naive.estimate)}` }] : [] }),
        notes: [...(bounded ? [] : ["Intervals are not shown: too few schools for errors that could be relied upon."]), `Overall: group-time ${scale(cs?.estimate)}${cs?.low == null ? "" : ` (${scale(cs.low)} to ${scale(cs.high)})`}; imputation ${scale(imputation?.estimate)}${imputation?.low == null ? "" : ` (${scale(imputation.low)} to ${scale(imputation.high)})`}; naive ${scale(naive?.estimate)}.`],
        query, table: dataTable("events", "Every estimate", [["what", "Estimator"], ["type", "Mean over"], ["group", "Adopted", String], ["time", "Time", String], ["estimate", "Estimate", scale], ["low", "Low", scale], ["high", "High", scale], ["bandLow", "Band low", scale], ["bandHigh", "Band high", scale]], rows) })];
  },
};

/* 4. Inside and beyond */
/** "cannot be known yet, and in no gap: stemEntry2 D03:2015, …", for the outcomes that are shown. */
function notYet(note, outcomes) {
  const items = note.slice(note.indexOf(":") + 1).split(",").map((item) => item.trim().split(" "));
  return outcomes.map((outcome) => [outcome, items.filter(([o]) => o === outcome).map(([, cohort]) => cohort.replace(":", " "))])
    .filter(([, cohorts]) => cohorts.length)
    .map(([outcome, cohorts]) => `${outcomeName(outcome)} cannot be known yet of ${cohorts.length === 1 ? "cohort" : "cohorts"} ${cohorts.join(", ")}: in no gap.`);
}
/** How many students stand behind the gaps of a regime: of each group and of the reference, in class and beyond. */
function denominators(regime, groups, of, inside, outside) {
  const n = (x) => x == null ? "none" : count(x);
  const pair = (left, right, key) => `${n(left?.[key])} and ${n(right?.[key])}`;
  const told = groups.map((g) => [g, of(g, regime, inside), of(g, regime, outside)]).filter(([, left, right]) => left ?? right);
  if (!told.length) return [];
  const [, left, right] = told[0];
  return [`Students of whom it is known, in class and beyond. ${word(regime)}: ${told.map(([g, l, r]) => `${word(g)} ${pair(l, r, "groupObserved")}`).join("; ")}; reference ${word((left ?? right).reference)} ${pair(left, right, "referenceObserved")}.`];
}
const IN_CLASS = [["gradePoints", "Grade points"], ["advancedCourse", "Advanced course"]];
const BEYOND = [["stemEntry2", "STEM major within 2 years"], ["stemEntry6", "STEM major within 6 years"], ["stemDegree6", "STEM degree within 6 years"], ["college16Months", "College within 16 months"]];
const beyond = {
  id: "beyond", name: "Inside and beyond", title: "The gap in class, and the gap beyond",
  lead: "Each line is one gap twice: as it stands in class, and as it stands after school. A policy can narrow the first and widen the second.",
  controls: (known) => [
    { name: "by", label: "Gaps by", default: "economicallyDisadvantaged", options: [["economicallyDisadvantaged", "Income"], ["raceEthnicity", "Race/ethnicity"]] },
    { name: "inside", label: "In class", default: "gradePoints", options: IN_CLASS }, { name: "outside", label: "Beyond", default: "stemEntry2", options: BEYOND },
    { name: "districtId", label: "District", options: choices(known.districtId) }],
  async build({ param, ask }) {
    const by = param("by", "economicallyDisadvantaged"), inside = param("inside", "gradePoints"), outside = param("outside", "stemEntry2");
    const params = { by, together: "true", where: param("districtId") ? `districtId=${param("districtId")}` : "" };
    const query = { path: "equity", params };
    const answer = await ask("equity", { ...params, format: "rows" });
    const of = (group, regime, outcome) => answer.rows.find((r) => r.group === group && r.regime === regime && r.outcome === outcome);
    const groups = [...new Set(answer.rows.map((r) => r.group))].filter((g) => g !== "UNKNOWN");
    const regimes = [...new Set(answer.rows.map((r) => r.regime))];
    const left = formatOf(inside), right = formatOf(outside);
    const end = (r, format, name) => r == null ? null : { y: r.difference, low: r.low, high: r.high, text: r.difference == null ? "not known" : `${name}\ngap ${format(r.difference)}${r.low == null ? "" : ` (${format(r.low)} to ${format(r.high)})`}\n${word(r.group)} ${format(r.groupRate)}, ${word(r.reference)} ${format(r.referenceRate)}\n${count(r.groupObserved)} and ${count(r.referenceObserved)} students` };
    const build = (group) => regimes.map((regime) => ({ name: word(regime), colour: REGIME_LOOK[regime]?.[0] ?? "c0", shape: REGIME_LOOK[regime]?.[1],
      left: end(of(group, regime, inside), left, `${word(regime)}, in class: ${outcomeName(inside)}`), right: end(of(group, regime, outside), right, `${word(regime)}, beyond: ${outcomeName(outside)}`) }));
    const told = groups.map((g) => [g, build(g)]).filter(([, s]) => s.some((x) => x.left?.y != null || x.right?.y != null));
    const extent = (side) => { const v = told.flatMap(([, s]) => s.flatMap((x) => [x[side]?.y, x[side]?.low, x[side]?.high])).filter((x) => x != null); return [Math.min(0, ...v), Math.max(0, ...v)]; };
    const private_ = answer.rows.filter((r) => r.outcome === "privateAcceleration" && r.groupRate != null);
    const columns = [["regime", "Regime"], ["place", "Where"], ["outcome", "Measure"], ["group", "Group"], ["groupObserved", "Group n", count], ["groupRate", "Group", (x) => x.toFixed(3)], ["referenceRate", "Reference", (x) => x.toFixed(3)], ["difference", "Gap", (x) => x.toFixed(3)], ["low", "Low", (x) => x.toFixed(3)], ["high", "High", (x) => x.toFixed(3)], ["standardised", "At one mix", (x) => x.toFixed(3)]];
    const chart = html("div", "chart pair");
    const reference = answer.rows[0]?.reference;
    return [card({
      name: "ledger", title: `${outcomeName(inside)} beside ${outcomeName(outside)}`, chart,
      sub: `Reference (${word(reference)}) less group; above zero the reference has more. All districts together${param("districtId") ? `, ${param("districtId")} only` : ""}. A description, not the effect of a policy.`,
      legend: regimes.map((r) => [REGIME_LOOK[r]?.[0] ?? "c0", REGIME_LOOK[r]?.[1] ?? "circle", word(r)]),
      draw: (host) => {
        host.replaceChildren(...told.map(([g, s]) => { const one = html("div", "", told.length > 1 ? html("h3", "", word(g)) : null, html("div", "")); one.series = s; return one; }));
        for (const one of host.children) slope(one.lastChild, one.series, { leftFormat: left, rightFormat: right, leftTop: ["In class", outcomeName(inside)], rightTop: ["Beyond", outcomeName(outside)], label: `Gaps in ${outcomeName(inside)} and in ${outcomeName(outside)}`, leftExtent: extent("left"), rightExtent: extent("right") });
      },
      query, notes: [...regimes.flatMap((r) => denominators(r, told.map(([g]) => g), of, inside, outside)), ...private_.map((r) => `${word(r.regime)}: of ${word(r.group).toLowerCase()} students in STEM, ${percent(r.groupRate)} were first accelerated by a course that their family paid for; of the reference ${percent(r.referenceRate)}.`), ...answer.notes.filter((n) => n.includes("not told")),
        ...answer.notes.filter((n) => n.startsWith("cannot be known")).flatMap((n) => notYet(n, [inside, outside]))],
      table: dataTable("ledger", "The whole ledger", columns, answer.rows),
    })];
  },
};

/* 5. Sorting */
const sorting = {
  id: "sorting", name: "Sorting", title: "Declared, and measured",
  lead: "How much of the spread in prior achievement lies between a school's sections (omega², corrected for chance): 0 is mixed, 1 is sorted. Colour and shape say what the school declares.",
  controls: (known) => [
    { name: "grade", label: "Grade", default: "08", options: ["06", "07", "08", "09", "10", "11", "12"].map((g) => [g, `Grade ${+g}`]) },
    { name: "district", label: "District", options: choices(known.districtId) }],
  async build({ param, ask }) {
    const grade = param("grade", "08");
    const query = { path: "sorting", params: { grade, subject: "MATHEMATICS", district: param("district") } };
    const answer = await ask("sorting", query.params);
    const rows = answer.rows;
    const schools = [...new Set(rows.map((r) => r.schoolId))];
    const flagged = (r) => (r.flags ?? r.flag ?? []).includes("DE_FACTO_TRACKED");
    const threshold = rows.find((r) => r.deFactoTrackedFrom != null)?.deFactoTrackedFrom;
    const strip = schools.map((s) => ({ label: s, dots: rows.filter((r) => r.schoolId === s).map((r) => ({ x: r.omega2, colour: REGIME_LOOK[r.regime]?.[0] ?? "c0", shape: REGIME_LOOK[r.regime]?.[1], ring: flagged(r),
      text: `${s}, ${r.schoolYear - 1}–${String(r.schoolYear).slice(2)}: ${word(r.regime)}\nomega² ${r.omega2?.toFixed(3)}, ${r.sections} sections, ${count(r.n)} seats${flagged(r) ? "\ndeclared detracked, sorted nevertheless" : ""}` })) }));
    const regimes = [...new Set(rows.map((r) => r.regime))];
    const anyway = rows.filter(flagged).length;
    return [card({
      name: "strips", title: `Mathematics, grade ${+grade}`,
      sub: rows.length ? `${count(rows.length)} rosters of ${schools.length} schools, a mark for each school year.${anyway ? ` ${anyway} are declared detracked and sorted nevertheless (ringed).` : ""}` : "No roster of this grade has sections.",
      legend: regimes.map((r) => [REGIME_LOOK[r]?.[0] ?? "c0", REGIME_LOOK[r]?.[1] ?? "circle", r === "UNDECLARED" ? "nothing declared" : `declared ${word(r).toLowerCase()}`]),
      draw: rows.length ? (host) => strips(host, strip, { label: "Measured sorting by school", threshold, thresholdText: "de facto tracked from here", format: (x) => x.toFixed(1), axisLabel: "omega² between sections" }) : null,
      query, table: dataTable("strips", `Sorting of mathematics in grade ${+grade}`, [["schoolId", "School"], ["schoolYear", "Year", String], ["sections", "Sections", count], ["n", "Seats", count], ["scored", "Scored", count], ["eta2", "eta²", (x) => x.toFixed(3)], ["omega2", "omega²", (x) => x.toFixed(3)], ["regime", "Declared"]], rows),
      notes: ["omega² is known where prior percentiles are; schools may sort by other things, too."],
    })];
  },
};

/* 6. Streams */
const seconds = (x) => x == null ? "–" : x < 90 ? `${x < 10 ? x.toFixed(1) : Math.round(x)} s` : x < 5400 ? `${Math.round(x / 60)} min` : `${Math.round(x / 3600)} h`;
const streams = {
  id: "streams", name: "Streams", title: "Is what you see up to date?", live: true,
  lead: "How far the topologies are behind, how long a fact takes until it shows, and what was left out.",
  controls: () => [],
  async build({ ask }) {
    const lag = await ask("lag");
    const worst = ["OK", "BEHIND", "STALLED", "STOPPED", "REWOUND"];
    const topologies = [...new Set(lag.rows.map((r) => r.topology))];
    const tiles = html("div", "tiles", ...topologies.map((t) => {
      const rows = lag.rows.filter((r) => r.topology === t);
      const records = rows.reduce((n, r) => n + (r.lagRecords ?? 0), 0);
      const verdict = rows.map((r) => r.verdict).sort((a, b) => worst.indexOf(b) - worst.indexOf(a))[0];
      const fresh = lag.freshness?.[t];
      return html("div", "tile", html("span", "", t), html("b", "", count(records)), html("span", "", records === 1 ? "record to go" : "records to go"),
        html("span", `state ${verdict === "OK" ? "good" : "bad"}`, verdict), html("span", "", fresh?.median == null ? "no fact came since the start" : `a fact shows after ${seconds(fresh.median)} (median)`));
    }));
    const sum = (counts) => Object.values(counts ?? {}).reduce((a, b) => a + b, 0);
    const bad = [...Object.entries(lag.deadLetters ?? {}).map(([reason, n]) => ({ kind: "dead letter", reason, n })), ...Object.entries(lag.rejections ?? {}).map(([reason, n]) => ({ kind: "rejection", reason, n })),
      ...(lag.setAside ?? []).map((s) => ({ kind: `set aside: ${s.kind.toLowerCase()} (${s.topology})`, reason: s.reason, n: s.count }))];
    const left = html("div", "tiles", ...[["Dead letters", sum(lag.deadLetters), "records that cannot be decoded"], ["Rejections", sum(lag.rejections), "facts that break a rule"], ["Set aside", (lag.setAside ?? []).reduce((n, s) => n + s.count, 0), "left out of every result"]]
      .map(([name, n, what]) => html("div", "tile", html("span", "", name), html("b", "", count(n)), html("span", "", what))));
    const rows = topologies.flatMap((t) => [...new Set(lag.rows.filter((r) => r.topology === t).map((r) => r.topic))].map((topic) => {
      const parts = lag.rows.filter((r) => r.topology === t && r.topic === topic);
      return { topology: t, topic, partitions: parts.length, lagRecords: parts.reduce((n, r) => n + (r.lagRecords ?? 0), 0), lagSeconds: Math.max(...parts.map((r) => r.lagSeconds ?? 0)), verdict: parts.map((r) => r.verdict).sort((a, b) => worst.indexOf(b) - worst.indexOf(a))[0] };
    }));
    return [
      card({ name: "lag", title: lag.clusterUp === false ? "Kafka does not answer" : "Topologies", sub: lag.at ? `Seen at ${new Date(lag.at).toLocaleTimeString("en-GB")}.` : "Not seen yet.", extra: tiles,
        table: dataTable("lag", "Lag by topic", [["topology", "Topology"], ["topic", "Topic"], ["partitions", "Partitions", count], ["lagRecords", "Records", count], ["lagSeconds", "Seconds", (x) => x.toFixed(1)], ["verdict", "Verdict"]], rows) }),
      card({ name: "left-out", title: "What is left out, and why", sub: "Since the records began.", extra: left, table: bad.length ? dataTable("left-out", "By reason", [["kind", "What"], ["reason", "Reason"], ["n", "Count", count]], bad) : null })];
  },
};

/* 7. Releases: what may be handed on, as it was written; figures that are not there are withheld. */
const NO_DIMENSIONS = new Set(["outcome", "members", "observed", "attained", "rate", "rateLow", "rateHigh", "by", "group", "reference", "measure", "place", "least", "most",
  "low", "high", "ratio", "standardised", "standardisedLow", "standardisedHigh"]);
const TABLES = { outcomes: "Counts and rates", effects: "Effects", equity: "Gaps", sorting: "Sorting" };
const MOST_ROWS = 400;
let releaseControls = [];
const releases = {
  id: "releases", name: "Releases", title: "What is handed on", open: true,
  lead: "Tables in which small counts are withheld, and as many others as it takes that none of them can be worked out. They stand for the offsets in their manifest and do not change.",
  controls: () => releaseControls,
  async build({ param, ask }) {
    releaseControls = [];
    const { releases: all } = await ask("releases");
    if (!all.length) return [card({ name: "released", title: "No release is served", sub: "`pathline release` makes one, and `pathline serve --release DIR` shows it here." })];
    const release = all.find((r) => r.name === param("release")) ?? all[0];
    const table = release.tables.includes(param("table")) ? param("table") : "outcomes";
    const query = { path: "releases", params: { release: release.name, table } };
    const answer = await ask("releases", query.params);
    const columns = answer.columns.map((c) => c.name);
    const told = ["outcomes", "equity"].includes(table) ? columns.filter((c) => !NO_DIMENSIONS.has(c)) : [];
    const marginOf = (row) => told.filter((d) => row[d] !== "all").join(" ");
    const margins = [...new Set(answer.rows.map(marginOf))];
    const margin = margins.includes(param("by", null)) ? param("by") : margins[Math.min(1, margins.length - 1)] ?? "";
    const outcomes = [...new Set(answer.rows.map((r) => r.outcome).filter(Boolean))];
    const outcome = outcomes.includes(param("outcome")) ? param("outcome") : outcomes[0];
    releaseControls = [
      { name: "release", label: "Release", default: all[0].name, options: all.map((r) => r.name) },
      { name: "table", label: "Table", default: "outcomes", options: release.tables.map((t) => [t, TABLES[t] ?? t]) },
      ...(told.length ? [{ name: "by", label: "By", default: margins[Math.min(1, margins.length - 1)] ?? "", options: margins.map((m) => [m, m ? m.split(" ").map((d) => DIMENSIONS[d] ?? d).join(", ") : "All together"]) }] : []),
      ...(outcomes.length > 1 ? [{ name: "outcome", label: "Outcome", default: outcomes[0], options: outcomes.map((o) => [o, outcomeName(o)]) }] : [])];
    const dimensions = margin.split(" ").filter(Boolean);
    const rows = answer.rows.filter((r) => (!told.length || marginOf(r) === margin) && (!outcome || r.outcome === outcome)).map((r) => ({ ...r, withheld: table === "outcomes" }));
    const numeric = new Set(answer.columns.filter((c) => c.type !== "VARCHAR").map((c) => c.name));
    const shown = columns.filter((c) => !told.includes(c) || dimensions.includes(c));
    const name = (r) => dimensions.map((d) => word(String(r[d]))).join(", ") || "All";
    const points = outcome === "gradePoints";
    const drawn = table === "outcomes" && outcome && rows.length && rows.length <= 60;
    const rules = release.rules;
    return [card({
      name: "released", title: `${TABLES[table] ?? table}${outcome ? `: ${outcomeName(outcome)}` : ""}`, query,
      sub: `Release ${release.name}: ${count(release.counts?.all ?? 0)} counts, ${count(release.counts?.withheld ?? 0)} of them withheld. No count of 1 to ${(rules?.minCell ?? 10) - 1} is shown, and what is withheld may lie anywhere in a range of at least ${rules?.minWidth ?? 10}.`,
      draw: drawn ? (host) => intervals(host, rows.map((r) => ({ label: name(r), value: r.rateLow == null ? null : (r.rateLow + r.rateHigh) / 2, low: r.rateLow, high: r.rateHigh, withheld: true, colour: "c1",
        text: `${name(r)}\n${r.rate ?? "withheld"}${r.observed == null ? "" : ` of ${count(r.observed)}`}` })), points ? (x) => x.toFixed(2) : percent, `${outcomeName(outcome)} by ${dimensions.join(", ")}`, points ? "mean on the 4.0 scale" : "share of known; a line is a coded rate") : null,
      table: dataTable("released", `${TABLES[table] ?? table} of release ${release.name}`, shown.map((c) => [c, c, numeric.has(c) ? (x) => String(x) : undefined]), rows.slice(0, MOST_ROWS)),
      notes: [...(rows.length > MOST_ROWS ? [`The first ${MOST_ROWS} of ${count(rows.length)} rows; CSV and Parquet have all.`] : []),
        ...(drawn && rows.length <= 12 ? [`Students of whom it is known: ${rows.map((r) => `${name(r)} ${r.observed == null ? "withheld" : count(r.observed)}`).join("; ")}.`] : []),
        ...(rows.length ? [] : ["Nothing of this follows from what the release shows."]),
        ...(table === "effects" ? ["Computed from the tables of this release alone; schools of which a cohort is withheld are left out."] : []),
        ...(table === "equity" ? ["Computed from the tables of this release alone; where a rate is coded, a gap lies between least and most."] : [])],
    })];
  },
};

export const VIEWS = [pathways, opportunity, effect, beyond, sorting, releases, streams];
