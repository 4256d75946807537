// The state of the page is its address: what is shown survives a reload and can be sent to others.

const listeners = new Set();

/** The parameters that the listeners know of. */
let known = location.search;

export function get(name, otherwise = '') {
  return new URLSearchParams(location.search).get(name) ?? otherwise;
}

/** The names of all parameters. */
export function names() {
  return [...new Set(new URLSearchParams(location.search).keys())];
}

export function has(name) {
  return new URLSearchParams(location.search).has(name);
}

/** Sets parameters; null, empty and undefined remove. Another page is another entry of the history. */
export function set(changes) {
  const parameters = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') {
      parameters.delete(name);
    } else {
      parameters.set(name, value);
    }
  }
  const address = `/${parameters.size ? '?' : ''}${parameters}`;
  known = parameters.size ? `?${parameters}` : '';
  if ('page' in changes) {
    history.pushState(null, '', address);
  } else {
    history.replaceState(null, '', address);
  }
  listeners.forEach((listener) => listener(Object.keys(changes)));
}

/** The address of a page with the range and look of this one. */
export function address(page) {
  const parameters = new URLSearchParams();
  for (const name of ['range', 'from', 'to', 'theme', 'wall']) {
    if (has(name)) {
      parameters.set(name, get(name));
    }
  }
  parameters.set('page', page);
  return `/?${parameters}`;
}

export function onChange(listener) {
  listeners.add(listener);
}

// Browsers say it also of a link to a place within the page, such as the one to the content: nothing is redrawn then.
addEventListener('popstate', () => {
  if (location.search !== known) {
    known = location.search;
    listeners.forEach((listener) => listener(['page']));
  }
});
