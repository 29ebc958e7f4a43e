// Keeps pages fresh: hears which incident changed, lets htmx fetch what is new, draws the charts.
import htmx from "htmx.org";
import { drawCharts } from "./chart.js";
import { offerUpload } from "./upload.js";

window.htmx = htmx;

/** Times are sent in UTC; a person reads them in their own zone. */
function localTimes(root) {
  const today = new Date().toDateString();
  root.querySelectorAll("time[datetime]").forEach((element) => {
    const time = new Date(element.dateTime);
    if (isNaN(time)) return;
    const clock = time.toLocaleTimeString([], { hour12: false });
    const day = time.toLocaleDateString([], { month: "2-digit", day: "2-digit" });
    element.textContent = time.toDateString() === today ? clock : day + " " + clock;
    element.title = time.toISOString();
  });
}

/** What a person has opened, or is typing, outlives a refresh. */
let remembered = { open: new Set(), texts: new Map() };
function remember(root) {
  remembered.open = new Map([...root.querySelectorAll("details[id]")].map((d) => [d.id, d.open]));
  remembered.texts = new Map([...root.querySelectorAll("textarea[id]")].map((t) => [t.id, t.value]));
}
function restore(root) {
  root.querySelectorAll("details[id]").forEach((d) => {
    if (remembered.open.has(d.id)) d.open = remembered.open.get(d.id);
  });
  root.querySelectorAll("textarea[id]").forEach((t) => {
    if (remembered.texts.has(t.id)) t.value = remembered.texts.get(t.id);
  });
}

function listen() {
  const light = document.getElementById("live");
  const page = document.getElementById("page");
  if (!page || !document.body.hasAttribute("data-live")) return;
  const mine = (page.getAttribute("hx-get").match(/incidents\/([^/]+)\/live/) || [])[1];
  let waiting = 0;
  const changed = () => {
    // Many lines are written at once; one look is enough for all of them.
    clearTimeout(waiting);
    waiting = setTimeout(() => htmx.trigger(document.body, "changed"), 150);
  };
  const stream = new EventSource("/ui/stream");
  const say = (on) => {
    light.textContent = on ? light.dataset.on : light.dataset.off;
    light.className = on ? "live on" : "live";
  };
  stream.addEventListener("hello", () => { say(true); });
  stream.addEventListener("incident", (event) => { if (!mine || event.data === mine) changed(); });
  stream.addEventListener("tick", () => { if (!mine) changed(); else drawCharts(document); });
  stream.onerror = () => say(false);
  addEventListener("pagehide", () => stream.close());
}

document.addEventListener("htmx:beforeSwap", (event) => remember(event.detail.target));
// At once, not when the page has settled: a second refresh in between would remember an emptied field.
document.addEventListener("htmx:afterSwap", (event) => restore(event.detail.target));
document.addEventListener("htmx:afterSettle", (event) => {
  localTimes(event.detail.target);
  drawCharts(event.detail.target);
});

function start() {
  localTimes(document);
  drawCharts(document);
  listen();
  offerUpload(localTimes);
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme === "dark"
      || (root.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = "theme=" + root.dataset.theme + ";path=/;max-age=31536000;samesite=lax";
    drawCharts(document, true);
  });
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
