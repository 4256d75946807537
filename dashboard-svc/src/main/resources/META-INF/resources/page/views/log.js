// The live log: what is kept, then what comes; filters and search are in the address, a pause holds lines back.

import * as api from '../api.js';
import { fill, h, seldom } from '../dom.js';
import * as health from '../health.js';
import * as ranges from '../range.js';
import * as state from '../state.js';

const LINES_MAX = 300;
const HELD_MAX = 1000;
const AGAIN_MILLIS = 10000;

// Lines that come closer together than this are shown together.
const SHOW_MILLIS = 200;
const FILTERS = [['category', 'Category'], ['org', 'Organisation'], ['feed', 'Feed']];

export default function log() {
  const lines = [];
  const held = [];
  let paused = false;
  let open = false;

  const list = h('ol', { class: 'lines', role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions', 'aria-label': 'Log lines' });
  const note = h('p', { class: 'note', role: 'status' });
  const when = h('p', { class: 'when' });
  const pause = h('button', { type: 'button', class: 'tool', 'aria-pressed': 'false', onclick: toggle }, 'Pause');
  const search = h('input', {
    type: 'search', class: 'tool', placeholder: 'Search', 'aria-label': 'Search the log', value: state.get('q'),
    oninput: (event) => state.set({ q: event.target.value }),
  });
  const selects = FILTERS.map(([name, title]) => h('select', {
    class: 'tool', 'aria-label': `Log: ${title.toLowerCase()}`, onchange: (event) => state.set({ [name]: event.target.value }),
  }));
  const csv = h('a', { class: 'tool', download: 'log.csv', 'aria-label': 'Log: export as CSV' }, 'CSV');
  const json = h('a', { class: 'tool', download: 'log.json', 'aria-label': 'Log: export as JSON' }, 'JSON');
  const element = h('section', { class: 'panel log', id: 'panel-log', 'aria-labelledby': 'title-log' },
    h('div', { class: 'head' },
      h('div', { class: 'names' }, h('h2', { id: 'title-log' }, 'Log'), when),
      h('div', { class: 'tools' }, search, selects, pause, csv, json)),
    note, h('div', { class: 'body scroll', tabindex: '0', role: 'group', 'aria-label': 'Log' }, list));

  function toggle() {
    paused = !paused;
    pause.setAttribute('aria-pressed', String(paused));
    fill(pause, paused ? 'Go on' : 'Pause');
    if (!paused) {
      held.splice(0).forEach(add);
      render();
    }
    tell();
  }

  function add(line) {
    lines.unshift(line);
    lines.length = Math.min(lines.length, LINES_MAX);
  }

  function passes(line) {
    const wanted = state.get('q').toLowerCase();
    return FILTERS.every(([name]) => !state.get(name) || line[name] === state.get(name))
      && (!wanted || [line.value, line.comment, line.title, line.org, line.category, line.type, line.event, ...line.tags]
        .some((text) => text.toLowerCase().includes(wanted)));
  }

  function render() {
    fresh = 0;
    FILTERS.forEach(([name, title], at) => {
      const chosen = state.get(name);
      const values = [...new Set([...lines.map((line) => line[name]), chosen].filter((value) => value))].sort();
      fill(selects[at], h('option', { value: '' }, `${title}: all`),
        values.map((value) => h('option', { value, selected: value === chosen }, value)));
    });
    const kept = lines.filter(passes);
    fill(list, kept.map(row));
    tell(kept.length);
  }

  function tell(count = lines.filter(passes).length) {
    fill(when, `${count} of ${lines.length} lines, the newest first, ${paused ? `paused, ${held.length} held back` : !open ? 'connecting' : health.isStale() ? 'not current' : 'live'}`);
    note.hidden = count > 0;
    if (count === 0) {
      fill(note, lines.length > 0 ? 'No line passes the filter.' : reason);
    } else {
      fill(note);
    }
  }

  let reason = 'Nothing has come yet.';
  let failed = false;
  let timer = 0;

  async function load() {
    clearTimeout(timer);
    const range = ranges.page();
    csv.href = api.address('log', range, { format: 'csv' });
    json.href = api.address('log', range, { format: 'json' });
    try {
      const answer = await api.ask('log', range, { limit: 101 });
      lines.length = 0;
      answer.rows.toReversed().forEach(add);
      reason = answer.empty?.text ?? 'Nothing has come yet.';
      failed = false;
    } catch (failure) {
      failed = true;
      reason = `${failure.message}${failure.again ? ' Trying again.' : ''}`;
      if (failure.again) {
        timer = setTimeout(load, AGAIN_MILLIS);
      }
    }
    render();
  }

  let fresh = 0;
  const showFresh = seldom(SHOW_MILLIS, () => {
    list.prepend(...lines.slice(0, fresh).filter(passes).map(row));
    fresh = 0;
    while (list.children.length > LINES_MAX) {
      list.lastChild.remove();
    }
    tell();
  });

  const source = api.listen('lines', (line) => {
    if (line.kind === 'Keepalive') {
      return;
    }
    if (paused) {
      held.push(line);
      held.splice(0, held.length - HELD_MAX);
      tell();
    } else {
      add(line);
      fresh = Math.min(fresh + 1, LINES_MAX);
      showFresh();
    }
  }, (is) => {
    open = is;
    tell();
  }, load);
  const forget = health.onLook(() => tell());

  return {
    id: 'log',
    element,
    load,
    render,
    failed: () => failed,
    stop: () => clearTimeout(timer),
    close: () => {
      forget();
      clearTimeout(timer);
      source.close();
    },
    concerns: (names) => names.some((name) => ['range', 'from', 'to'].includes(name)),
    turns: (names) => names.some((name) => ['q', ...FILTERS.map(([filter]) => filter)].includes(name)),
  };
}

function row(line) {
  const title = line.title || (line.event ? `Event ${line.event}` : 'No event');
  return h('li', { class: 'line' },
    h('time', { datetime: line.time }, line.time ? ranges.time(line.time) : 'no time'),
    h('span', { class: 'org' }, line.org || line.feed),
    h('span', { class: 'event' },
      line.link ? h('a', { href: line.link, target: '_blank', rel: 'noopener noreferrer' }, title) : title,
      line.threat ? h('span', { class: `threat ${line.threat}` }, line.threat) : null),
    h('span', { class: 'category' }, line.category, h('span', { class: 'muted' }, line.type)),
    h('span', { class: 'value' }, h('code', {}, line.value), line.comment ? h('span', { class: 'muted' }, line.comment) : null),
    h('span', { class: 'tags' }, line.tags.map((tag, at) => tagged(tag, line.colours[at]))));
}

/** A tag beside a swatch of its colour: the text stays readable whatever the colour is. */
export function tagged(name, colour) {
  const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
  if (colour) {
    swatch.style.setProperty('background-color', colour);
  }
  return h('span', { class: 'tag' }, swatch, name);
}
