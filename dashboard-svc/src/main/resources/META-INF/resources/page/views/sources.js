import { fill, h, table } from '../dom.js';
import { panel } from '../panel.js';
import * as ranges from '../range.js';
import { feedLine } from './live.js';

export default { title: 'Sources', open };

function open() {
  return {
    panels: [
      panel({
        id: 'feeds',
        title: 'Sources',
        path: 'feeds',
        size: 'half',
        live: true,
        ranged: false,
        emptyText: (answer) => answer.empty.text,
        show: (body, answer) => fill(body, h('ul', { class: 'feeds' }, answer.rows.map(feedLine))),
      }),
      panel({
        id: 'refused-counts',
        title: 'Refused since the start',
        path: 'rejected/counts',
        size: 'half',
        tabular: true,
        ranged: false,
        live: true,
        emptyText: () => 'No message was refused since the start of this service.',
        show: (body, answer) => fill(body, table([
          { name: 'reason', title: 'Reason', header: true },
          { name: 'rejected', title: 'Whole', number: true },
          { name: 'partly', title: 'In part', number: true },
          { name: 'count', title: 'Together', number: true },
        ], answer.rows, 'Refused messages by reason')),
      }),
      panel({
        id: 'refused',
        title: 'Refused messages',
        path: 'rejected',
        size: 'wide',
        tabular: true,
        emptyText: () => 'No message of this range was refused.',
        show: (body, answer) => fill(body, h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Refused messages' }, table([
          { name: 'time', title: 'Time', class: 'time', cell: (row) => ranges.time(row.time) },
          { name: 'feed', title: 'Feed' },
          { name: 'topic', title: 'Topic', cell: (row) => h('code', {}, row.topic ?? 'not readable') },
          { name: 'reason', title: 'Reason' },
          { name: 'detail', title: 'Rule' },
          { name: 'outcome', title: 'Outcome' },
          { name: 'bytes', title: 'Bytes', number: true },
        ], answer.rows, 'Refused messages, the newest first'))),
      }),
    ],
  };
}
