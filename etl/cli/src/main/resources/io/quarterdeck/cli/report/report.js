(() => {
  "use strict";

  const create = (name, kind, text = "") => {
    const element = document.createElement(name);
    element.className = kind;
    element.textContent = text;
    return element;
  };

  // ---- Charts ----------------------------------------------------------------------------------

  // The palette is in the style sheet. The element "paper" has the light one, for print.
  const paper = create("div", "paper");
  document.body.append(paper);
  const color = (name, print) =>
    getComputedStyle(print ? paper : document.documentElement).getPropertyValue("--" + name).trim();

  /**
   * The ends of the columns for each series: the sum of the series up to this one, of those with the
   * same sign. The last series is drawn first, so that the earlier ones cover a part of it.
   */
  const stacked = (chart) => {
    const above = chart.periods.map(() => 0);
    const below = chart.periods.map(() => 0);
    return chart.series.map((series) =>
      series.values.map((value, i) => {
        if (value === null) return null;
        const stack = value < 0 ? below : above;
        stack[i] += value;
        return stack[i];
      }));
  };

  const UNITS = [[1e12, " tn"], [1e9, " bn"], [1e6, " m"], [1e3, " k"]];

  const brief = (value, shift) => {
    if (shift > 0) return value + "E" + shift;
    const [size, unit] = UNITS.find(([least]) => Math.abs(value) >= least) || [1, ""];
    return Math.abs(value) >= 1e15 ? value.toExponential() : +(value / size).toPrecision(4) + unit;
  };

  const tooltip = (chart, box) => {
    const tip = create("div", "tip");
    tip.setAttribute("aria-live", "polite");
    const show = (plot) => {
      const i = plot.cursor.idx;
      if (i === null || i === undefined || plot.cursor.left < 0) {
        tip.hidden = true;
        return;
      }
      tip.replaceChildren(create("strong", "", chart.periods[i]));
      for (const series of chart.series) {
        if (series.texts[i] === null) continue;
        const line = create("span", "");
        line.append(create("i", series.kind), create("span", "", series.name), create("b", "", series.texts[i]));
        tip.append(line);
      }
      if (chart.series.length > 1) {
        const line = create("span", "");
        line.append(create("i", ""), create("span", "", "Total"), create("b", "", chart.totals[i]));
        tip.append(line);
      }
      tip.hidden = false;
      const left = plot.over.offsetLeft + plot.valToPos(i, "x");
      tip.style.left = Math.max(0, Math.min(left - tip.offsetWidth / 2, box.clientWidth - tip.offsetWidth)) + "px";
    };
    tip.hidden = true;
    return { tip, plugin: { hooks: { setCursor: show } } };
  };

  const axis = (print) => ({
    font: "12px system-ui, sans-serif",
    stroke: () => color("quiet", print),
    grid: { stroke: () => color("line", print), width: 1 },
    ticks: { show: false },
  });

  /** The periods that have a label. A label needs about eight pixels for each character. */
  const labelled = (chart, width) => {
    const widest = Math.max(...chart.periods.map((period) => Math.min(period.length, 18))) * 8 + 12;
    const every = Math.max(1, Math.ceil((chart.periods.length * widest) / Math.max(1, width - 70)));
    return chart.periods.map((_, i) => i).filter((i) => i % every === 0);
  };

  const options = (chart, width, height, print, plugin) => ({
    width,
    height,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
    padding: [12, 8, 0, 0],
    plugins: [plugin],
    scales: {
      x: { time: false, range: () => [-0.5, chart.periods.length - 0.5] },
      y: { range: (_, low, high) => uPlot.rangeNum(Math.min(0, low), Math.max(0, high) || 1, { min: { pad: 0.05, soft: 0, mode: 1 }, max: { pad: 0.05, soft: 0, mode: 1 } }) },
    },
    axes: [
      {
        ...axis(print),
        grid: { show: false },
        size: 32,
        splits: () => labelled(chart, width),
        values: (_, splits) => splits.map((i) => { const text = chart.periods[i] || ""; return text.length > 18 ? text.slice(0, 17) + "…" : text; }),
      },
      { ...axis(print), size: 62, values: (_, splits) => splits.map((value) => brief(value, chart.shift)) },
    ],
    series: [
      {},
      ...chart.series.map((series) => ({
        label: series.name,
        fill: () => color(series.kind, print),
        stroke: () => color("surface", print),
        width: chart.periods.length > 40 ? 0 : 1,
        points: { show: false },
        paths: uPlot.paths.bars({ size: [0.7, 120] }),
      })).reverse(),
    ],
  });

  const draw = (box, print) => {
    const chart = JSON.parse(box.dataset.chart);
    const width = print ? Math.min(640, box.clientWidth || 640) : box.clientWidth;
    if (width === 0) return;
    if (box.plot) box.plot.destroy();
    box.replaceChildren();
    const { tip, plugin } = tooltip(chart, box);
    const height = box.closest(".small") ? 170 : 320;
    const data = [chart.periods.map((_, i) => i), ...stacked(chart).reverse()];
    box.plot = new uPlot(options(chart, width, height, print, plugin), data, box);
    box.append(tip);
    box.drawnWidth = width;
  };

  const move = (box, event) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    if (!(event.key in steps) || !box.plot) return;
    event.preventDefault();
    const last = box.plot.data[0].length - 1;
    const from = box.at === undefined ? (steps[event.key] > 0 ? -1 : last + 1) : box.at;
    box.at = Math.max(0, Math.min(last, from + steps[event.key]));
    box.plot.setCursor({ left: box.plot.valToPos(box.at, "x"), top: 10 });
  };

  const charts = [...document.querySelectorAll("[data-chart]")];
  const drawAll = (print) => charts.forEach((box) => draw(box, print));
  charts.forEach((box) => {
    box.addEventListener("keydown", (event) => move(box, event));
    box.addEventListener("blur", () => {
      box.at = undefined;
      if (box.plot) box.plot.setCursor({ left: -10, top: -10 });
    });
    new ResizeObserver(() => {
      if (box.clientWidth !== box.drawnWidth && !printing) draw(box, false);
    }).observe(box);
  });
  let printing = false;
  drawAll(false);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll(printing));
  addEventListener("beforeprint", () => { printing = true; drawAll(true); });
  addEventListener("afterprint", () => { printing = false; drawAll(false); });

  // ---- Tables ----------------------------------------------------------------------------------

  const FILTER_FROM = 8;

  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.key === undefined ? cell.textContent.trim() : cell.dataset.key;
  };

  const number = (text) => {
    const plain = text.replace(/^[~+]/, "").replace(/,/g, "").replace(/ ?%$/, "");
    return plain !== "" && isFinite(plain) ? Number(plain) : NaN;
  };

  /** Numbers by value, other texts by their characters; cells without a value are last. */
  const compare = (a, b, direction) => {
    const empty = (text) => text === "" || text === "–";
    if (empty(a) || empty(b)) return empty(a) - empty(b);
    const [x, y] = [number(a), number(b)];
    return direction * (isNaN(x) || isNaN(y) ? a.localeCompare(b, "en", { numeric: true }) : x - y);
  };

  const sort = (table, column) => {
    const heads = [...table.tHead.rows[0].cells];
    const up = heads[column].getAttribute("aria-sort") !== "ascending";
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[column].setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    body.append(...[...body.rows].sort((a, b) => compare(key(a, column), key(b, column), up ? 1 : -1)));
  };

  const filter = (table, text, count) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = [...table.tBodies[0].rows];
    rows.forEach((row) => {
      const content = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => content.includes(word));
    });
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = words.length === 0 ? "" : shown + " of " + rows.length + " rows";
  };

  const addFilter = (table) => {
    const label = create("label", "filter", "Filter ");
    const input = create("input", "");
    input.type = "search";
    input.setAttribute("aria-label", "Filter the table " + table.caption.textContent);
    const count = create("output", "");
    input.addEventListener("input", () => filter(table, input.value, count));
    label.append(input, count);
    table.parentElement.before(label);
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (head.querySelector(".unseen") || table.tBodies[0].rows.length < 2) return;
      const button = create("button", "sort", head.textContent);
      button.type = "button";
      button.addEventListener("click", () => sort(table, column));
      head.replaceChildren(button);
    });
    if (table.tBodies[0].rows.length >= FILTER_FROM) addFilter(table);
  }

  // ---- Live ------------------------------------------------------------------------------------

  const live = document.body.dataset.live;
  if (live) {
    const line = document.getElementById("live");
    const events = new EventSource(live);
    events.addEventListener("status", (event) => {
      line.textContent = event.data;
      line.hidden = event.data === "";
    });
    events.addEventListener("changed", () => location.reload());
    events.addEventListener("error", () => {
      line.hidden = false;
      line.textContent = "Not connected to quarterdeck report --serve. The page shows the last state.";
    });
  }
})();
