// The list of contacts, with what to look for, and the form that adds one.
import { ask, tell } from './api.js';
import { badge, el, foreign, when } from './dom.js';

const verdicts = ['confirmed', 'corroborated', 'consistent', 'insufficient', 'undecided', 'contested', 'revoked', 'equivocating'];
const pageLength = 50;
const wished = { name: '', verdict: '', show: 'all' };

function query(after) {
  const parts = new URLSearchParams({ limit: pageLength });
  if (after) parts.set('after', after);
  if (wished.name) parts.set('name', wished.name);
  if (wished.verdict) parts.set('verdict', wished.verdict);
  if (wished.show !== 'all') parts.set('show', wished.show);
  return `/v1/contacts?${parts}`;
}

function row(contact) {
  const answer = contact.answer;
  return el('tr', {},
    el('th', { scope: 'row' }, el('a', { href: `#/contacts/${contact.id}` }, foreign(contact.name))),
    el('td', {}, answer ? badge(answer.verdict) : el('span', { class: 'faint' }, 'not checked yet'),
      contact.pending ? el('span', { class: 'badge ask' }, 'asks for a decision') : null,
      contact.watching === 'paused' ? el('span', { class: 'badge plain' }, 'paused') : null),
    el('td', { 'data-name': 'agree' }, answer ? `${answer.weight} of ${answer.groups} (${answer.needed} needed)` : ''),
    el('td', { 'data-name': 'last check' }, when(contact.last_check),
      contact.failures > 0 ? el('span', { class: 'faint' }, `, ${contact.failures} without an answer`) : null),
    el('td', { 'data-name': 'next check' }, contact.watching === 'paused' ? '' : when(contact.next_check)));
}

function field(label, input, hint) {
  const id = input.id;
  if (hint) input.setAttribute('aria-describedby', `${id}-hint`);
  return el('p', { class: 'field' }, el('label', { for: id }, label), input,
    hint ? el('small', { id: `${id}-hint` }, hint) : null);
}

function adding(page) {
  const name = el('input', { id: 'new-name', required: true, autocomplete: 'off', maxlength: 256 });
  const accounts = el('textarea', { id: 'new-accounts', required: true, rows: 5, spellcheck: 'false', autocapitalize: 'off' });
  const subject = el('input', { id: 'new-subject', autocomplete: 'off', spellcheck: 'false' });
  const key = el('input', { id: 'new-key', autocomplete: 'off', spellcheck: 'false' });
  const complaint = el('p', { class: 'complaint', role: 'alert' });
  const form = el('form', { on: { submit } },
    field('Name', name, 'as you call this person'),
    field('Accounts', accounts, 'one URI a line: those that you know to be theirs'),
    field('Subject', subject, 'may be left out: the URI that their key must speak for'),
    field('Key', key, 'may be left out: a key that you have from themselves'),
    el('button', { type: 'submit', class: 'main' }, 'Add'), complaint);
  async function submit(event) {
    event.preventDefault();
    complaint.textContent = '';
    const body = { name: name.value.trim(), accounts: accounts.value.split('\n').map((line) => line.trim()).filter(Boolean) };
    if (subject.value.trim()) body.subject = subject.value.trim();
    if (key.value.trim()) body.key = key.value.trim();
    try {
      const contact = await tell('POST', '/v1/contacts', body);
      location.hash = `#/contacts/${contact.id}`;
    } catch (error) {
      complaint.textContent = error.message;
      if (error.status === 401) page.complain(error);
    }
  }
  return el('details', { class: 'card' }, el('summary', {}, 'Add a contact'), form);
}

function choosing(reload) {
  const name = el('input', { id: 'find', type: 'search', value: wished.name, autocomplete: 'off' });
  const select = (id, options, value) => {
    const box = el('select', { id }, options.map(([key, words]) => el('option', { value: key, selected: key === value }, words)));
    box.addEventListener('change', change);
    return box;
  };
  const verdict = select('verdict', [['', 'any'], ...verdicts.map((word) => [word, word])], wished.verdict);
  const kind = select('show', [['all', 'all'], ['pending', 'asking for a decision'], ['paused', 'paused']], wished.show);
  let typing = null;
  name.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(change, 250);
  });
  function change() {
    Object.assign(wished, { name: name.value.trim(), verdict: verdict.value, show: kind.value });
    reload();
  }
  return el('form', { class: 'filters', role: 'search', on: { submit: (event) => { event.preventDefault(); change(); } } },
    el('label', { for: 'find' }, 'Find'), name, el('label', { for: 'verdict' }, 'Verdict'), verdict,
    el('label', { for: 'show' }, 'Show'), kind);
}

export async function showList(page) {
  const body = el('tbody');
  const more = el('button', { type: 'button', id: 'more', hidden: true }, 'Show more');
  const none = el('p', { role: 'status' });
  let next = null;
  async function load(after) {
    const found = await ask(query(after));
    if (!after) body.replaceChildren();
    body.append(...found.contacts.map(row));
    next = found.next;
    more.hidden = next === null;
    none.textContent = body.children.length === 0 ? 'No contact is like that.' : '';
  }
  const careful = (after) => load(after).catch(page.complain);
  more.addEventListener('click', () => careful(next));
  await load(null);
  const table = el('table', { class: 'contacts' },
    el('caption', { class: 'unseen' }, 'Contacts and what is known of them'),
    el('thead', {}, el('tr', {}, ['Contact', 'Verdict', 'Agree', 'Last check', 'Next check'].map((name) => el('th', { scope: 'col' }, name)))),
    body);
  page.show('Contacts', el('h1', {}, 'Contacts'), choosing(() => careful(null)), table, none, more, adding(page));
}
