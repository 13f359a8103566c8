/**
 * Runs in VS Code's Markdown preview: shows what a marked term means when the pointer rests on it or the keyboard
 * reaches it. The card can be reached by the pointer and by Tab, and Escape closes it (WCAG 1.4.13).
 */
const cardId = 'tpm-lens-card';
const delay = 150;

const card = document.createElement('span');
card.id = cardId;
card.className = 'tpm-lens-card';
card.setAttribute('role', 'tooltip');

let shown: HTMLElement | undefined;
let pending: ReturnType<typeof setTimeout> | undefined;

const termOf = (target: EventTarget | null): HTMLElement | undefined =>
  (target instanceof Element && target.closest<HTMLElement>('.tpm-lens-term')) || undefined;
const inCard = (target: EventTarget | null): boolean => target instanceof Node && card.contains(target);

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function fill({ tpmTitle, tpmSummary, tpmWhyLabel, tpmWhy, tpmLink, tpmLinkLabel }: DOMStringMap): void {
  card.replaceChildren(
    element('strong', 'tpm-lens-card-title', tpmTitle ?? ''),
    element('span', 'tpm-lens-card-text', tpmSummary ?? ''),
  );
  if (tpmWhy !== undefined) {
    const why = element('span', 'tpm-lens-card-text', '');
    why.append(element('strong', '', tpmWhyLabel ?? ''), ` ${tpmWhy}`);
    card.append(why);
  }
  if (tpmLink !== undefined) {
    const link = element('a', '', tpmLinkLabel ?? tpmLink);
    link.setAttribute('href', tpmLink);
    card.append(link);
  }
}

function show(term: HTMLElement): void {
  clearTimeout(pending);
  if (shown === term) return;
  hide();
  fill(term.dataset);
  term.setAttribute('aria-describedby', cardId);
  // beside the term, so that Tab goes from the term to the link of its card
  term.after(card);
  shown = term;
  place(term);
}

/** Below the term, or above it where the window ends; never outside on the right. */
function place(term: HTMLElement): void {
  const { left, top, bottom } = term.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - 8;
  const above = bottom + height > window.innerHeight && top > height;
  card.style.left = `${Math.max(8, Math.min(left, room))}px`;
  card.style.top = `${above ? top - height : bottom}px`;
}

function hide(): void {
  clearTimeout(pending);
  shown?.removeAttribute('aria-describedby');
  shown = undefined;
  card.remove();
}

/** Leaves time to move the pointer into the card. */
function hideSoon(): void {
  clearTimeout(pending);
  pending = setTimeout(hide, delay);
}

document.addEventListener('mouseover', ({ target }) => {
  const term = termOf(target);
  if (term) show(term);
  else if (inCard(target)) clearTimeout(pending);
  else if (shown && shown !== document.activeElement) hideSoon();
});
document.addEventListener('focusin', ({ target }) => {
  const term = termOf(target);
  if (term) show(term);
  else if (!inCard(target)) hide();
});
document.addEventListener('keydown', event => {
  const term = termOf(event.target);
  if (event.key === 'Escape' && shown) {
    const back = inCard(document.activeElement) ? shown : undefined;
    hide();
    back?.focus();
  } else if (term && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    if (shown === term) hide();
    else show(term);
  }
});
window.addEventListener('scroll', hide, { passive: true });
window.addEventListener('vscode.markdown.updateContent', hide);
