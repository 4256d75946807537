// The frame of the page: navigation, range of time, look; then the panels of the page that the address names.

import { sweep } from './charts.js';
import { fill, h } from './dom.js';
import * as health from './health.js';
import * as ranges from './range.js';
import * as state from './state.js';
import * as theme from './theme.js';
import contributors from './views/contributors.js';
import geo from './views/geo.js';
import live from './views/live.js';
import sources from './views/sources.js';
import trendings from './views/trendings.js';
import users from './views/users.js';

const PAGES = { live, geo, contributors, users, trendings, sources };
const THEMES = [['auto', 'System'], ['light', 'Light'], ['dark', 'Dark']];

const top = document.querySelector('header.top');
const main = document.querySelector('main');
let shown = null;

function current() {
  const name = state.get('page', 'live');
  return Object.hasOwn(PAGES, name) ? name : 'live';
}

function frame() {
  fill(top,
    h('a', { class: 'brand', href: state.address('live'), onclick: (event) => go(event, 'live') },
      h('img', { src: '/page/mark.svg', alt: '', width: '28', height: '28' }), h('span', {}, 'Heliograph')),
    h('nav', { 'aria-label': 'Pages' }, h('ul', {}, Object.entries(PAGES).map(([name, page]) => h('li', {},
      h('a', {
        href: state.address(name),
        'aria-current': name === current() ? 'page' : null,
        onclick: (event) => go(event, name),
      }, page.title))))),
    h('div', { class: 'controls' }, health.element, rangeControl(), themeControl()));
}

/** What of the address cannot be read is said, and the default is shown instead: never nothing. */
function banner() {
  const found = ranges.problems();
  if (!Object.hasOwn(PAGES, state.get('page', 'live'))) {
    found.unshift(`page is none of ${Object.keys(PAGES).join(', ')}, found "${state.get('page').slice(0, 40)}".`);
  }
  if (found.length === 0) {
    return null;
  }
  const wrong = state.names().filter((name) => name === 'from' || name === 'to' || name.startsWith('range'));
  return h('p', { class: 'notice', role: 'alert' },
    `The address cannot be read whole: ${found.join(' ')} Shown is the ${ranges.page().title ?? 'range that it names'}. `,
    h('a', {
      href: state.address(current()),
      onclick: (event) => {
        event.preventDefault();
        state.set({ ...Object.fromEntries(wrong.map((name) => [name, null])), page: current() });
      },
    }, 'Remove what cannot be read'));
}

function go(event, name) {
  if (!event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    const gone = Object.fromEntries([...new URLSearchParams(location.search).keys()]
      .filter((key) => !['range', 'from', 'to', 'theme', 'wall', 'page'].includes(key)).map((key) => [key, null]));
    state.set({ ...gone, page: name });
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function rangeControl() {
  const chosen = ranges.page();
  const custom = chosen.name === 'custom';
  const from = moment('From', chosen.from);
  const to = moment('To', chosen.to);
  const fields = h('span', { class: 'custom', hidden: !custom }, from, to, h('span', { class: 'zone' }, 'UTC'));
  const apply = () => {
    const [begin, end] = [from, to].map((label) => label.querySelector('input').value);
    if (begin && end && begin < end) {
      state.set({ from: `${begin}:00Z`.replace(/(:\d\d:\d\d):00Z$/, '$1Z'), to: `${end}:00Z`.replace(/(:\d\d:\d\d):00Z$/, '$1Z'), range: null });
    }
  };
  fields.addEventListener('change', apply);
  return h('div', { class: 'range' },
    h('label', {}, h('span', { class: 'unseen' }, 'Range of time of the page'),
      h('select', {
        id: 'range',
        onchange: (event) => {
          if (event.target.value === 'custom') {
            const now = ranges.page();
            state.set({ from: now.from, to: now.to, range: null });
          } else {
            state.set({ range: event.target.value, from: null, to: null });
          }
          frame();
          document.getElementById('range').focus();
        },
      },
      ranges.RELATIVE.map(([name, label]) => h('option', { value: name, selected: name === chosen.name }, `Last ${label}`)),
      custom || ranges.RELATIVE.some(([name]) => name === chosen.name) ? null
        : h('option', { value: chosen.name, selected: true }, chosen.title.replace('last', 'Last')),
      h('option', { value: 'custom', selected: custom }, 'From … to …'))),
    fields);
}

function moment(label, value) {
  return h('label', {}, h('span', { class: 'unseen' }, `${label} (UTC)`),
    h('input', { type: 'datetime-local', step: '60', value: new Date(value).toISOString().slice(0, 16) }));
}

function themeControl() {
  return h('label', {}, h('span', { class: 'unseen' }, 'Colours'),
    h('select', { id: 'theme', onchange: (event) => theme.choose(event.target.value) },
      THEMES.map(([name, label]) => h('option', { value: name, selected: name === theme.chosen() }, label))));
}

function show() {
  const name = current();
  shown?.panels.forEach((panel) => panel.stop());
  shown?.close?.();
  const page = PAGES[name];
  document.title = `${page.title} · Heliograph`;
  shown = page.open();
  fill(main, h('h1', { class: 'unseen' }, page.title), banner(), shown.before ?? null,
    h('div', { class: `grid ${name}` }, shown.panels.map((panel) => panel.element)));
  sweep();
  shown.panels.forEach((panel) => panel.load());
}

state.onChange((names) => {
  if (names.includes('page')) {
    frame();
    show();
    return;
  }
  main.querySelector('.notice[role=alert]')?.remove();
  main.querySelector('h1').after(banner() ?? '');
  shown.panels.forEach((panel) => {
    if (panel.concerns(names)) {
      panel.load();
    } else if (panel.turns(names)) {
      panel.render();
    }
  });
});

fill(document.querySelector('footer.bottom'),
  h('p', {}, 'Times are UTC unless they say otherwise. '),
  h('p', {}, 'Map: Natural Earth. Everything on this page is served by this hub.'));

// What failed while something was away is asked again as soon as it is back.
health.onLook((stale, ended) => {
  if (ended) {
    shown?.panels.filter((panel) => panel.failed?.()).forEach((panel) => panel.load());
  }
});

theme.apply();
frame();
show();
