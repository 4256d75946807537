// Light and dark: as the system says, unless the reader says otherwise. Charts read their colours from the style sheet.

import * as state from './state.js';

const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set();

export function chosen() {
  return state.get('theme') || remembered() || 'auto';
}

function remembered() {
  try {
    return localStorage.getItem('theme');
  } catch {
    return null;
  }
}

export function choose(theme) {
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // Storage may be forbidden; the address keeps it.
  }
  state.set({ theme: theme === 'auto' ? null : theme });
  apply();
}

export function apply() {
  const theme = chosen();
  const dark = theme === 'dark' || (theme === 'auto' && system.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.documentElement.classList.toggle('wall', state.has('wall'));
  listeners.forEach((listener) => listener());
}

export function onChange(listener) {
  listeners.add(listener);
}

system.addEventListener('change', apply);

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function series() {
  return Array.from({ length: 8 }, (_, at) => colour(`series-${at + 1}`));
}

/** The size of ordinary text in pixels: larger on a wallboard. */
export function em() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

export function still() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
