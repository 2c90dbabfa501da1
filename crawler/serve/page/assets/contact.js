// One contact: the answer, what waits for a decision, who agrees, why, and how it came about.
import { ask, askText, tell } from './api.js';
import { badge, el, foreign, section, when } from './dom.js';
import { drawGraph } from './graph.js';
import { drawTimeline } from './timeline.js';

// Nothing where there is none yet.
async function orNothing(promise) {
  try {
    return await promise;
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}

function act(page, work, done) {
  return async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await work();
      page.say(done);
      button.blur();
      page.refresh();
    } catch (error) {
      page.complain(error);
    }
    button.disabled = false;
  };
}

// Asks once more, since it cannot be undone.
function sure(words, doIt, onYes) {
  const dialog = el('dialog', { 'aria-labelledby': 'sure-words' },
    el('p', { id: 'sure-words' }, words),
    el('p', { class: 'buttons' },
      el('button', { type: 'button', autofocus: true, on: { click: () => dialog.close() } }, 'No'),
      el('button', { type: 'button', class: 'danger', on: { click: () => { dialog.close(); onYes(); } } }, doIt)));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function words(value) {
  if (value === null || value === undefined) return el('span', { class: 'faint' }, 'none');
  if (Array.isArray(value)) return value.length === 0 ? el('span', { class: 'faint' }, 'none') : el('ul', {}, value.map((item) => el('li', {}, words(item))));
  if (typeof value === 'object') return el('dl', {}, Object.entries(value).map(([name, inner]) => [el('dt', {}, foreign(name)), el('dd', {}, words(inner))]));
  return foreign(String(value));
}

function isTable(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

// Times of what is kept are seconds since 1970.
function member(name, value) {
  return name === 'since' && typeof value === 'number' ? when(new Date(value * 1000).toISOString()) : words(value);
}

function isEmpty(value) {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

// What was and what would be, side by side; a row that differs is marked.
export function difference(what) {
  if (!isTable(what)) return words(what);
  const columns = Object.entries(what).filter(([, value]) => isTable(value));
  const rest = Object.fromEntries(Object.entries(what).filter(([, value]) => !isTable(value)));
  const names = [...new Set(columns.flatMap(([, value]) => Object.keys(value)))].filter((name) => columns.some(([, value]) => !isEmpty(value[name])));
  const rows = names.map((name) => {
    const cells = columns.map(([, value]) => value[name] ?? null);
    const differs = new Set(cells.map((cell) => JSON.stringify(cell))).size > 1;
    return el('tr', { class: differs ? 'differs' : null }, el('th', { scope: 'row' }, foreign(name === 'seq' ? 'statement number' : name), differs ? el('span', { class: 'unseen' }, ' (differs)') : null),
      cells.map((cell) => el('td', {}, member(name, cell))));
  });
  return el('div', {}, Object.keys(rest).length > 0 ? words(rest) : null,
    rows.length === 0 ? null : el('div', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': 'What was and what would be' },
      el('table', { class: 'difference' }, el('thead', {}, el('tr', {}, el('td'), columns.map(([name]) => el('th', { scope: 'col' }, foreign(name.replaceAll('_', ' ')))))), el('tbody', {}, rows))));
}

function waiting(page, contact) {
  const change = contact.pending;
  if (!change) return null;
  // What is decided is what stands here: the key, and the contact as it was when this was drawn.
  const key = change.what?.would_be?.key?.id;
  const seen = { revision: contact.revision, ...(key ? { key } : {}) };
  const decide = (decision) => () => tell('POST', `/v1/contacts/${contact.id}/decision`, { decision, ...seen });
  const refuse = el('button', { type: 'button', id: 'refuse', on: { click: act(page, decide('refuse'), 'Refused.') } }, 'Refuse');
  const accept = el('button', {
    type: 'button', id: 'accept', class: 'danger',
    on: { click: () => sure(['Accept this change? From then on answers are held against the key ', el('code', {}, foreign(key ?? 'none')), '.'], 'Accept', async () => {
      try {
        await decide('accept')();
        page.say('Accepted.');
        page.refresh();
      } catch (error) {
        page.complain(error);
      }
    }) },
  }, 'Accept…');
  const box = section('Decide', el('p', {}, 'A change waits since ', when(change.since), ': ', foreign(change.kind), '. Nothing is accepted unless you say so; ask the person by another way if you are in doubt.'),
    difference(change.what), el('p', { class: 'buttons' }, refuse, accept));
  box.classList.add('card', 'ask');
  return box;
}

// "kuts1Jgu…", as reports name a key.
function shortKey(id) {
  return `${id.slice(id.lastIndexOf(':') + 1).slice(0, 8)}…`;
}

// What the account showed, and for whom: proof of another key than the one in question is no good news.
function showing(account, report) {
  const ours = new Set();
  if (report.key) {
    ours.add(report.key.id);
    for (const key of report.keys.find((one) => one.id === report.key.id)?.joined ?? []) ours.add(key.id);
  }
  if (account.outcome !== 'proven' || account.proven_for.some((key) => ours.has(key.id))) return badge(account.outcome);
  const keys = account.proven_for.map((key) => shortKey(key.id)).join(', ');
  return el('span', { class: 'badge rival' }, 'proven for key ', foreign(keys));
}

function accounts(report) {
  const rows = report.accounts.map((account) => el('tr', {},
    el('th', { scope: 'row' }, foreign(account.account), account.standing === 'discovered' ? el('span', { class: 'faint' }, ' (only named by the key; not counted)') : null),
    el('td', {}, showing(account, report)),
    el('td', {}, foreign(account.reason ?? ''), account.detail ? el('small', {}, foreign(account.detail)) : null),
    el('td', {}, foreign(account.group))));
  return el('div', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': 'Accounts' }, el('table', {},
    el('caption', { class: 'unseen' }, 'Accounts and what they showed'),
    el('thead', {}, el('tr', {}, ['Account', 'Outcome', 'Reason', 'Group'].map((name) => el('th', { scope: 'col' }, name)))), el('tbody', {}, rows)));
}

function head(page, contact, report) {
  const id = contact.id;
  const paused = contact.watching === 'paused';
  const button = (name, label, work, done) => el('button', { type: 'button', id: name, on: { click: act(page, work, done) } }, label);
  const remove = el('button', {
    type: 'button', id: 'remove', class: 'danger',
    on: { click: () => sure('Remove this contact with its history?', 'Remove', async () => {
      try {
        await tell('DELETE', `/v1/contacts/${id}`);
        location.hash = '#/';
      } catch (error) {
        page.complain(error);
      }
    }) },
  }, 'Remove…');
  return el('div', {}, el('p', {}, el('a', { href: '#/' }, 'All contacts')), el('h1', {}, foreign(contact.name)),
    el('p', { class: 'answer' }, contact.answer ? badge(contact.answer.verdict) : badge('not checked yet'), ' ',
      report ? foreign(report.sentence) : ''),
    el('p', { class: 'faint' }, 'last check ', when(contact.last_check), paused ? ', paused' : ', next check ', paused ? '' : when(contact.next_check),
      contact.pin ? ', key pinned ' : ', no key pinned', contact.pin ? when(contact.pin.since) : ''),
    el('p', { class: 'buttons' },
      button('check', 'Check now', () => tell('POST', `/v1/contacts/${id}/check`, {}), 'The check waits for its turn.'),
      button('pause', paused ? 'Watch again' : 'Pause', () => tell('PATCH', `/v1/contacts/${id}`, { watching: paused ? 'active' : 'paused' }), paused ? 'Watched again.' : 'Paused.'),
      remove));
}

// An event's text begins with its kind, for lines that have only the text.
function afterKind(event) {
  return event.text.startsWith(event.kind) ? event.text.slice(event.kind.length).replace(/^[:\s]+/, '') : event.text;
}

// A decision is an event as well; those whose event is older than what was asked for stand for themselves.
function told(events, decisions) {
  const alone = decisions.filter((one) => !events.some((event) => event.kind === one.decided && event.at === one.at));
  const items = [
    ...events.map((event) => ({ at: event.at, node: el('li', {}, when(event.at), ' ', el('strong', {}, foreign(event.kind)), ' ', foreign(afterKind(event))) })),
    ...alone.map((one) => ({ at: one.at, node: el('li', {}, when(one.at), ' ', el('strong', {}, one.decided), ' ', foreign(one.change?.kind ?? ''), ' by ', foreign(one.by)) })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  return items.length === 0 ? el('p', { class: 'faint' }, 'Nothing yet.') : el('ul', { class: 'events' }, items.map((item) => item.node));
}

export async function showContact(page, id) {
  const path = `/v1/contacts/${id}`;
  const [contact, report, graph, why, timeline, events, decided] = await Promise.all([
    ask(path), orNothing(ask(`${path}/report`)), orNothing(ask(`${path}/graph`)), orNothing(askText(`${path}/explanation`)),
    ask(`${path}/timeline`), ask(`/v1/events?contact=${id}&before=9007199254740991&limit=50`), ask(`${path}/decisions`)]);
  page.show(contact.name, head(page, contact, report), waiting(page, contact),
    graph ? section('Who agrees', drawGraph(graph)) : null,
    section('Over time', drawTimeline(timeline)),
    report ? section('Accounts', accounts(report)) : section('Accounts', words(contact.known?.accounts ?? [])),
    why ? section('Why', el('pre', { tabindex: 0, role: 'group', 'aria-label': 'Why, in full' }, why)) : null,
    section('What happened', told(events.events, decided.decisions)));
}
