import { draw, ranked } from '../charts.js';
import { number, table, fill, h } from '../dom.js';
import { panel } from '../panel.js';
import { chart, mapPanel } from './live.js';

export default { title: 'Geolocation', open };

function open() {
  return { panels: [mapPanel(), countries(), places()] };
}

function countries() {
  return panel({
    id: 'countries',
    title: 'Countries',
    path: 'countries',
    size: 'half',
    parameters: () => ({ limit: 15 }),
    show: (body, answer, summary) => draw(chart(body, 'tall'), summary, () =>
      ranked(answer.rows, { name: 'name', value: 'count', unit: 'placed' })),
    summary: (answer) => `Countries by how often something was placed in them; first ${answer.rows[0]?.name} with ${number(answer.rows[0]?.count ?? 0)}`,
  });
}

function places() {
  return panel({
    id: 'places',
    title: 'Places',
    path: 'places',
    size: 'half',
    tabular: true,
    parameters: () => ({ limit: 100 }),
    show: (body, answer) => fill(body, h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Places' }, table([
      { name: 'value', title: 'Value', header: true, cell: (row) => h('code', {}, row.value ?? 'not told') },
      { name: 'category', title: 'Category' },
      { name: 'latitude', title: 'Latitude', number: true, cell: (row) => row.latitude.toFixed(4) },
      { name: 'longitude', title: 'Longitude', number: true, cell: (row) => row.longitude.toFixed(4) },
      { name: 'count', title: 'Times', number: true },
    ], answer.rows, 'Places by how often'))),
  });
}
