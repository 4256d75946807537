import { axis, draw, grid, legend, ranked, stacked, tooltip } from '../charts.js';
import { fill, h, number } from '../dom.js';
import { panel } from '../panel.js';
import * as ranges from '../range.js';
import * as state from '../state.js';
import * as theme from '../theme.js';
import { chart } from './live.js';

export default { title: 'Trendings', open };

function open() {
  return {
    panels: [
      labels('events', 'Events'),
      labels('categories', 'Categories'),
      labels('tags', 'Tags'),
      sightings(),
      discussions(),
    ],
  };
}

/** The totals on the left, their days on the right; one label alone when it is chosen. */
function labels(kind, title) {
  const name = `only-${kind}`;
  const only = h('select', { class: 'tool', 'aria-label': `${title}: one alone`, onchange: (event) => state.set({ [name]: event.target.value }) });
  let known = [];
  return panel({
    id: `trending-${kind}`,
    title,
    path: `trendings/${kind}`,
    size: 'wide',
    state: [name],
    tools: () => only,
    parameters: () => ({ limit: 12, label: state.get(name) }),
    show: (body, answer, summary) => {
      const sums = total(answer.rows);
      if (!state.get(name)) {
        known = sums.map((row) => row.label);
      }
      const chosen = state.get(name);
      fill(only, h('option', { value: '' }, 'All'),
        [...new Set([...known, chosen].filter((label) => label))].map((label) => h('option', { value: label, selected: label === chosen }, label)));
      if (!body.querySelector(':scope > .pair')) {
        fill(body, h('div', { class: 'pair' }, h('div', { class: 'chart' }), h('div', { class: 'chart' })));
      }
      const [left, right] = body.querySelectorAll('.chart');
      const colours = Object.fromEntries(sums.map((row) => [row.label, row.colour]));
      draw(left, summary, () => ranked(sums, { name: 'label', value: 'count', unit: 'times', colour: (row) => visible(row.colour) }));
      draw(right, `${title} by day`, () => stacked(answer.rows, {
        x: 'day', name: 'label', value: 'count', times: ranges.filledDays(answer), labels: (label) => label, xLabel: (day) => day.slice(5),
        colours: Object.fromEntries(Object.entries(colours).map(([label, colour]) => [label, visible(colour)])),
      }));
    },
    summary: (answer) => {
      const first = total(answer.rows)[0];
      return `${title} by how often; first ${first?.label} with ${number(first?.count ?? 0)}`;
    },
  });
}

/** A tag's own colour; mixed with that of the text when it would vanish in the ground. */
function visible(colour) {
  if (!colour) {
    return undefined;
  }
  const channels = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  const own = channels(colour);
  const light = (0.2126 * own[0] + 0.7152 * own[1] + 0.0722 * own[2]) / 255;
  const dark = document.documentElement.dataset.theme === 'dark';
  const share = dark ? 0.45 * (light < 0.3) : 0.4 * (light > 0.85);
  const ink = channels(theme.colour('muted'));
  return `rgb(${own.map((value, at) => Math.round(value + (ink[at] - value) * share)).join(',')})`;
}

function total(rows) {
  const sums = new Map();
  rows.forEach((row) => {
    const sum = sums.get(row.label) ?? { label: row.label, count: 0, colour: row.colour };
    sum.count += row.count;
    sums.set(row.label, sum);
  });
  return [...sums.values()].sort((a, b) => b.count - a.count);
}

/** A row for every day between the first and the last. */
function byDay(answer, nothing) {
  const found = new Map(answer.rows.map((row) => [row.day, row]));
  return ranges.filledDays(answer).map((day) => found.get(day) ?? { day, ...nothing });
}

function sightings() {
  return panel({
    id: 'sightings',
    title: 'Sightings and false positives',
    path: 'trendings/sightings',
    size: 'half',
    show: (body, answer, summary) => draw(chart(body), summary, () => {
      const em = theme.em();
      const rows = byDay(answer, { sightings: 0, falsePositives: 0 });
      const absolute = (value) => number(Math.abs(value));
      return {
        grid: grid({ bottom: 2.75 * em }),
        legend: legend(),
        tooltip: tooltip({ trigger: 'axis', valueFormatter: absolute }),
        xAxis: axis({ type: 'category', data: rows.map((row) => row.day.slice(5)), splitLine: { show: false } }),
        yAxis: axis({ type: 'value', minInterval: 1, axisLabel: { color: theme.colour('muted'), fontSize: 0.75 * em, formatter: absolute } }),
        series: [
          { type: 'bar', stack: 'all', name: 'Sightings', data: rows.map((row) => row.sightings), color: theme.colour('series-1'), barMaxWidth: 2 * em },
          { type: 'bar', stack: 'all', name: 'False positives', data: rows.map((row) => -row.falsePositives), color: theme.colour('series-5'), barMaxWidth: 2 * em },
        ],
      };
    }),
    summary: (answer) => {
      const sum = (name) => number(answer.rows.reduce((all, row) => all + row[name], 0));
      return `${sum('sightings')} sightings above the line, ${sum('falsePositives')} false positives below, by day`;
    },
  });
}

function discussions() {
  return panel({
    id: 'discussions',
    title: 'Discussions',
    path: 'trendings/discussions',
    size: 'half',
    show: (body, answer, summary) => draw(chart(body), summary, () => {
      const em = theme.em();
      const rows = byDay(answer, { posts: 0 });
      return {
        grid: grid({ bottom: 0.5 * em }),
        tooltip: tooltip({ trigger: 'axis' }),
        xAxis: axis({ type: 'category', data: rows.map((row) => row.day.slice(5)), splitLine: { show: false } }),
        yAxis: axis({ type: 'value', minInterval: 1 }),
        series: [{ type: 'bar', name: 'Posts', data: rows.map((row) => row.posts), color: theme.colour('series-4'), barMaxWidth: 2 * em }],
      };
    }),
    summary: (answer) => `${number(answer.rows.reduce((all, row) => all + row.posts, 0))} posts by day`,
  });
}
