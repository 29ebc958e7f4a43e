// One chart: the value, the band it was expected in, the stretch that was not, what is to come and the limit.
import { init, use, getInstanceByDom } from "echarts/core";
import { LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

use([LineChart, AriaComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

const fetched = new Map();

/** Draws every chart below an element; what one address answers is fetched once for all of its charts. */
export function drawCharts(root, repaint = false) {
  const places = [...root.querySelectorAll(".chart[data-src]")];
  for (const source of new Set(places.map((place) => place.dataset.src))) {
    const known = repaint && fetched.get(source);
    (known ? Promise.resolve(known) : load(source)).then((charts) => {
      for (const place of places) {
        if (place.dataset.src !== source) continue;
        const chart = charts[Number(place.dataset.index)];
        if (chart) draw(place, chart, repaint);
      }
    }).catch(() => {});
  }
}

async function load(source) {
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(answer.status);
  const charts = (await answer.json()).items;
  fetched.set(source, charts);
  return charts;
}

function draw(place, chart, repaint) {
  let view = getInstanceByDom(place);
  if (view && repaint) { view.dispose(); view = null; }
  if (!view) {
    view = init(place, null, { renderer: "canvas" });
    new ResizeObserver(() => view.isDisposed() || view.resize()).observe(place);
  }
  view.setOption(option(chart), true);
}

function option(chart) {
  const css = getComputedStyle(document.documentElement);
  const colour = (name) => css.getPropertyValue(name).trim();
  const start = Date.parse(chart.start);
  const step = chart.step_seconds * 1000;
  const at = (i) => start + i * step;
  const points = (values) => values.map((value, i) => [at(i), value]);
  const say = (value) => value == null ? "–" : figure(chart.unit, value);
  const still = { type: "line", symbol: "none", silent: true, animation: false };
  const series = [
    { ...still, name: "lower", stack: "band", data: points(chart.lower), lineStyle: { opacity: 0 } },
    { ...still, name: "band", stack: "band", lineStyle: { opacity: 0 }, areaStyle: { color: colour("--band"), opacity: 1 },
      data: chart.upper.map((upper, i) => [at(i), upper == null || chart.lower[i] == null ? null : upper - chart.lower[i]]) },
    { ...still, name: "expected", data: points(chart.expected), lineStyle: { color: colour("--expected"), width: 1, type: [2, 3] } },
    { type: "line", name: "value", symbol: "none", animation: false, connectNulls: false, z: 5, data: points(chart.values),
      lineStyle: { color: colour("--ink"), width: 1.6 }, itemStyle: { color: colour("--ink") },
      markArea: { silent: true, itemStyle: { color: colour("--stretch") },
        data: chart.anomalies.map((s) => [{ xAxis: Date.parse(s.from) }, { xAxis: Date.parse(s.until) }]) },
      markLine: chart.limit == null ? undefined : { silent: true, symbol: "none", lineStyle: { color: colour("--bad"), type: "dashed", width: 1 },
        label: { formatter: say(chart.limit), position: "insideStartTop", color: colour("--bad"), fontSize: 11 }, data: [{ yAxis: chart.limit }] } },
  ];
  if (chart.forecast) {
    const first = Date.parse(chart.forecast.start);
    const future = (values) => values.map((value, i) => [first + i * step, value]);
    series.push(
      { ...still, name: "f-lower", stack: "fan", data: future(chart.forecast.lower), lineStyle: { opacity: 0 } },
      { ...still, name: "fan", stack: "fan", lineStyle: { opacity: 0 }, areaStyle: { color: colour("--fan"), opacity: 1 },
        data: chart.forecast.upper.map((u, i) => [first + i * step, u == null ? null : u - chart.forecast.lower[i]]) },
      { ...still, name: "forecast", data: future(chart.forecast.mean), z: 4, lineStyle: { color: colour("--accent"), width: 1.6, type: [5, 4] },
        markLine: !chart.forecast.breach_expected ? undefined : { silent: true, symbol: "none", lineStyle: { color: colour("--bad"), width: 1, type: "dotted" },
          label: { formatter: new Date(chart.forecast.breach_expected).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false }), color: colour("--bad"), fontSize: 11 },
          data: [{ xAxis: Date.parse(chart.forecast.breach_expected) }] } });
  }
  const axis = { axisLine: { lineStyle: { color: colour("--line") } }, axisLabel: { color: colour("--dim"), fontSize: 11, hideOverlap: true }, axisTick: { show: false } };
  return {
    animation: false,
    aria: { enabled: true },
    grid: { left: 8, right: 14, top: 14, bottom: 4, containLabel: true },
    textStyle: { fontFamily: css.getPropertyValue("--sans") },
    xAxis: { type: "time", ...axis, splitLine: { show: false } },
    yAxis: { type: "value", scale: true, ...axis, axisLine: { show: false }, splitNumber: 4, splitLine: { lineStyle: { color: colour("--grid") } },
      axisLabel: { ...axis.axisLabel, formatter: say } },
    tooltip: { trigger: "axis", backgroundColor: colour("--card"), borderColor: colour("--line"), textStyle: { color: colour("--ink"), fontSize: 12 },
      formatter: (rows) => tip(rows, chart, say) },
    series,
  };
}

function tip(rows, chart, say) {
  const time = new Date(rows[0].value[0]);
  const i = Math.round((time - Date.parse(chart.start)) / (chart.step_seconds * 1000));
  const lines = [time.toLocaleString([], { hour12: false })];
  const range = (from, j) => { if (from.lower[j] != null) lines.push(say(from.lower[j]) + " … " + say(from.upper[j])); };
  if (i >= 0 && i < chart.values.length) {
    lines.push("<b>" + say(chart.values[i]) + "</b>");
    range(chart, i);
  } else if (chart.forecast) {
    const j = Math.round((time - Date.parse(chart.forecast.start)) / (chart.step_seconds * 1000));
    lines.push("≈ <b>" + say(chart.forecast.mean[j]) + "</b>");
    range(chart.forecast, j);
  }
  return lines.join("<br>");
}

/** Numbers as the pages write them elsewhere. */
function figure(unit, value) {
  if (unit === "ratio") return +(100 * value).toFixed(1) + " %";
  if (unit === "s") return Math.abs(value) < 1 ? Math.round(1000 * value) + " ms" : +value.toFixed(2) + " s";
  if (unit === "B" || unit === "B/s") {
    const units = ["B", "KiB", "MiB", "GiB", "TiB"];
    let power = 0;
    while (Math.abs(value) >= 1024 && power < units.length - 1) { value /= 1024; power++; }
    return +value.toFixed(1) + " " + units[power] + (unit === "B/s" ? "/s" : "");
  }
  const short = Math.abs(value) >= 1e6 ? +(value / 1e6).toFixed(1) + "M" : Math.abs(value) >= 1e4 ? +(value / 1e3).toFixed(1) + "k" : +value.toPrecision(3);
  return unit === "1/s" ? short + "/s" : unit ? short + " " + unit : String(short);
}
