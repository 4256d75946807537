import * as api from '../api.js';
import { draw, heat, short, stacked } from '../charts.js';
import { fill, h, number, seldom, table, words } from '../dom.js';
import { panel } from '../panel.js';
import * as ranges from '../range.js';
import * as state from '../state.js';
import { chart } from './live.js';

export default { title: 'Contributors', open };

function open() {
  const awarded = awards();
  const source = api.listen('awards', seldom(2000, () => awarded.load()));
  return {
    panels: [ranking(), days(), organisation(), categories(), trophies(), awarded],
    close: () => source.close(),
  };
}

function who(name) {
  return h('button', {
    type: 'button', class: 'link', 'aria-pressed': String(state.get('org') === name),
    onclick: () => state.set({ org: state.get('org') === name ? null : name }),
  }, name || 'no name');
}

function ranking() {
  return panel({
    id: 'ranking',
    title: 'Ranking',
    path: 'contributors',
    size: 'half',
    tabular: true,
    state: ['org'],
    show: (body, answer) => {
      const most = Math.max(...answer.rows.map((row) => row.points));
      fill(body, h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Ranking' }, table([
        { name: 'place', title: '', number: true },
        { name: 'org', title: 'Organisation', cell: (row) => who(row.org) },
        { name: 'points', title: 'Points', number: true, cell: (row) => h('span', { class: 'bar' }, meter(row.points, most), h('span', {}, number(row.points))) },
        { name: 'level', title: 'Level', number: true },
        { name: 'rank', title: 'Rank', number: true, cell: (row) => `${row.rank} of 16` },
        { name: 'badges', title: 'Badges', cell: (row) => row.badges.map((badge) => h('span', { class: 'badge' }, `Badge ${badge}`)) },
        { name: 'trophy', title: 'Best trophy' },
      ], answer.rows, 'Organisations by points')));
    },
  });
}

function meter(value, most) {
  return h('meter', { min: '0', max: most, value, 'aria-hidden': 'true', tabindex: '-1' });
}

function days() {
  return panel({
    id: 'days',
    title: 'Points by day',
    path: 'contributors/days',
    size: 'half',
    state: ['org'],
    parameters: () => ({ limit: 6, org: state.get('org') }),
    show: (body, answer, summary) => draw(chart(body), summary, () => stacked(answer.rows, {
      x: 'day', name: 'org', value: 'points', times: ranges.filledDays(answer), labels: (name) => name || 'no name', xLabel: (day) => day.slice(5),
    })),
    summary: (answer) => `Points by day of ${new Set(answer.rows.map((row) => row.org)).size} organisations`,
  });
}

function organisation() {
  const chosen = panel({
    id: 'requirements',
    title: 'Requirements',
    path: 'contributors/requirements',
    size: 'third',
    tabular: true,
    ranged: false,
    state: ['org'],
    parameters: () => ({ org: state.get('org') }),
    show: (body, answer) => fill(body, h('p', {}, h('strong', {}, state.get('org'))),
      h('ol', { class: 'requirements' }, answer.rows.map((row) => h('li', { class: row.fulfilled ? 'done' : '' },
        h('span', { class: 'mark', 'aria-hidden': 'true' }, row.fulfilled ? '●' : '○'),
        h('span', {}, row.text, h('span', { class: 'unseen' }, row.fulfilled ? ', fulfilled' : ', open')))))),
  });
  const load = chosen.load;
  chosen.load = () => {
    if (state.get('org')) {
      load();
    } else {
      chosen.element.querySelector('.note').hidden = false;
      fill(chosen.element.querySelector('.note'), 'Choose an organisation in the ranking.');
      fill(chosen.element.querySelector('.body'));
    }
  };
  return chosen;
}

function categories() {
  return panel({
    id: 'categories',
    title: 'What they contribute',
    path: 'contributors/categories',
    size: 'twothirds',
    show: (body, answer, summary) => {
      const sums = (key) => {
        const found = new Map();
        answer.rows.forEach((row) => found.set(row[key], (found.get(row[key]) ?? 0) + row.count));
        return [...found.entries()].sort((a, b) => b[1] - a[1]).map(([name]) => name);
      };
      const columns = sums('category').slice(0, 10);
      const rows = sums('org').slice(0, 12);
      const cells = answer.rows.filter((row) => columns.includes(row.category) && rows.includes(row.org))
        .map((row) => [columns.indexOf(row.category), rows.indexOf(row.org), row.count]);
      draw(chart(body), summary, () => heat({ columns: columns.map((name) => short(words(name), 18)), rows, cells, unit: 'contributions' }));
    },
    summary: () => 'Contributions by organisation and category',
  });
}

function trophies() {
  return panel({
    id: 'trophies',
    title: 'Trophies',
    path: 'contributors/trophies',
    size: 'half',
    tabular: true,
    ranged: false,
    state: ['category', 'org'],
    parameters: () => ({ category: state.get('category'), org: state.get('org') }),
    show: (body, answer) => fill(body, h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Trophies' }, table([
      { name: 'category', title: 'Category', cell: (row) => h('button', { type: 'button', class: 'link', onclick: () => state.set({ category: state.get('category') ? null : row.category }) }, words(row.category)) },
      { name: 'org', title: 'Organisation' },
      { name: 'points', title: 'Points', number: true },
      { name: 'title', title: 'Trophy' },
    ], answer.rows, 'Trophies of all time'))),
  });
}

function awards() {
  return panel({
    id: 'awards',
    title: 'Latest awards',
    path: 'contributors/awards',
    size: 'half',
    tabular: true,
    live: true,
    parameters: () => ({ limit: 50 }),
    show: (body, answer) => fill(body, h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Latest awards' }, table([
      { name: 'time', title: 'Time', class: 'time', cell: (row) => ranges.time(row.time) },
      { name: 'org', title: 'Organisation' },
      { name: 'kind', title: 'Award', cell: (row) => describe(row) },
    ], answer.rows, 'Latest awards'))),
  });
}

function describe(row) {
  if (row.kind === 'trophy') {
    return `Trophy ${row.text} in ${words(row.category)}`;
  }
  return row.kind === 'badge' ? `Badge ${row.number}, ${row.text}` : `Requirement ${row.number}: ${row.text}`;
}
