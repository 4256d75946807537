// Ranges of time: "24h" and the like end now, others are two moments. Times are told with their zone.

import * as state from './state.js';

export const RELATIVE = [
  ['1h', '1 hour', 3600],
  ['24h', '24 hours', 86400],
  ['7d', '7 days', 7 * 86400],
  ['30d', '30 days', 30 * 86400],
  ['90d', '90 days', 90 * 86400],
  ['365d', '1 year', 365 * 86400],
];

const DEFAULT = '7d';
const DAYS_MAX = 400;
const UNITS = { h: [3600, 'hour'], d: [86400, 'day'], w: [7 * 86400, 'week'], y: [365 * 86400, 'year'] };
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** The range of the whole page: what the address says, or the default where it says nothing that can be read. */
export function page() {
  if ((state.has('from') || state.has('to')) && !wrongMoments()) {
    return { ...moments(), relative: false, name: 'custom' };
  }
  return relative(state.get('range', DEFAULT)) ?? relative(DEFAULT);
}

/** The range of a panel: its own when it has one. */
export function of(panel) {
  const own = state.get(`range-${panel}`);
  return (own && relative(own)) || page();
}

/** What of the address cannot be read, each in a sentence: the field, what is wanted, what was found. */
export function problems() {
  const found = [];
  const moment = state.has('from') || state.has('to') ? wrongMoments() : null;
  if (moment) {
    found.push(moment);
  }
  for (const name of ['range', ...state.names().filter((one) => one.startsWith('range-'))]) {
    if (state.get(name) && !relative(state.get(name))) {
      found.push(`${name} is not a range such as 24h, 7d, 2w or 1y, of at most ${DAYS_MAX} days, found "${shown(state.get(name))}".`);
    }
  }
  return found;
}

function shown(text) {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** A moment that is left out is now, or seven days before the other. */
function moments() {
  const to = state.get('to') || rfc3339(Math.floor(Date.now() / 1000) + 1);
  return { from: state.get('from') || rfc3339(Math.floor(Date.parse(to) / 1000) - 7 * 86400), to };
}

function wrongMoments() {
  for (const name of ['from', 'to']) {
    const text = state.get(name);
    if (text && (!TIME.test(text) || !Number.isFinite(Date.parse(text)))) {
      return `${name} is not a time such as 2026-11-20T00:00Z, found "${shown(text)}".`;
    }
  }
  const { from, to } = moments();
  return Date.parse(from) < Date.parse(to) ? null : `from is not before to, found "${shown(from)}" and "${shown(to)}".`;
}

function relative(name) {
  const [, count, unit] = /^([1-9]\d{0,4})([hdwy])$/.exec(name) ?? [];
  const seconds = unit ? count * UNITS[unit][0] : 0;
  if (seconds === 0 || seconds > DAYS_MAX * 86400) {
    return null;
  }
  const known = RELATIVE.find(([, , length]) => length === seconds);
  const now = Math.floor(Date.now() / 1000);
  return {
    from: rfc3339(now - seconds),
    to: rfc3339(now + 1),
    relative: true,
    name: known ? known[0] : name,
    title: `last ${known ? known[1] : `${count} ${UNITS[unit][1]}${count === '1' ? '' : 's'}`}`,
  };
}

export function rfc3339(seconds) {
  return new Date(seconds * 1000).toISOString().replace('.000', '');
}

/** A moment as people read it, in the zone of its text. */
export function time(text, short = false) {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text ?? '');
  if (!match) {
    return text ?? '';
  }
  const zone = match[4] === 'Z' ? 'UTC' : `UTC${match[4]}`;
  return short ? `${match[1].slice(5)} ${match[2]}` : `${match[1]} ${match[2]}${match[3] ?? ''} ${zone}`;
}

/** The range that an answer is about, in words. */
export function words(answer, range) {
  if (range.relative) {
    return `${range.title}, ${zone(answer.zone)}`;
  }
  const [from, to] = [time(answer.from), time(answer.to)];
  const midnight = / 00:00:00 /;
  return midnight.test(from) && midnight.test(to)
    ? `${answer.firstDay} to ${answer.lastDay}, ${zone(answer.zone)}`
    : `${from.replace(/:00 .*/, '')} to ${to.replace(/:00 /, ' ')}`;
}

const STEPS = [['5m', 300, 13 * 3600], ['15m', 900, 2 * 86400], ['1h', 3600, 8 * 86400], ['6h', 21600, 32 * 86400], ['1d', 86400, Infinity]];

/** The step that gives about a hundred points: {name, seconds}. */
export function step(range) {
  const seconds = (Date.parse(range.to) - Date.parse(range.from)) / 1000;
  const [name, length] = STEPS.find(([, , most]) => seconds <= most);
  return { name, seconds: length };
}

/** All steps of a range, so that silence looks like silence, before the first, between, and after the last; sorted seconds. */
export function steps(times, seconds, range) {
  const found = times.map((text) => Date.parse(text) / 1000).sort((a, b) => a - b);
  const [from, to] = [range.from, range.to].map((text) => Date.parse(text) / 1000);
  const anchor = found[0] ?? Math.floor(from / seconds) * seconds;
  const begin = anchor - Math.max(0, Math.floor((anchor - from) / seconds)) * seconds;
  const all = new Set(found);
  for (let at = begin; at < Math.max(to, found.at(-1) ?? to); at += seconds) {
    if (!found.some((one) => Math.abs(one - at) < seconds / 2)) {
      all.add(at);
    }
  }
  return [...all].sort((a, b) => a - b);
}

/** How long ago, in the largest unit that says enough: "19 min". */
export function age(seconds) {
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min']];
  const [length, name] = units.find(([one]) => seconds >= one) ?? [1, 's'];
  return `${Math.floor(Math.max(0, seconds) / length)} ${name}`;
}

/** All days from the first to the last, as YYYY-MM-DD. */
export function days(first, last) {
  const all = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86400 * 1000) {
    all.push(new Date(at).toISOString().slice(0, 10));
  }
  return all;
}

/** The days of an answer, those without anything too: silence is to be seen. */
export function filledDays(answer) {
  return days(answer.firstDay, answer.lastDay);
}

/** Seconds as an axis has them, in the zone of the answer. */
export function tick(seconds, zoneName, withTime) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone(zoneName), month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).formatToParts(new Date(seconds * 1000));
  const part = (name) => parts.find((one) => one.type === name).value;
  const day = `${part('month')}-${part('day')}`;
  return withTime ? `${day} ${part('hour')}:${part('minute')}` : day;
}

export function zone(name) {
  return name === 'Z' || name === 'UTC' ? 'UTC' : name;
}
