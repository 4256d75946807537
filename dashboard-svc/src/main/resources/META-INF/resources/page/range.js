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

/** The range of the whole page. */
export function page() {
  if (state.has('from') && state.has('to')) {
    return { from: state.get('from'), to: state.get('to'), relative: false, name: 'custom' };
  }
  return relative(state.get('range', DEFAULT));
}

/** The range of a panel: its own when it has one. */
export function of(panel) {
  const own = state.get(`range-${panel}`);
  return own ? relative(own) : page();
}

function relative(name) {
  const found = RELATIVE.find(([known]) => known === name) ?? RELATIVE.find(([known]) => known === DEFAULT);
  const now = Math.floor(Date.now() / 1000);
  return {
    from: rfc3339(now - found[2]),
    to: rfc3339(now + 1),
    relative: true,
    name: found[0],
    title: `last ${found[1]}`,
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

/** All steps between the first and the last of these moments, so that a pause looks like one; sorted seconds. */
export function steps(times, seconds) {
  const found = times.map((text) => Date.parse(text) / 1000).sort((a, b) => a - b);
  const all = new Set(found);
  for (let at = found[0]; at < found.at(-1); at += seconds) {
    if (!found.some((one) => Math.abs(one - at) < seconds / 2)) {
      all.add(at);
    }
  }
  return [...all].sort((a, b) => a - b);
}

/** All days from the first to the last, as YYYY-MM-DD. */
export function days(first, last) {
  const all = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86400 * 1000) {
    all.push(new Date(at).toISOString().slice(0, 10));
  }
  return all;
}

/** The days of an answer, without those before the first and after the last that has something. */
export function filledDays(answer) {
  const found = answer.rows.map((row) => row.day).sort();
  return days(found[0], found.at(-1));
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
