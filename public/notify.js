// Notifications of the system: the one thing that the page's own code leaves to a script, because
// only few pages need it. The chat page says what there is to tell; of all tabs of this browser one
// shows it, and only if none of them is looked at with that room in view. On other pages this wires
// the button by which somebody allows it.
const may = () => 'Notification' in self && Notification.permission === 'granted';

const room = () => document.visibilityState === 'visible' && /^\/rooms\/(\d+)/.exec(location.pathname)?.[1];

function chat() {
  const shown = new Map();
  let first = false;
  // Held as long as the tab lives and its session does: the next tab gets it after that.
  const app = document.querySelector('.app');
  navigator.locks?.request('hark-notifies', () => {
    first = true;
    return new Promise((ended) => {
      const look = () => app.dataset.status === 'stopped' && ended();
      new MutationObserver(look).observe(app, { attributeFilter: ['data-status'] });
      look();
    });
  });
  const tabs = new BroadcastChannel('hark-notifies');
  const seen = new Set();
  tabs.onmessage = ({ data }) => {
    if (data.ask && data.ask === room()) tabs.postMessage({ seen: data.tag });
    if (data.seen) seen.add(data.seen);
  };

  document.addEventListener('hark-tell', async ({ detail }) => {
    const [tag, title, body, link] = detail;
    if (!may() || !first) return;
    const [, of] = /^(\d+)/.exec(tag);
    if (room() === of) return;
    shown.set(tag, undefined);
    tabs.postMessage({ ask: of, tag });
    await new Promise((answered) => setTimeout(answered, 200));
    // Read or removed meanwhile, or looked at in another tab.
    if (seen.delete(tag) || !shown.has(tag)) return void shown.delete(tag);
    const note = new Notification(title, { body, tag: `hark-${tag}`, icon: '/icon-192.png' });
    note.onclick = () => {
      self.focus();
      note.close();
      location.assign(link);
    };
    note.onclose = () => shown.delete(tag);
    shown.set(tag, note);
  });

  document.addEventListener('hark-untell', ({ detail }) => {
    shown.get(detail)?.close();
    shown.delete(detail);
  });
}

function settings(place) {
  const state = 'Notification' in self && isSecureContext ? Notification.permission : 'unsupported';
  for (const part of place.querySelectorAll('[data-state]')) part.hidden = part.dataset.state !== state;
}

const place = document.querySelector('[data-notify]');
if (place) {
  settings(place);
  place.querySelector('button').addEventListener('click', async () => {
    await Notification.requestPermission();
    settings(place);
  });
} else {
  chat();
}
