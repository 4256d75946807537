// Charts in the page's own colours. Tooltips are drawn, never markup; every chart has a sentence and a table beside it.

import * as echarts from '/vendor/echarts.esm.min.js';
import { number, words } from './dom.js';
import * as theme from './theme.js';

const open = new Set();

/** Draws into an element of the page; `option` is built again when colours change. */
export function draw(element, label, option) {
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', label);
  let chart = echarts.getInstanceByDom(element);
  if (!chart) {
    chart = echarts.init(element, null, { renderer: 'canvas' });
    const entry = { element, chart, option };
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element);
    entry.dispose = () => {
      observer.disconnect();
      chart.dispose();
      open.delete(entry);
    };
    open.add(entry);
  }
  for (const entry of open) {
    if (entry.chart === chart) {
      entry.option = option;
    }
  }
  chart.setOption({ ...base(), ...option() }, true);
  return chart;
}

/** Lets go of charts that are no longer on the page. */
export function sweep() {
  for (const entry of [...open]) {
    if (!entry.element.isConnected) {
      entry.dispose();
    }
  }
}

theme.onChange(() => {
  for (const entry of open) {
    entry.chart.setOption({ ...base(), ...entry.option() }, true);
  }
});

export function registerMap(name, geometry) {
  echarts.registerMap(name, geometry);
}

function base() {
  return {
    animation: !theme.still(),
    animationDuration: 350,
    animationDurationUpdate: 350,
    color: theme.series(),
    textStyle: { fontFamily: 'Inter, system-ui, sans-serif', fontSize: 0.75 * theme.em(), color: theme.colour('ink') },
  };
}

export function tooltip(more) {
  const em = theme.em();
  return {
    renderMode: 'richText',
    confine: true,
    backgroundColor: theme.colour('raised'),
    borderColor: theme.colour('line'),
    borderWidth: 1,
    padding: [0.5 * em, 0.75 * em],
    textStyle: { color: theme.colour('ink'), fontSize: 0.8125 * em, fontFamily: 'Inter, system-ui, sans-serif' },
    ...more,
  };
}

export function legend(more) {
  const em = theme.em();
  return {
    type: 'scroll',
    bottom: 0,
    left: 0,
    icon: 'roundRect',
    itemWidth: 0.7 * em,
    itemHeight: 0.7 * em,
    itemGap: 1.1 * em,
    pageIconColor: theme.colour('accent'),
    pageIconInactiveColor: theme.colour('line'),
    pageTextStyle: { color: theme.colour('muted') },
    textStyle: { color: theme.colour('muted'), fontSize: 0.75 * em },
    ...more,
  };
}

export function axis(more) {
  const em = theme.em();
  return {
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: theme.colour('hairline') } },
    axisLabel: { color: theme.colour('muted'), fontSize: 0.75 * em, hideOverlap: true, margin: 0.75 * em },
    nameTextStyle: { color: theme.colour('muted') },
    ...more,
  };
}

export function grid(more) {
  const em = theme.em();
  return { left: 0.25 * em, right: 1.75 * em, top: 0.75 * em, bottom: 2.25 * em, containLabel: true, ...more };
}

/** Short text that does not crowd an axis. */
export function short(text, length = 28) {
  const line = String(text).replace(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/**
 * Stacked columns over time.
 * rows: objects; x, name, value: their members; times: all that x can be, in order. The names with the highest sums get colours, others are one.
 */
export function stacked(rows, { x, name, value, times, colours = {}, labels = words, many = 6, xLabel }) {
  const sums = new Map();
  rows.forEach((row) => sums.set(row[name], (sums.get(row[name]) ?? 0) + row[value]));
  const ordered = [...sums.entries()].sort((a, b) => b[1] - a[1]).map(([key]) => key);
  const kept = ordered.length > many + 1 ? ordered.slice(0, many) : ordered;
  const others = ordered.length - kept.length;
  const at = new Map(times.map((time, index) => [time, index]));
  const lines = new Map(kept.map((key) => [key, new Array(times.length).fill(0)]));
  const rest = new Array(times.length).fill(0);
  rows.forEach((row) => {
    const line = lines.get(row[name]) ?? rest;
    line[at.get(row[x])] += row[value];
  });
  const named = kept.map((key) => ({ name: short(labels(key), 40), data: lines.get(key), colour: colours[key] }));
  if (others > 0) {
    named.push({ name: `${others} others`, data: rest, colour: theme.colour('series-7') });
  }
  const em = theme.em();
  return {
    grid: grid({ bottom: 2.75 * em }),
    legend: legend(),
    tooltip: tooltip({ trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: theme.colour('shade') } }, order: 'valueDesc' }),
    xAxis: axis({ type: 'category', data: times.map(xLabel ?? ((time) => time)), splitLine: { show: false } }),
    yAxis: axis({ type: 'value', minInterval: 1, axisLabel: { color: theme.colour('muted'), fontSize: 0.75 * em, formatter: number } }),
    series: named.map((line) => ({
      type: 'bar',
      stack: 'all',
      name: line.name,
      data: line.data,
      barMaxWidth: 2 * em,
      barCategoryGap: '25%',
      itemStyle: line.colour ? { color: line.colour } : {},
    })),
  };
}

/** Bars from left to right, the highest on top. */
export function ranked(rows, { name, value, colour, labels = (text) => text, unit = '' }) {
  const em = theme.em();
  const upwards = [...rows].reverse();
  return {
    grid: grid({ bottom: 0.25 * em, right: 3 * em }),
    tooltip: tooltip({ trigger: 'item', formatter: (item) => `${short(labels(upwards[item.dataIndex][name]), 80)}\n${number(item.value)} ${unit}` }),
    xAxis: axis({ type: 'value', show: false, minInterval: 1 }),
    yAxis: axis({ type: 'category', data: upwards.map((row) => short(labels(row[name]))), axisLabel: { color: theme.colour('ink'), fontSize: 0.8125 * em } }),
    series: [{
      type: 'bar',
      barMaxWidth: 1.1 * em,
      data: upwards.map((row) => ({ value: row[value], itemStyle: { color: colour?.(row) || theme.colour('series-1') } })),
      itemStyle: { borderRadius: [0, 3, 3, 0] },
      label: { show: true, position: 'right', color: theme.colour('muted'), fontSize: 0.75 * em, formatter: (item) => number(item.value) },
    }],
  };
}

/** A table of cells whose strength is a value. */
export function heat({ columns, rows, cells, unit }) {
  const em = theme.em();
  const highest = Math.max(1, ...cells.map((cell) => cell[2]));
  const wide = columns.length <= 12 && innerWidth > 48 * em;
  return {
    grid: grid({ bottom: 0.25 * em, top: 0.25 * em, right: 0.25 * em }),
    tooltip: tooltip({ formatter: (item) => `${rows[item.value[1]]}, ${columns[item.value[0]]}\n${number(item.value[2])} ${unit}` }),
    xAxis: axis({
      type: 'category',
      data: columns,
      splitLine: { show: false },
      axisLabel: { color: theme.colour('muted'), fontSize: 0.75 * em, interval: wide ? 0 : 'auto', hideOverlap: !wide, width: 4.75 * em, overflow: 'break', lineHeight: 0.9 * em },
    }),
    yAxis: axis({ type: 'category', data: rows.map((row) => short(row, 24)), inverse: true, splitLine: { show: false } }),
    visualMap: { show: false, min: 0, max: highest, inRange: { color: [theme.colour('heat-low'), theme.colour('heat-high')] } },
    series: [{
      type: 'heatmap',
      data: cells,
      itemStyle: { borderColor: theme.colour('surface'), borderWidth: 2, borderRadius: 3 },
      label: {
        show: wide || highest < 100,
        fontSize: 0.6875 * em,
        color: theme.colour('ink'),
        formatter: (item) => (item.value[2] ? number(item.value[2]) : ''),
      },
    }],
  };
}
