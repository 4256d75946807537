// Whether what is shown is current, asked every few seconds; the light in the header says so, and pages follow.

import * as api from './api.js';
import { fill, h } from './dom.js';
import * as ranges from './range.js';

const EVERY_MILLIS = 5000;

const listeners = new Set();
const light = h('p', { class: 'light waiting', role: 'status' }, h('span', { class: 'dot', 'aria-hidden': 'true' }), h('span', {}, 'asking'));

let last = null;
let goodAt = Date.now();
let wasStale = false;

/** The light, for the header. */
export const element = light;

/** What was told last, or null. */
export function latest() {
  return last;
}

export function isStale() {
  return wasStale;
}

/** Calls back after each look: with whether it is stale, and whether that ended just now. */
export function onLook(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(kind, text, title) {
  light.className = `light ${kind}`;
  light.title = title ?? '';
  const words = light.lastChild;
  if (words.textContent !== text) {
    fill(words, text);
  }
}

async function look() {
  let stale = true;
  try {
    last = await api.current();
    stale = last.stale;
    if (stale) {
      show('stale', `not current: data ${ranges.age((Date.now() - goodAt) / 1000)} old`, `Missing: ${last.missing}`);
    } else {
      goodAt = Date.now();
      show('current', last.newestAgeSeconds === null ? 'current, nothing counted yet' : `current, newest ${ranges.age(last.newestAgeSeconds)} ago`,
        last.newest ? `The newest message counted is of ${ranges.time(last.newest)}` : '');
    }
  } catch (failure) {
    show('gone', `disconnected: data ${ranges.age((Date.now() - goodAt) / 1000)} old`, failure.message);
  }
  const ended = wasStale && !stale;
  wasStale = stale;
  document.body.classList.toggle('stale', stale);
  listeners.forEach((listener) => listener(stale, ended));
  setTimeout(look, EVERY_MILLIS);
}

look();
