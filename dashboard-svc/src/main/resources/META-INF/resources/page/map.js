// The world: countries by how often, places as points. Equal Earth projection; geometry is served by us.

import { registerMap, tooltip } from './charts.js';
import { number } from './dom.js';
import * as theme from './theme.js';

let loaded;

export function load() {
  loaded ??= fetch('/page/world.json').then((answer) => answer.json()).then((world) => registerMap('world', world));
  return loaded;
}

const A1 = 1.340264;
const A2 = -0.081106;
const A3 = 0.000893;
const A4 = 0.003796;
const M = Math.sqrt(3) / 2;
const RADIANS = Math.PI / 180;

/** Equal Earth (Savric, Patterson, Jenny 2018): areas are true, so that large numbers are not lent by large Greenlands. */
function project([longitude, latitude]) {
  const angle = Math.asin(M * Math.sin(latitude * RADIANS));
  const square = angle * angle;
  const sixth = square ** 3;
  const x = (longitude * RADIANS * Math.cos(angle)) / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)));
  const y = angle * (A1 + A2 * square + sixth * (A3 + A4 * square));
  return [x, -y];
}

function unproject([x, negative]) {
  const y = -negative;
  let angle = y;
  for (let step = 0; step < 12; step++) {
    const square = angle * angle;
    const sixth = square ** 3;
    const value = angle * (A1 + A2 * square + sixth * (A3 + A4 * square)) - y;
    const slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square);
    angle -= value / slope;
  }
  const square = angle * angle;
  const sixth = square ** 3;
  const longitude = (M * x * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square))) / Math.cos(angle);
  return [longitude / RADIANS, Math.asin(Math.sin(angle) / M) / RADIANS];
}

/** Longitude and latitude at a pixel of the chart, whose own way back does not know its projection; NaN off the world. */
export function degreesAt(chart, x, y) {
  const corner = [60, 40];
  const [middle, other] = [[0, 0], corner].map((degrees) => chart.convertToPixel('geo', degrees));
  const across = project(corner);
  const [longitude, latitude] = unproject([
    ((x - middle[0]) / (other[0] - middle[0])) * across[0],
    ((y - middle[1]) / (other[1] - middle[1])) * across[1],
  ]);
  return Math.abs(longitude) <= 180 ? [longitude, latitude] : [NaN, NaN];
}

/** countries: {country, name, count}; places: {latitude, longitude, value, count}; fresh: the same, of this moment. */
export function world(countries, places, fresh = []) {
  const em = theme.em();
  const most = Math.max(1, ...countries.map((country) => country.count));
  const top = Math.max(1, ...grouped(places).map((place) => place.count));
  const known = new Map(countries.map((country) => [country.country, country]));
  return {
    tooltip: tooltip({ formatter: (item) => `${item.data.label}\n${number(item.value[2])} times` }),
    geo: {
      map: 'world',
      nameProperty: 'code',
      projection: { project, unproject },
      aspectScale: 1,
      left: 0,
      right: 0,
      top: 0.25 * em,
      bottom: 0.25 * em,
      roam: false,
      tooltip: tooltip({
        show: true,
        formatter: (item) => `${known.get(item.name)?.name ?? nameOf(item.name)}\n${number(known.get(item.name)?.count ?? 0)} placed`,
      }),
      itemStyle: { areaColor: theme.colour('land'), borderColor: theme.colour('surface'), borderWidth: 0.75 },
      emphasis: { label: { show: false }, itemStyle: { areaColor: theme.colour('heat-high') } },
      select: { disabled: true },
      regions: countries.map((country) => ({
        name: country.country,
        itemStyle: { areaColor: mixed(Math.sqrt(country.count / most)) },
      })),
    },
    series: [
      points(grouped(places), (place) => (0.35 + 0.75 * Math.sqrt(place.count / top)) * em, theme.colour('point')),
      points(fresh, () => 0.9 * em, theme.colour('series-3')),
    ],
  };
}

const VALUES_SHOWN = 6;

/** Places that are one point are told together: each value, the most frequent first. */
export function grouped(places) {
  const points = new Map();
  for (const place of places) {
    const key = `${place.latitude},${place.longitude}`;
    const point = points.get(key) ?? { latitude: place.latitude, longitude: place.longitude, count: 0, values: [] };
    point.count += place.count;
    point.values.push(place);
    points.set(key, point);
  }
  return [...points.values()].map((point) => {
    const values = point.values.toSorted((a, b) => b.count - a.count);
    const text = values.slice(0, VALUES_SHOWN).map((one) => `${one.value ?? 'no value'}${values.length > 1 ? ` (${number(one.count)})` : ''}`);
    const more = values.length - text.length;
    return { ...point, value: `${text.join('\n')}${more > 0 ? `\nand ${number(more)} more` : ''}` };
  });
}

let names;

/** The English name of a country of which nothing was placed. */
function nameOf(code) {
  names ??= new Intl.DisplayNames(['en'], { type: 'region' });
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** A colour between few and many. */
function mixed(share) {
  const [low, high] = ['heat-low', 'heat-high'].map((name) => {
    const colour = theme.colour(name);
    return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  });
  return `rgb(${low.map((from, at) => Math.round(from + (high[at] - from) * (0.15 + 0.85 * share))).join(',')})`;
}

function points(places, size, colour) {
  return {
    type: 'scatter',
    coordinateSystem: 'geo',
    data: places.map((place) => ({ value: [place.longitude, place.latitude, place.count], label: place.value ?? 'no value', symbolSize: size(place) })),
    itemStyle: { color: colour, opacity: 0.85, borderColor: theme.colour('surface'), borderWidth: 1 },
    label: { show: false },
  };
}
