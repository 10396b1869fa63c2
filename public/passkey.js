// Passkeys: between a question of the server's and its answer, the browser asks whoever is there. A
// form says what it is for; without this script it is not shown, and the password still works.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** The question as the browser takes it: what is bytes is bytes. */
function unpacked({ publicKey: asked }) {
  asked.challenge = bytes(asked.challenge);
  if (asked.user) asked.user.id = bytes(asked.user.id);
  for (const list of [asked.excludeCredentials, asked.allowCredentials]) {
    for (const known of list ?? []) known.id = bytes(known.id);
  }
  return { publicKey: asked };
}

/** The answer as the server takes it. */
function packed({ id, rawId, type, response }) {
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
  const sent = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return JSON.stringify({ id, rawId: text(rawId), type, response: Object.fromEntries(sent), extensions: {} });
}

async function answer(form) {
  const said = await fetch(form.dataset.ask, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
  if (said.headers.get('content-type') !== 'application/json') return replace(await said.text());
  const { question, asked } = await said.json();
  const options = unpacked(asked);
  const { credentials } = navigator;
  const credential = await (options.publicKey.user ? credentials.create(options) : credentials.get(options));
  form.elements.question.value = question;
  form.elements.answer.value = packed(credential);
  form.submit();
}

/** What was written was wrong: the page that says so takes this one's place. */
function replace(text) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  document.title = page.title;
  document.body.replaceWith(page.body);
  begin();
  document.querySelector('[aria-invalid=true]')?.focus();
}

/** What is said of an error that is not the browser's refusal. */
const SAID = { InvalidStateError: 'known', TypeError: 'unreachable' };

function begin() {
  for (const place of document.querySelectorAll('[data-passkey]')) {
    const show = (state) => {
      for (const part of place.querySelectorAll('[data-state]')) part.hidden = part.dataset.state !== state;
    };
    const form = place.querySelector('form');
    const can = 'PublicKeyCredential' in self;
    let asks = false;
    form.hidden = !can;
    if (!can) show('unsupported');
    place.hidden = !place.querySelector(':scope > :not([hidden])');
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (asks) return;
      asks = true;
      show();
      await answer(form).catch(({ name }) => show(SAID[name] ?? 'failed'));
      asks = false;
    });
  }
}

begin();
