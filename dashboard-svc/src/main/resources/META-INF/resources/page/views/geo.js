import { draw, ranked } from '../charts.js';
import { fill, h, number, table } from '../dom.js';
import { panel } from '../panel.js';
import * as state from '../state.js';
import { chart, mapPanel } from './live.js';

export default { title: 'Geolocation', open };

function open() {
  const map = mapPanel([], aim);
  return { panels: [map, within(), countries(), places()] };
}

/** A click on the map is the middle of the circle. */
function aim([longitude, latitude]) {
  state.set({ near: `${latitude.toFixed(2)},${longitude.toFixed(2)}` });
}

const RADII = [50, 250, 1000, 2500];

function within() {
  const place = h('input', {
    class: 'tool', 'aria-label': 'Middle of the circle: latitude, longitude', placeholder: 'latitude, longitude',
    value: state.get('near'), onchange: (event) => state.set({ near: event.target.value.replace(/\s/g, '') }),
  });
  const radius = h('select', { class: 'tool', 'aria-label': 'Radius', onchange: (event) => state.set({ radius: event.target.value }) },
    RADII.map((one) => h('option', { value: one, selected: String(one) === state.get('radius', '1000') }, `${number(one)} km`)));
  const found = panel({
    id: 'within',
    title: 'Around a place',
    path: 'places/within',
    size: 'wide',
    tabular: true,
    state: ['near', 'radius'],
    tools: () => [place, radius],
    parameters: () => {
      const [latitude, longitude] = state.get('near').split(',');
      return { latitude, longitude, kilometres: state.get('radius', '1000') };
    },
    show: (body, answer) => fill(body, h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Around a place' }, table([
      { name: 'kilometres', title: 'Kilometres', number: true },
      { name: 'value', title: 'Value', cell: (row) => h('code', {}, row.value ?? 'not told') },
      { name: 'category', title: 'Category' },
      { name: 'latitude', title: 'Latitude', number: true, cell: (row) => row.latitude.toFixed(4) },
      { name: 'longitude', title: 'Longitude', number: true, cell: (row) => row.longitude.toFixed(4) },
      { name: 'days', title: 'Days', number: true },
    ], answer.rows, 'What is around a place, the nearest first'))),
  });
  const load = found.load;
  found.load = () => {
    place.value = state.get('near');
    if (state.get('near')) {
      load();
    } else {
      found.stop();
      found.element.querySelector('.note').hidden = false;
      fill(found.element.querySelector('.note'), 'Click on the map, or enter latitude and longitude.');
    }
  };
  return found;
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
