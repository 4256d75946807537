// Asks our own API; nothing else is ever asked.

const BASE = '/api/v1/statistics/';

/** The address of a table. */
export function address(path, range, parameters = {}) {
  const query = new URLSearchParams({ from: range.from, to: range.to });
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== '' && value !== null && value !== undefined) {
      query.set(name, value);
    }
  }
  return `${BASE}${path}?${query}`;
}

/** A table: {rows, columns, empty, zone, ...}; fails with a text for people. */
export async function ask(path, range, parameters, signal) {
  let answer;
  try {
    answer = await fetch(address(path, range, parameters), { headers: { Accept: 'application/json' }, signal });
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Error('The dashboard cannot be reached.');
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(body.detail ? `${body.title}: ${body.detail}` : `The dashboard answered ${answer.status}.`);
  }
  return body;
}

/** A stream of events; calls back with each, and with whether it is open. */
export function listen(name, onItem, onState) {
  const source = new EventSource(`${BASE}live/${name}`);
  source.onopen = () => onState?.(true);
  source.onerror = () => onState?.(false);
  source.onmessage = (message) => {
    try {
      onItem(JSON.parse(message.data));
    } catch {
      // A line that is not JSON is none of ours.
    }
  };
  return source;
}
