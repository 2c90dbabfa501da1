// Speaks with the daemon. The token is kept for as long as this tab is open, and sent as a header: never in an
// address, never in a cookie.

const place = 'quorate-token';

export class Failure extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export const token = {
  get: () => sessionStorage.getItem(place),
  set: (value) => sessionStorage.setItem(place, value),
  forget: () => sessionStorage.removeItem(place),
};

function headers(more = {}) {
  return { Authorization: `Bearer ${token.get()}`, ...more };
}

async function failure(answer) {
  let detail = `the daemon answered ${answer.status}`;
  try {
    detail = (await answer.json()).detail ?? detail;
  } catch { /* not an answer of the daemon itself */ }
  return new Failure(answer.status, detail);
}

async function send(method, path, body) {
  const asked = { method, headers: headers(), cache: 'no-store', credentials: 'omit', redirect: 'error' };
  if (body !== undefined) {
    asked.headers['Content-Type'] = 'application/json';
    asked.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, asked);
  } catch {
    throw new Failure(0, 'the daemon does not answer');
  }
  if (!answer.ok) throw await failure(answer);
  return answer;
}

export async function ask(path) {
  return (await send('GET', path)).json();
}

export async function askText(path) {
  return (await send('GET', path)).text();
}

export async function tell(method, path, body) {
  const answer = await send(method, path, body);
  return answer.status === 204 ? null : answer.json();
}

// The events of a stream, one by one. Ends when the stream does.
async function* eventsOf(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const whole = rest.split('\n\n');
    rest = whole.pop();
    for (const block of whole) {
      const data = block.split('\n').filter((line) => line.startsWith('data: ')).map((line) => line.slice(6));
      if (data.length > 0) yield JSON.parse(data.join('\n'));
    }
  }
}

const pauses = [1000, 2000, 5000, 15000];

// Calls `onEvent` for each new event and `onState` with 'live' or 'lost', until the signal is aborted. A stream
// that broke goes on after the last event seen.
export async function follow(onEvent, onState, signal) {
  let after = null;
  for (let failures = 0; !signal.aborted;) {
    try {
      const path = after === null ? '/v1/events' : `/v1/events?after=${after}`;
      const answer = await fetch(path, {
        headers: headers({ Accept: 'text/event-stream' }), cache: 'no-store', credentials: 'omit', signal,
      });
      if (!answer.ok) throw await failure(answer);
      failures = 0;
      onState('live');
      for await (const event of eventsOf(answer)) {
        after = event.id;
        onEvent(event);
      }
    } catch (error) {
      if (error.status === 401 || signal.aborted) return;
    }
    onState('lost');
    const pause = pauses[Math.min(failures, pauses.length - 1)];
    failures += 1;
    await new Promise((go) => {
      setTimeout(go, pause);
      signal.addEventListener('abort', go, { once: true });
    });
  }
}
