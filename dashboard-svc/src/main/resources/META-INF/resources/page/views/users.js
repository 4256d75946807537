import { axis, draw, grid, heat, legend, tooltip } from '../charts.js';
import { fill, h, number, table, words } from '../dom.js';
import { panel } from '../panel.js';
import * as ranges from '../range.js';
import * as state from '../state.js';
import * as theme from '../theme.js';
import { chart } from './live.js';

export default { title: 'Users', open };

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function open() {
  return { panels: [days(), punchCard(), organisations()] };
}

function days() {
  return panel({
    id: 'logins',
    title: 'Logins and contributions',
    path: 'users/days',
    size: 'wide',
    show: (body, answer, summary) => draw(chart(body), summary, () => {
      const em = theme.em();
      const found = new Map(answer.rows.map((row) => [row.day, row]));
      const rows = ranges.filledDays(answer).map((day) => found.get(day) ?? { day, contributed: 0, notContributed: 0, points: 0 });
      return {
        grid: grid({ bottom: 2.75 * em }),
        legend: legend(),
        tooltip: tooltip({ trigger: 'axis' }),
        xAxis: axis({ type: 'category', data: rows.map((row) => row.day), splitLine: { show: false } }),
        yAxis: [
          axis({ type: 'value', minInterval: 1, axisLabel: { color: theme.colour('muted'), fontSize: 0.75 * em, formatter: number } }),
          axis({ type: 'value', minInterval: 1, splitLine: { show: false } }),
        ],
        series: [
          bar('Organisations that logged in and contributed', rows.map((row) => row.contributed), theme.colour('series-1')),
          bar('Organisations that only logged in', rows.map((row) => row.notContributed), theme.colour('series-3')),
          {
            type: 'line', yAxisIndex: 1, name: 'Points (right axis)', data: rows.map((row) => row.points),
            symbolSize: 0.45 * em, lineStyle: { width: 2 }, color: theme.colour('series-2'),
          },
        ],
      };
    }),
    summary: (answer) => {
      const logins = answer.rows.reduce((sum, row) => sum + row.logins, 0);
      return `${number(logins)} logins over ${answer.rows.length} days, beside the points of these days`;
    },
  });
}

function bar(name, data, color) {
  return { type: 'bar', stack: 'orgs', name, data, color, barMaxWidth: 28 };
}

function punchCard() {
  return panel({
    id: 'punch-card',
    title: 'When they log in',
    path: 'users/punch-card',
    size: 'twothirds',
    state: ['org'],
    parameters: () => ({ org: state.get('org') }),
    show: (body, answer, summary) => draw(chart(body), summary, () => heat({
      columns: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
      rows: WEEK.map(words),
      cells: WEEK.flatMap((day, row) => Array.from({ length: 24 }, (_, hour) => [hour, row,
        answer.rows.find((one) => one.weekday === day && one.hour === hour)?.logins ?? 0])),
      unit: 'logins',
    })),
    summary: (answer) => `Logins by weekday and hour in ${ranges.zone(answer.zone)}`,
  });
}

function organisations() {
  return panel({
    id: 'users',
    title: 'Organisations',
    path: 'users',
    size: 'third',
    tabular: true,
    state: ['org'],
    show: (body, answer) => fill(body, h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Organisations' }, table([
      { name: 'org', title: 'Organisation', header: true, cell: (row) => h('button', {
        type: 'button', class: 'link', 'aria-pressed': String(state.get('org') === row.org && row.org !== ''),
        onclick: () => state.set({ org: state.get('org') === row.org ? null : row.org }),
      }, row.org || 'no name') },
      { name: 'logins', title: 'Logins', number: true },
      { name: 'points', title: 'Points', number: true },
      { name: 'pointsPerDay', title: 'Per day', number: true },
    ], answer.rows, 'Organisations by logins'))),
  });
}
