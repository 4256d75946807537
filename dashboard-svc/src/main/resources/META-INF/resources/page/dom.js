// Makes elements. Text is always text: nothing here parses markup.

/**
 * @param {string} tag
 * @param {object} attributes functions become listeners; false and null are left out
 * @param {...(Node|string|number|null)} children
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  return put(element, ...children);
}

/** Adds children. */
export function put(element, ...children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return element;
}

/** Replaces all children. */
export function fill(element, ...children) {
  element.replaceChildren();
  return put(element, ...children);
}

/** A table of rows that are objects. Columns: {name, title, number, cell}. */
export function table(columns, rows, caption) {
  return h('table', {},
    h('caption', { class: 'unseen' }, caption),
    h('thead', {}, h('tr', {}, columns.map((column) =>
      h('th', { scope: 'col', class: column.number ? 'number' : null }, column.title)))),
    h('tbody', {}, rows.map((row) => h('tr', {}, columns.map((column, at) => {
      const content = column.cell ? column.cell(row) : plain(row[column.name]);
      const attributes = { class: column.number ? 'number' : column.class ?? null };
      return at === 0 && column.header
        ? h('th', { ...attributes, scope: 'row' }, content)
        : h('td', attributes, content);
    })))));
}

/** Calls a function at most once in that time; the last call is never lost. */
export function seldom(milliseconds, call) {
  let timer = 0;
  return () => {
    timer ||= setTimeout(() => {
      timer = 0;
      call();
    }, milliseconds);
  };
}

/** A value as text. */
export function plain(value) {
  if (value === null || value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.join(', ');
  }
  return typeof value === 'number' ? number(value) : String(value);
}

const NUMBERS = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** A number with thin groups. */
export function number(value) {
  return NUMBERS.format(value).replaceAll(',', '\u202f');
}

/** "network_activity" as people write it. */
export function words(name) {
  const text = String(name).replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
