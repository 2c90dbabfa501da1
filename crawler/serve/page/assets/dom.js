// Makes elements. Whatever comes from elsewhere becomes text; attributes are set by name from our own code alone.

const svgNames = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    } else if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(svgNames, name), attributes, children);
}

// Text that others wrote: kept in its own direction, so that it cannot turn around what stands beside it.
export function foreign(text, attributes = {}) {
  return el('bdi', attributes, text ?? '');
}

export function section(title, ...children) {
  const id = `h-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;
  return el('section', { 'aria-labelledby': id }, el('h2', { id }, title), ...children);
}

export function when(time) {
  if (!time) return el('span', { class: 'faint' }, 'never');
  return el('time', { datetime: time, title: time }, nearness(new Date(time)));
}

export function nearness(date, now = Date.now()) {
  const seconds = Math.round((date.getTime() - now) / 1000);
  const size = Math.abs(seconds);
  const steps = [['year', 31557600], ['month', 2629800], ['day', 86400], ['hour', 3600], ['minute', 60]];
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const [unit, length] of steps) {
    if (size >= length) return words.format(Math.trunc(seconds / length), unit);
  }
  return words.format(seconds, 'second');
}

const tones = {
  confirmed: 'good', corroborated: 'good', consistent: 'doubt', insufficient: 'doubt', undecided: 'doubt',
  contested: 'bad', revoked: 'bad', equivocating: 'bad',
  proven: 'good', unknown: 'doubt', absent: 'plain', refuted: 'bad', 'other key': 'rival',
};

export function badge(word) {
  return el('span', { class: `badge ${tones[word] ?? 'plain'}` }, word);
}

export function tone(word) {
  return tones[word] ?? 'plain';
}
