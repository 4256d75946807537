// A panel: a title, a range of time, a picture with a table beside it, exports, and the reason when it is empty.

import * as api from './api.js';
import { sweep } from './charts.js';
import { fill, h, plain, table, words } from './dom.js';
import * as ranges from './range.js';
import * as state from './state.js';

const SECONDS_LIVE = 15;
const SECONDS_CALM = 60;
const SECONDS_AGAIN = 10;

/**
 * @param {object} spec
 *   id, title, path: of the API; parameters(): more of the query; size: a class of the grid
 *   show(body, answer): draws; summary(answer): one sentence; columns(answer): of the table
 *   live: refreshes more often; ranged: false for what has no range; tabular: it is a table already
 */
export function panel(spec) {
  const id = spec.id;
  const body = h('div', { class: 'body' });
  const note = h('p', { class: 'note', role: 'status' });
  const when = h('p', { class: 'when' });
  const csv = h('a', { class: 'tool', download: `${id}.csv`, 'aria-label': `${spec.title}: export as CSV` }, 'CSV');
  const json = h('a', { class: 'tool', download: `${id}.json`, 'aria-label': `${spec.title}: export as JSON` }, 'JSON');
  const flip = spec.tabular ? null : h('button', {
    class: 'tool', type: 'button', 'aria-pressed': 'false', 'aria-label': `${spec.title}: show as table`,
    onclick: () => state.set({ [`table-${id}`]: isTable() ? null : '1' }),
  }, 'Table');
  const element = h('section', { class: `panel ${spec.size ?? ''}`, id: `panel-${id}`, 'aria-labelledby': `title-${id}` },
    h('div', { class: 'head' },
      h('div', { class: 'names' }, h('h2', { id: `title-${id}` }, spec.title), when),
      h('div', { class: 'tools' }, spec.tools?.() ?? null, spec.ranged === false ? null : ownRange(id, spec.title), flip, csv, json)),
    note, body);

  let answer = null;
  let timer = 0;
  let asking = null;

  const isTable = () => state.get(`table-${id}`) === '1' && !spec.tabular;

  function render() {
    flip?.setAttribute('aria-pressed', String(isTable()));
    if (!answer) {
      return;
    }
    const before = place(body);
    const empty = answer.rows.length === 0;
    note.hidden = !empty;
    element.classList.toggle('empty', empty);
    if (empty) {
      spec.empty?.();
      fill(note, spec.emptyText?.(answer) ?? answer.empty?.text ?? 'Nothing in this range.');
      fill(body);
    } else if (isTable()) {
      fill(note);
      fill(body, h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': `${spec.title}, table` },
        table(columns(answer), answer.rows, spec.title)));
    } else {
      fill(note);
      spec.show(body, answer, spec.summary?.(answer) ?? spec.title);
    }
    restore(body, before);
    sweep();
  }

  function columns() {
    return spec.columns?.(answer) ?? answer.columns.map((name) => ({
      name,
      title: words(name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()),
      number: typeof answer.rows[0][name] === 'number',
      cell: (row) => (/^(time|last|lastMessageAt)$/.test(name) ? ranges.time(row[name]) : plain(row[name])),
    }));
  }

  async function load() {
    clearTimeout(timer);
    asking?.abort();
    asking = new AbortController();
    const range = ranges.of(id);
    const parameters = spec.parameters?.() ?? {};
    csv.href = api.address(spec.path, range, { ...parameters, format: 'csv' });
    json.href = api.address(spec.path, range, { ...parameters, format: 'json' });
    element.setAttribute('aria-busy', 'true');
    try {
      answer = await api.ask(spec.path, range, parameters, asking.signal);
      element.classList.remove('failed');
      fill(when, spec.ranged === false ? `As of ${ranges.time(answer.at)}` : ranges.words(answer, range));
      when.title = `Asked at ${ranges.time(answer.at)}`;
      render();
      again(range.relative ? (spec.live ? SECONDS_LIVE : SECONDS_CALM) : 0);
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        element.classList.add('failed');
        note.hidden = false;
        const kept = answer ? ` Shown is what was known at ${ranges.time(answer.at)}.` : '';
        fill(note, `${failure.message}${failure.again ? ' Trying again.' : ''}${kept}`);
        again(failure.again ? SECONDS_AGAIN : 0);
      }
    } finally {
      element.removeAttribute('aria-busy');
    }
  }

  function again(seconds) {
    if (seconds > 0) {
      timer = setTimeout(load, seconds * 1000);
    }
  }

  return {
    id,
    element,
    load,
    render,
    failed: () => element.classList.contains('failed'),
    stop: () => {
      clearTimeout(timer);
      asking?.abort();
    },
    concerns: (names) => names.some((name) =>
      ['range', 'from', 'to', `range-${id}`, ...(spec.state ?? [])].includes(name)),
    turns: (names) => names.includes(`table-${id}`),
  };
}

/** Where the reader is in a panel: what has the focus, and how far it was scrolled. */
function place(body) {
  const focused = body.contains(document.activeElement) ? document.activeElement : null;
  return {
    tag: focused?.tagName,
    text: focused?.textContent,
    label: focused?.getAttribute('aria-label'),
    scroll: body.querySelector('.scroll')?.scrollTop ?? 0,
  };
}

/** Goes back there after the panel was rebuilt. */
function restore(body, before) {
  const scroll = body.querySelector('.scroll');
  if (scroll) {
    scroll.scrollTop = before.scroll;
  }
  if (before.tag && !body.contains(document.activeElement)) {
    [...body.querySelectorAll(before.tag)].find((one) =>
      (before.label ? one.getAttribute('aria-label') === before.label : one.textContent === before.text))
      ?.focus({ preventScroll: true });
  }
}

function ownRange(id, title) {
  const chosen = state.get(`range-${id}`);
  return h('select', {
    class: 'tool', 'aria-label': `${title}: range of time`,
    onchange: (event) => state.set({ [`range-${id}`]: event.target.value }),
  },
  h('option', { value: '' }, 'Page range'),
  ranges.RELATIVE.map(([name, label]) => h('option', { value: name, selected: name === chosen }, label)));
}
