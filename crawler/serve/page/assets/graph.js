// Draws who agrees: subject, keys, accounts and groups, with lines between them.
import { el, svg } from './dom.js';

const columnNames = { subject: 'Who', key: 'Keys', account: 'Accounts', group: 'Groups (one voice each)' };
const characterWidth = 7.3;
const padding = 12;

function shortened(text, width) {
  const room = Math.max(3, Math.floor(width / characterWidth));
  const characters = [...text];
  if (characters.length <= room) return text;
  const half = Math.floor((room - 1) / 2);
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`;
}

function box(item) {
  const high = item.column === 'subject' || item.column === 'key';
  const inner = item.width - 2 * padding;
  const noteWidth = high ? inner : Math.min(inner * 0.4, item.note.length * characterWidth);
  const middle = item.y + item.height / 2 + 4;
  const label = svg('text', { x: item.x + padding, y: high ? item.y + 19 : middle, class: 'label' },
    shortened(item.label, high ? inner : inner - noteWidth - padding));
  const note = svg('text', {
    x: high ? item.x + padding : item.x + item.width - padding, y: high ? item.y + 36 : middle,
    class: 'note', 'text-anchor': high ? 'start' : 'end',
  }, shortened(item.note, noteWidth));
  return svg('g', { class: `box tone-${item.tone}${item.counts ? '' : ' aside'}` },
    svg('title', {}, item.note ? `${item.label}: ${item.note}` : item.label),
    svg('rect', { x: item.x, y: item.y, width: item.width, height: item.height, rx: 5 }),
    svg('rect', { x: item.x, y: item.y, width: 4, height: item.height, class: 'strip' }), label, note);
}

function line(graph, one) {
  const from = graph.boxes[one.from];
  const to = graph.boxes[one.to];
  const x1 = from.x + from.width;
  const y1 = from.y + from.height / 2;
  const y2 = to.column === 'group' ? y1 : to.y + to.height / 2;
  const bend = (to.x - x1) / 2;
  return svg('path', {
    class: `line tone-${one.tone}${to.counts ? '' : ' aside'}`,
    d: `M${x1} ${y1} C${x1 + bend} ${y1} ${to.x - bend} ${y2} ${to.x} ${y2}`,
  });
}

const legend = [['agrees', 'agrees'], ['rival', 'another key'], ['conflicted', 'conflicted'], ['unknown', 'not seen'], ['silent', 'nothing there']];

export function drawGraph(graph) {
  const top = Math.min(...graph.boxes.map((item) => item.y)) - 28;
  const heads = Object.entries(columnNames).map(([column, name]) => {
    const first = graph.boxes.find((item) => item.column === column);
    return first ? svg('text', { x: first.x, y: top + 14, class: 'head' }, name) : null;
  });
  const picture = svg('svg', {
    viewBox: `0 ${top} ${graph.width} ${graph.height - top}`, role: 'img', class: 'graph',
    'aria-label': `${graph.verdict}. ${graph.about}. ${graph.numbers}`,
  }, heads, graph.lines.map((one) => line(graph, one)), graph.boxes.map(box));
  return el('figure', {}, el('div', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': 'Graph, can be moved sideways' }, picture),
    el('figcaption', {}, graph.numbers, ' ', legend.map(([name, words]) => el('span', { class: `key tone-${name}` }, words)),
      graph.remarks.map((remark) => el('p', { class: 'faint' }, remark))));
}
