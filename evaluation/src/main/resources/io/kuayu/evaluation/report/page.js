"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const palette = ["#4477cc", "#e08a1e", "#2a9d6f", "#c9507a", "#7d63c9", "#4aa8c9", "#a58a2b", "#8a94a6", "#d2603a", "#5e8c3a"];
  const charts = [];

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const escape = text => String(text).replace(/[&<>"']/g, c => "&#" + c.charCodeAt(0) + ";");
  const digits = value => value === null ? "–" : value.toFixed(4).replace(/^(-?)0\./, "$1.");
  const withRange = e => e === null ? "nobody was asked" : digits(e[0]) + " [" + digits(e[1]) + ", " + digits(e[2]) + "]";

  function base() {
    return {
      animation: false,
      textStyle: { fontFamily: "system-ui, sans-serif", color: colour("--ink") },
      aria: { enabled: true },
      tooltip: {
        trigger: "axis", confine: true, backgroundColor: colour("--card"), borderColor: colour("--line"),
        textStyle: { color: colour("--ink"), fontSize: 13 }, axisPointer: { type: "shadow" }
      }
    };
  }

  const axis = () => ({
    axisLine: { lineStyle: { color: colour("--line") } }, axisTick: { show: false },
    axisLabel: { color: colour("--soft"), fontSize: 12 }, splitLine: { lineStyle: { color: colour("--line") } }
  });

  function whisker(api, models, metric, along) {
    const index = api.value(0);
    const e = models[index].metrics[metric];
    const low = api.coord([e[1], index]);
    const high = api.coord([e[2], index]);
    const half = Math.min(5, along / 4);
    const style = { stroke: colour("--ink"), lineWidth: 1.5, fill: null };
    const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
    return {
      type: "group",
      children: [
        line(low[0], low[1], high[0], high[1]),
        line(low[0], low[1] - half, low[0], low[1] + half),
        line(high[0], high[1] - half, high[0], high[1] + half)
      ]
    };
  }

  function models(domain, metric) {
    const shown = domain.models.filter(model => model.metrics[metric] !== null);
    return Object.assign(base(), {
      grid: { left: 20, right: 24, top: 8, bottom: 8, containLabel: true },
      xAxis: Object.assign(axis(), { type: "value", min: 0 }),
      yAxis: Object.assign(axis(), {
        type: "category", inverse: true, data: shown.map(model => model.name),
        axisLabel: { color: colour("--ink"), fontSize: 13, width: 120, overflow: "truncate" }
      }),
      tooltip: Object.assign(base().tooltip, {
        formatter: found => {
          const model = shown[found[0].dataIndex];
          return "<b>" + escape(model.name) + "</b><br>" + escape(metric) + " " + withRange(model.metrics[metric]);
        }
      }),
      series: [
        {
          type: "bar", barMaxWidth: 22,
          data: shown.map(model => ({
            value: model.metrics[metric][0],
            itemStyle: { color: palette[model.index % palette.length], borderRadius: [0, 4, 4, 0] }
          }))
        },
        {
          type: "custom", silent: true, z: 5,
          renderItem: (params, api) => whisker(api, shown, metric, api.size([0, 1])[1]),
          encode: { x: [1, 2], y: 0 },
          data: shown.map((model, index) => [index, model.metrics[metric][1], model.metrics[metric][2]])
        }
      ]
    });
  }

  function frequencies(domain, metric) {
    const buckets = domain.frequencies;
    return Object.assign(base(), {
      legend: { type: "scroll", top: 0, textStyle: { color: colour("--ink") }, pageTextStyle: { color: colour("--soft") }, pageIconColor: colour("--accent") },
      grid: { left: 8, right: 16, top: 38, bottom: 28, containLabel: true },
      xAxis: Object.assign(axis(), {
        type: "category", name: "training events of the target", nameLocation: "middle", nameGap: 42,
        nameTextStyle: { color: colour("--soft") },
        axisLabel: { color: colour("--soft"), fontSize: 12, interval: 0, lineHeight: 16 },
        data: buckets.map(bucket => bucket.key + "\n" + bucket.users.toLocaleString("en") + " people")
      }),
      yAxis: Object.assign(axis(), { type: "value", min: 0 }),
      tooltip: Object.assign(base().tooltip, {
        formatter: found => "<b>" + escape(buckets[found[0].dataIndex].key) + " training events</b>" + domain.models.map(model =>
          "<br>" + escape(model.name) + " " + withRange(buckets[found[0].dataIndex].metrics[model.index][metric])).join("")
      }),
      series: domain.models.map(model => ({
        name: model.name, type: "bar", barMaxWidth: 20, barGap: "8%",
        itemStyle: { color: palette[model.index % palette.length], borderRadius: [3, 3, 0, 0] },
        data: buckets.map(bucket => { const e = bucket.metrics[model.index][metric]; return e === null ? null : e[0]; })
      }))
    });
  }

  function curve(found) {
    const points = found.points;
    const ink = point => colour(point.kind === "good" ? "--good" : point.kind === "bad" ? "--bad" : "--soft");
    const signed = value => (value > 0 ? "+" : "") + digits(value);
    return Object.assign(base(), {
      grid: { left: 8, right: 16, top: 12, bottom: 8, containLabel: true },
      xAxis: Object.assign(axis(), {
        type: "category", data: points.map(point => point.label.replace(" ", "\n") + "\n" + point.users.toLocaleString("en")),
        axisLine: { onZero: false, lineStyle: { color: colour("--line") } },
        axisLabel: { color: colour("--soft"), fontSize: 12, interval: 0, lineHeight: 16 }
      }),
      yAxis: Object.assign(axis(), { type: "value", axisLabel: { color: colour("--soft"), fontSize: 12, formatter: value => signed(value).replace(/0+$/, "").replace(/^[+-]?\.$/, "0") } }),
      tooltip: Object.assign(base().tooltip, {
        formatter: hit => {
          const point = points[hit[0].dataIndex];
          return "<b>" + escape(point.label) + "</b>, " + point.users.toLocaleString("en") + " people asked<br>all domains " + digits(point.together)
            + "<br>alone " + digits(point.alone) + "<br>gain " + point.gain.map(signed).join(" · ") + "<br>p, Holm " + digits(point.adjustedP);
        }
      }),
      series: [
        {
          type: "line", z: 5, symbol: "circle", symbolSize: 9, lineStyle: { color: colour("--soft"), width: 1, type: "dotted" },
          data: points.map(point => ({ value: point.gain[0], itemStyle: { color: ink(point) } })),
          markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: colour("--ink"), width: 1, type: "solid" }, data: [{ yAxis: 0 }] }
        },
        {
          type: "custom", silent: true, encode: { x: 0, y: [1, 2] },
          renderItem: (params, api) => {
            const low = api.coord([api.value(0), api.value(1)]);
            const high = api.coord([api.value(0), api.value(2)]);
            const style = { stroke: ink(points[api.value(0)]), lineWidth: 2, fill: null };
            const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
            return { type: "group", children: [
              line(low[0], low[1], high[0], high[1]),
              line(low[0] - 5, low[1], low[0] + 5, low[1]),
              line(high[0] - 5, high[1], high[0] + 5, high[1])
            ] };
          },
          data: points.map((point, index) => [index, point.gain[1], point.gain[2]])
        }
      ]
    });
  }

  function draw() {
    for (const chart of charts) {
      // Within a folded part there is no width to draw in.
      if (chart.place.clientWidth > 0) {
        chart.shown ??= echarts.init(chart.place, null, { renderer: "svg" });
        chart.shown.resize();
        chart.shown.setOption(chart.option(), true);
      }
    }
  }

  function add(id, height, option) {
    const place = document.getElementById(id);
    place.style.height = height + "px";
    charts.push({ place, shown: null, option });
  }

  const select = document.getElementById("metric");
  const metric = () => select.value;
  for (const name of data.metrics) {
    select.add(new Option(name, name, name === data.metric, name === data.metric));
  }
  data.domains.forEach((domain, index) => {
    add("models-" + index, 48 + 34 * domain.models.length, () => models(domain, metric()));
    add("frequencies-" + index, 320, () => frequencies(domain, metric()));
  });
  (data.curves ?? []).forEach((found, index) => add("curve-" + index, 260, () => curve(found)));
  draw();
  select.addEventListener("change", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("resize", draw);
  const parts = document.querySelectorAll("details");
  parts.forEach(part => part.addEventListener("toggle", draw));
  addEventListener("beforeprint", () => {
    parts.forEach(part => { part.open = true; });
    draw();
  });
})();
