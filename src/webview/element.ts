import type { Act } from '../core/now/page';
import type { Shape } from './pictures/shape';

export type Child = Node | string | undefined | false | readonly Child[];
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with text and elements inside. Text is always text: nothing here reads markup. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  append(element, children);
  return element;
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue;
    if (typeof child === 'string') parent.appendChild(document.createTextNode(child));
    else if (child instanceof Node) parent.appendChild(child);
    else append(parent, child);
  }
}

/** A drawn shape as an SVG element. */
export function drawn(shape: Shape): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', shape.name);
  setAttributes(element, shape.attributes);
  if (shape.text !== undefined) element.textContent = shape.text;
  for (const child of shape.children ?? []) element.appendChild(drawn(child));
  return element;
}

/** What pressing an element does. Kept beside the elements, so that no data is written into the page. */
export type Press =
  | Act
  | { readonly do: 'evidence'; readonly file: string; readonly line: number }
  | { readonly do: 'run'; readonly run: () => void };
const presses = new WeakMap<Element, Press>();

export function pressing<Made extends Element>(element: Made, press: Press): Made {
  presses.set(element, press);
  return element;
}

export const pressOf = (element: Element | null): Press | undefined =>
  element ? presses.get(element) : undefined;

/** A link that goes somewhere inside the product; the address is never followed. */
export const anchor = (
  attributes: Attributes,
  press: Press,
  ...children: readonly Child[]
): HTMLAnchorElement => pressing(el('a', { href: '#', ...attributes }, ...children), press);

export const button = (
  attributes: Attributes,
  press: Press,
  ...children: readonly Child[]
): HTMLButtonElement => pressing(el('button', { type: 'button', ...attributes }, ...children), press);
