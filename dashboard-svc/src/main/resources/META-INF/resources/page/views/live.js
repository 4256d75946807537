import * as api from '../api.js';
import { draw, stacked } from '../charts.js';
import { fill, h, number, seldom, words } from '../dom.js';
import * as health from '../health.js';
import { degreesAt, load, world } from '../map.js';
import { panel } from '../panel.js';
import * as ranges from '../range.js';
import log from './log.js';

const FRESH_MAX = 12;

// What came after the panel was asked is newer than its range.
const SLACK_MILLIS = 60000;

// Drawing the world takes a while: what comes meanwhile, lines of the log too, waits for it.
const REDRAW_MILLIS = 3000;

export default { title: 'Live', open };

function open() {
  const figures = strip();
  const fresh = [];
  const map = mapPanel(fresh);
  const lines = log(figures.alive);
  const redraw = seldom(REDRAW_MILLIS, () => map.render());
  const places = api.listen('map', (item) => {
    fresh.unshift({ latitude: Number(item.coord.lat), longitude: Number(item.coord.lon), value: item.value, count: 1 });
    fresh.length = Math.min(fresh.length, FRESH_MAX);
    redraw();
  });
  return {
    before: figures.element,
    panels: [activity(figures), map, lines, figures.feeds],
    close: () => {
      places.close();
      lines.close();
      figures.close();
    },
  };
}

export function activity(figures) {
  return panel({
    id: 'activity',
    title: 'Activity',
    path: 'activity',
    size: 'wide',
    live: true,
    parameters: () => ({ step: ranges.step(ranges.of('activity')).name }),
    empty: () => figures?.contributions({ rows: [] }),
    show: (body, answer, summary) => {
      figures?.contributions(answer);
      const step = ranges.step(ranges.of('activity'));
      const rows = answer.rows.map((row) => ({ ...row, second: Date.parse(row.time) / 1000 }));
      draw(chart(body), summary, () => stacked(rows, {
        x: 'second', name: 'category', value: 'count', times: ranges.steps(answer.rows.map((row) => row.time), step.seconds, answer),
        xLabel: (second) => ranges.tick(second, answer.zone, step.name !== '1d'),
      }));
    },
    summary: (answer) => {
      const total = answer.rows.reduce((sum, row) => sum + row.count, 0);
      return `${number(total)} contributions over time, by category, times in ${ranges.zone(answer.zone)}`;
    },
  });
}

/** The element of a chart in a panel's body, kept between refreshes. */
export function chart(body, size = '') {
  const found = body.querySelector(':scope > .chart');
  if (found && body.children.length === 1) {
    return found;
  }
  const element = h('div', { class: `chart ${size}` });
  fill(body, element);
  return element;
}

export function mapPanel(fresh = [], aim = null) {
  let places = [];
  let asked = null;
  return panel({
    id: 'map',
    title: 'Where',
    path: 'countries',
    live: true,
    size: 'map',
    show: async (body, answer, summary) => {
      const element = chart(body);
      if (asked !== answer) {
        const [, found] = await Promise.all([load(), api.ask('places', ranges.of('map'), { limit: 500 })]);
        places = found.rows;
        asked = answer;
      }
      if (element.isConnected) {
        const map = draw(element, summary, () => world(answer.rows, places, fresh));
        if (aim && !element.aimed) {
          element.aimed = true;
          map.getZr().on('click', (event) => {
            const degrees = degreesAt(map, event.offsetX, event.offsetY);
            if (degrees.every(Number.isFinite)) {
              aim(degrees);
            }
          });
        }
      }
    },
    summary: (answer) => {
      const best = answer.rows.slice(0, 3).map((row) => `${row.name} ${number(row.count)}`).join(', ');
      return `World map of ${answer.rows.length} countries; most: ${best}`;
    },
  });
}

/** Figures above the panels, and the feeds that they come from. */
function strip() {
  const total = h('dd', {}, '–');
  const busiest = h('dd', {}, '–');
  const last = h('dd', {}, '–');
  const element = h('dl', { class: 'figures' },
    h('div', {}, h('dt', {}, 'Contributions'), total),
    h('div', {}, h('dt', {}, 'Busiest category'), busiest),
    h('div', {}, h('dt', {}, 'Newest in range'), last));
  const feeds = panel({
    id: 'feeds',
    title: 'Sources',
    path: 'feeds',
    live: true,
    ranged: false,
    size: 'third',
    emptyText: (answer) => answer.empty.text,
    show: (body, answer) => fill(body, h('ul', { class: 'feeds' }, answer.rows.map(feedLine))),
  });
  // Rows have the beginning of their step only; the newest message's own time is told when it is of the range.
  let shown = null;
  const newest = () => {
    const of = health.latest();
    if (!shown || shown.rows.length === 0) {
      fill(last, '–');
    } else if (of?.newest && Date.parse(of.newest) >= Date.parse(shown.from) && Date.parse(of.newest) < Date.parse(shown.to) + SLACK_MILLIS) {
      fill(last, ranges.time(of.newest), h('span', { class: 'age' }, ` ${ranges.age((Date.now() - Date.parse(of.newest)) / 1000)} ago`));
    } else {
      const step = ranges.step(ranges.of('activity'));
      fill(last, `in the ${step.name} from ${ranges.time(shown.rows.at(-1).time)}`);
    }
  };
  const forget = health.onLook(newest);
  return {
    element,
    feeds,
    close: forget,
    alive: () => {},
    contributions: (answer) => {
      const sums = new Map();
      answer.rows.forEach((row) => sums.set(row.category, (sums.get(row.category) ?? 0) + row.count));
      const best = [...sums.entries()].sort((a, b) => b[1] - a[1])[0];
      fill(total, number([...sums.values()].reduce((sum, one) => sum + one, 0)));
      fill(busiest, best ? words(best[0]) : '–');
      shown = answer;
      newest();
    },
  };
}

const KINDS = { misp: '', hub: 'events of the hub, ', replayed: 'replayed, ' };
const STATES = { receiving: 'receiving', silent: 'silent', never: 'nothing yet' };

export function feedLine(feed) {
  const since = feed.lastMessageAt ? `last message ${ranges.time(feed.lastMessageAt)}` : 'no message since the start';
  // What was replayed, or the hub, owes no message: its silence is no fault.
  const calm = feed.kind !== 'misp' && feed.state === 'silent';
  return h('li', { class: `feed ${calm ? 'calm' : feed.state}` },
    h('span', { class: 'dot', 'aria-hidden': 'true' }),
    h('strong', {}, feed.feed),
    h('span', { class: 'state' }, `${KINDS[feed.kind] ?? ''}${calm ? 'quiet' : STATES[feed.state]}${feed.connected === false ? ', not connected' : ''}`),
    h('span', { class: 'muted' }, `${since}, ${number(feed.counted)} messages counted${feed.lostMessages ? `, ${number(feed.lostMessages)} lost` : ''}`));
}
