// Draws what each account showed, and what the answer was, over time.
import { el, foreign, svg, tone } from './dom.js';

const width = 1000;
const height = 22;

function scale(timeline) {
  const all = [...timeline.answers, ...timeline.accounts.flatMap((account) => account.spans)];
  const times = all.flatMap((span) => [Date.parse(span.first), Date.parse(span.last)]);
  const end = Math.max(Date.parse(timeline.now), ...times);
  const begin = Math.min(...times, end - 3600 * 1000);
  return { begin, end, x: (time) => ((time - begin) / (end - begin)) * width };
}

// A span lasts until the next one begins; the newest until its last look.
function bars(spans, axis, word, words) {
  return spans.map((span, at) => {
    const from = axis.x(Date.parse(span.first));
    const to = axis.x(at === 0 ? Date.parse(span.last) : Date.parse(spans[at - 1].first));
    return svg('g', {}, svg('title', {}, `${words(span)}, ${span.first} to ${span.last}, ${span.looks} looks`),
      svg('rect', { x: from, y: 2, width: Math.max(to - from, 3), height: height - 4, class: `bar ${tone(word(span))}` }));
  });
}

function track(label, spans, axis, word, words) {
  const newest = spans[0];
  const told = newest ? `${words(newest)} since ${newest.first.slice(0, 10)}; ${spans.length} spans` : 'not looked at yet';
  return el('tr', {}, el('th', { scope: 'row' }, label),
    el('td', {}, svg('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': told, class: 'track' },
      bars(spans, axis, word, words))),
    el('td', { class: 'told' }, newest ? foreign(words(newest)) : ''));
}

export function drawTimeline(timeline) {
  if (timeline.answers.length === 0 && timeline.accounts.every((account) => account.spans.length === 0)) {
    return el('p', { class: 'faint' }, 'Nothing was looked at yet.');
  }
  const axis = scale(timeline);
  const key = timeline.answers[0]?.key;
  const other = (span) => span.outcome === 'proven' && key && !span.keys.includes(key);
  const outcome = (span) => {
    if (other(span)) return `proven for key ${span.keys.map((one) => `${one.slice(0, 8)}…`).join(', ')}`;
    return span.reason ? `${span.outcome}: ${span.reason}` : span.outcome;
  };
  const rows = [track(el('strong', {}, 'answer'), timeline.answers, axis, (span) => span.verdict, (span) => `${span.verdict}, ${span.weight} of ${span.groups}`)];
  for (const account of timeline.accounts) {
    rows.push(track(foreign(account.account), account.spans, axis, (span) => (other(span) ? 'other key' : span.outcome), outcome));
  }
  const day = (time) => new Date(time).toISOString().slice(0, 10);
  return el('table', { class: 'timeline' },
    el('caption', {}, `From ${day(axis.begin)} to ${day(axis.end)}; hover over a bar for its dates`),
    el('thead', { class: 'unseen' }, el('tr', {}, ['Account', 'Over time', 'Now'].map((name) => el('th', { scope: 'col' }, name)))),
    el('tbody', {}, rows));
}
