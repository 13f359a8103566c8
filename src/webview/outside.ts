import type { FromView } from '../protocol';
import type { Session } from './session';

declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  getState(): Session | undefined;
  setState(state: Session): void;
};

const editor = acquireVsCodeApi();

export const send = (message: FromView): void => editor.postMessage(message);
export const savedSession = (): Session | undefined => editor.getState();
export const saveSession = (session: Session): void => editor.setState(session);

/** Says a sentence once to a screen reader, without moving anything. */
export function announce(sentence: string): void {
  const region = document.getElementById('said');
  if (region) region.textContent = sentence;
}
