// Asks our own API; nothing else is ever asked.

const BASE = '/api/v1/statistics/';
const LIMIT_MILLIS = 10000;
const LIMIT_STATE_MILLIS = 4000;
const AGAIN_MILLIS = 5000;

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
  return json(address(path, range, parameters), LIMIT_MILLIS, signal);
}

/** Whether what is shown is current: {stale, missing, newest, newestAgeSeconds, ...}. */
export function current() {
  return json(`${BASE}state`, LIMIT_STATE_MILLIS);
}

/** A failure as a sentence; `again` when the same question may be answered later. */
class Failure extends Error {
  constructor(text, again) {
    super(/[.!?]$/.test(text) ? text : `${text}.`);
    this.again = again;
  }
}

async function json(address, limit, signal) {
  const own = new AbortController();
  const stop = () => own.abort();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    own.abort();
  }, limit);
  signal?.addEventListener('abort', stop);
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/json' }, signal: own.signal });
    const body = await answer.json().catch((failure) => {
      if (own.signal.aborted) {
        throw failure;
      }
      return {};
    });
    if (!answer.ok) {
      throw new Failure(
        body.detail ? `${body.title}: ${body.detail}` : `The dashboard answered ${answer.status}`,
        answer.status === 429 || answer.status >= 500);
    }
    return body;
  } catch (failure) {
    if (failure instanceof Failure || (failure.name === 'AbortError' && !late)) {
      throw failure;
    }
    throw new Failure(late ? `The dashboard did not answer within ${limit / 1000} s` : 'The dashboard cannot be reached', true);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/**
 * A stream of events; calls back with each, with whether it is open, and when some were left out because this line is slow.
 * A browser gives up a stream that was refused: then it is opened again here.
 */
export function listen(name, onItem, onState, onGap) {
  let source;
  let timer = 0;
  const open = () => {
    source = new EventSource(`${BASE}live/${name}`);
    source.onopen = () => onState?.(true);
    source.onerror = () => {
      onState?.(false);
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(timer);
        timer = setTimeout(open, AGAIN_MILLIS);
      }
    };
    source.addEventListener('gap', () => onGap?.());
    source.onmessage = (message) => {
      try {
        onItem(JSON.parse(message.data));
      } catch {
        // A line that is not JSON is none of ours.
      }
    };
  };
  open();
  return {
    close: () => {
      clearTimeout(timer);
      source.close();
    },
  };
}
