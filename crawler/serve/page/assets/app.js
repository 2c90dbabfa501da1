// Shows what the address names: the list, a contact, or the question for the token.
import { ask, Failure, follow, token } from './api.js';
import { el, foreign } from './dom.js';
import { showList } from './list.js';
import { showContact } from './contact.js';

const view = document.getElementById('view');
const live = document.getElementById('live');
const news = document.getElementById('news');
const leave = document.getElementById('leave');
const newsKept = 5;
const quietTime = 400;

let listening = null;
let turn = 0;

// A page that was asked for and is not wanted any more does not show up late.
function here(mine) {
  return {
    stillWanted: () => mine === turn,
    show: (title, ...nodes) => {
      if (mine !== turn) return;
      document.title = `${title} - quorate`;
      view.replaceChildren(...nodes.filter(Boolean));
    },
    complain, refresh: () => show({ refreshed: true }), say,
  };
}

function say(...words) {
  news.prepend(el('p', {}, ...words));
  while (news.children.length > newsKept) news.lastChild.remove();
}

function complain(error) {
  if (error instanceof Failure && error.status === 401) {
    forget('This token is not known here.');
    return;
  }
  const words = error instanceof Failure ? error.message : 'this page has a fault';
  if (!(error instanceof Failure)) console.error(error);
  say(el('strong', {}, 'Not done: '), foreign(words));
}

function forget(why) {
  token.forget();
  listening?.abort();
  listening = null;
  askForToken(why);
}

function askForToken(why) {
  turn += 1;
  leave.hidden = true;
  live.textContent = '';
  document.title = 'Token - quorate';
  const input = el('input', { id: 'token', type: 'password', required: true, autocomplete: 'off', spellcheck: 'false' });
  const complaint = el('p', { class: 'complaint', role: 'alert' }, why ?? '');
  const form = el('form', { class: 'card', on: { submit: enter } },
    el('h1', {}, 'Token'),
    el('p', {}, 'The daemon tells only those who have one. Make it with ', el('code', {}, 'quorate token new --scope read,write,check'), '. It is forgotten when this tab is closed.'),
    el('label', { for: 'token' }, 'Token'), input,
    el('button', { type: 'submit', class: 'main' }, 'Enter'), complaint);
  view.replaceChildren(form);
  input.focus();
  async function enter(event) {
    event.preventDefault();
    token.set(input.value.trim());
    try {
      await ask('/v1/status');
    } catch (error) {
      token.forget();
      complaint.textContent = error.status === 401 ? 'This token is not known here.' : error.message;
      input.focus();
      return;
    }
    begin();
  }
}

let waiting = null;

function onEvent(event) {
  say(foreign(event.contact_name ?? 'daemon', { class: 'who' }), ': ', foreign(event.text || event.kind));
  clearTimeout(waiting);
  waiting = setTimeout(() => show({ refreshed: true, contact: event.contact }), quietTime);
}

function onState(state) {
  live.textContent = state === 'live' ? 'live' : 'no connection';
  live.className = `live ${state}`;
}

// Whoever is typing or has a question open is not disturbed.
function isBusy() {
  const active = document.activeElement;
  return document.querySelector('dialog[open]') !== null || (active?.matches('input, textarea, select') && view.contains(active));
}

async function show({ refreshed = false } = {}) {
  if (!token.get()) return;
  if (refreshed && isBusy()) return;
  turn += 1;
  const page = here(turn);
  const contact = /^#\/contacts\/([0-9]+)$/.exec(location.hash);
  const focus = refreshed ? document.activeElement?.id : null;
  try {
    if (contact) await showContact(page, contact[1]);
    else await showList(page);
  } catch (error) {
    if (!refreshed && page.stillWanted()) {
      page.show('Not there', el('h1', {}, 'Not there'), el('p', {}, foreign(error.message)), el('p', {}, el('a', { href: '#/' }, 'To the list')));
    }
    if (error.status !== 404) complain(error);
  }
  if (!page.stillWanted()) return;
  if (focus) document.getElementById(focus)?.focus();
  else if (!refreshed) view.focus({ preventScroll: true });
}

function begin() {
  leave.hidden = false;
  listening?.abort();
  listening = new AbortController();
  follow(onEvent, onState, listening.signal);
  show();
}

leave.addEventListener('click', () => forget());
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  view.focus();
});
window.addEventListener('hashchange', () => show());
if (token.get()) begin();
else askForToken();
