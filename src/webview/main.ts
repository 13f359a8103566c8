/** The sidebar's own script: draws the pages it is sent, and says what the reader pressed. */
import { plain } from '../core/now/rich';
import type { ToView } from '../protocol';
import { pressOf, type Press } from './element';
import { announce, saveSession, savedSession, send } from './outside';
import { pageElement, placesNav } from './page';
import { beginSession, rememberPlace, rememberScroll, session } from './session';
import { setStrings, strings } from './strings';

const root = document.getElementById('root') ?? document.body;
let shown = '';
let heading = '';
let focusSearch = false;

beginSession(savedSession(), saveSession);

function press(what: Press): void {
  switch (what.do) {
    case 'go': {
      send({ type: 'navigate', to: what.to });
      return;
    }
    case 'copy':
      announce(strings().copied);
      {
        send({ type: 'copy', text: what.text });
        return;
      }
    case 'fetch': {
      send({ type: 'fetch' });
      return;
    }
    case 'command': {
      send({
        type: 'command',
        command: what.command,
        ...(what.argument === undefined ? {} : { argument: what.argument }),
      });
      return;
    }
    case 'evidence': {
      send({ type: 'openEvidence', file: what.file, line: what.line });
      return;
    }
    case 'openLink': {
      send({ type: 'openLink', url: what.url });
      return;
    }
    case 'copyPage':
      announce(strings().copied);
      {
        send({ type: 'copyPage' });
        return;
      }
    case 'run': {
      what.run();
      return;
    }
  }
}

// The listener sits below the body: VS Code's own one there would scroll to the top at every "#".
root.addEventListener('click', event => {
  const target = event.target instanceof Element ? event.target.closest('a, button') : null;
  if (!target) return;
  const what = pressOf(target);
  const address = target.getAttribute('href');
  if (what || address !== null) {
    event.preventDefault();
    event.stopPropagation();
  }
  if (what) press(what);
  else if (address !== null) follow(address);
});

/** Links of our own lessons: `term:` and `lesson:` stay here, the web opens outside. */
function follow(address: string): void {
  const [, kind, id] = /^(term|lesson):([a-z0-9-]+)$/.exec(address) ?? [];
  if ((kind === 'term' || kind === 'lesson') && id !== undefined)
    send({ type: 'navigate', to: { place: kind, id } });
  else if (address.startsWith('https://')) send({ type: 'openLink', url: address });
}

root.addEventListener('input', event => {
  if (event.target instanceof HTMLInputElement && event.target.dataset['search'] !== undefined)
    send({ type: 'search', query: event.target.value.slice(0, 200) });
});

document.addEventListener('keydown', event => {
  if (event.altKey && event.key === 'ArrowLeft') send({ type: 'back' });
  else if (event.altKey && event.key === 'ArrowRight') send({ type: 'forward' });
  else return;
  event.preventDefault();
});

/** A picture that is wider than the view scrolls alone, and then must be reachable by keyboard. */
function nameScrollable(): void {
  for (const picture of root.querySelectorAll<HTMLElement>('.pic')) {
    if (picture.scrollWidth > picture.clientWidth) picture.tabIndex = 0;
    else picture.removeAttribute('tabindex');
  }
}
window.addEventListener('resize', nameScrollable);

let scrollTimer = 0;
window.addEventListener('scroll', () => {
  window.clearTimeout(scrollTimer);
  scrollTimer = window.setTimeout(() => rememberScroll(window.scrollY), 100);
});

/** Gives every place of focus a name that survives a redraw: its card and its position there. */
function nameFocusables(): void {
  const counts = new Map<string, number>();
  for (const element of root.querySelectorAll<HTMLElement>('h1, a, button, input, summary, pre')) {
    const key = element.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? '';
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    element.dataset['focus'] = `${key}#${count}`;
  }
}

function show(message: Extract<ToView, { type: 'page' }>): void {
  const { page, arrived, busy, due } = message;
  const drawing = JSON.stringify([page, busy, due]);
  const first = shown === '';
  if (drawing === shown && !arrived) return;
  shown = drawing;
  // an unfocused document keeps its active element: focusing it anew would take the focus from the editor
  const active =
    document.hasFocus() && document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
  const focused = active?.dataset['focus'];
  const caret = active instanceof HTMLInputElement ? active.selectionStart : null;
  const typed = active instanceof HTMLInputElement ? active.value : undefined;
  const scroll = first ? session().scroll : window.scrollY;
  const same = JSON.stringify(session().at) === JSON.stringify(page.destination);
  root.replaceChildren(placesNav(page.destination, due), pageElement(page, busy));
  nameFocusables();
  nameScrollable();
  rememberPlace(page.destination);
  const h1 = root.querySelector('h1');
  const lead = plain(page.heading);
  const search = root.querySelector<HTMLInputElement>('[data-search]');
  if (focusSearch && search) {
    focusSearch = false;
    search.focus();
  } else if (arrived && !(page.destination.place === 'search' && typed !== undefined)) {
    window.scrollTo(0, 0);
    h1?.focus({ preventScroll: true });
  } else {
    window.scrollTo(0, first && !same ? 0 : scroll);
    const again =
      focused === undefined
        ? undefined
        : root.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`);
    again?.focus({ preventScroll: true });
    if (again instanceof HTMLInputElement && typed !== undefined) {
      again.value = typed;
      if (caret !== null) again.setSelectionRange(caret, caret);
    }
    // a heading that has the focus is read anyway
    if (!first && lead !== heading && again?.tagName !== 'H1') announce(`${strings().updated} ${lead}`);
  }
  heading = lead;
  if (message.paragraph !== undefined) pointTo(message.paragraph);
}

/** Scrolls to the paragraph that begins so, and gives it the focus: a screen reader then reads it. */
function pointTo(text: string): void {
  const words = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim();
  const found = [...root.querySelectorAll<HTMLElement>('main p, main li')].find(
    element => words(element) === text,
  );
  if (!found) return;
  found.tabIndex = -1;
  found.classList.add('pointed');
  found.scrollIntoView({ block: 'center' });
  found.focus({ preventScroll: true });
}

window.addEventListener('message', ({ data }: MessageEvent<ToView>) => {
  switch (data.type) {
    case 'strings':
      document.documentElement.lang = data.language;
      {
        setStrings(data.strings);
        return;
      }
    case 'page': {
      show(data);
      return;
    }
    case 'focusSearch':
      focusSearch = true;
      root.querySelector<HTMLInputElement>('[data-search]')?.focus();
      return;
    case 'said': {
      announce(data.text);
      return;
    }
  }
});

const at = session().at;
send(at ? { type: 'ready', at } : { type: 'ready' });
