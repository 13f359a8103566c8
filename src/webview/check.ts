import type { CheckQuestion } from '../core/now/page';
import { button, el } from './element';
import { icon } from './icons';
import { announce, send } from './outside';
import { answerTo, rememberAnswer, session } from './session';
import { strings } from './strings';

const dontKnow = -1;

/** The three questions of a lesson. An answer shows at once why each option is right or wrong. */
export function check(questions: readonly CheckQuestion[]): HTMLElement {
  const count = el('span', { class: 'small quiet' });
  const showCount = () => {
    const answered = questions.filter(({ id }) => answerTo(id) !== undefined).length;
    count.textContent = strings()
      .answered.replace('{0}', String(answered))
      .replace('{1}', String(questions.length));
  };
  showCount();
  return el(
    'section',
    { class: 'section', 'aria-label': strings().checkYourself },
    el('h2', {}, el('span', {}, strings().checkYourself), count),
    questions.map(question => card(question, showCount)),
  );
}

function card(question: CheckQuestion, answered: () => void): HTMLElement {
  const options = el('div', { class: 'opts' });
  const draw = () => {
    const chosen = answerTo(question.id);
    const choices = [
      ...question.options.map((option, index) => ({ ...option, index })),
      { text: strings().dontKnow, right: false, why: '', index: dontKnow },
    ];
    options.replaceChildren(
      ...choices.map(({ text, right, why, index }) => choice(text, right, why, index, chosen)),
    );
  };
  const choice = (
    text: string,
    right: boolean,
    why: string,
    index: number,
    chosen: number | undefined,
  ): HTMLElement => {
    const mine = chosen === index;
    const shown = chosen !== undefined && why !== '';
    const kind = right ? 'good' : mine ? 'conflict' : '';
    return el(
      'div',
      { class: 'opt' },
      button(
        {
          class: 'choice',
          'aria-pressed': String(mine),
          'aria-disabled': chosen === undefined ? undefined : 'true',
          'data-option': index,
        },
        { do: 'run', run: () => choose(index) },
        el('span', { class: 'dot', 'aria-hidden': 'true' }),
        el('span', {}, text),
      ),
      shown &&
        el(
          'p',
          { class: `why ${kind}` },
          icon(right ? 'pass' : mine ? 'error' : 'circle-slash'),
          el('span', {}, (right || mine) && el('strong', {}, `${verdict(right, mine)} `), why),
        ),
    );
  };
  const choose = (index: number) => {
    if (answerTo(question.id) !== undefined) return;
    rememberAnswer(question.id, index);
    const at = session().at;
    if (at?.place === 'lesson')
      send({ type: 'answerCheck', lesson: at.id, question: question.id, option: index });
    draw();
    answered();
    options.querySelector<HTMLElement>(`[data-option="${index}"]`)?.focus();
    const right = question.options.find(option => option.right);
    const own = question.options[index];
    announce(
      [
        own?.right === true ? strings().right : strings().notQuite,
        own?.why ?? '',
        own?.right === true ? '' : `${strings().theAnswer} ${right?.text ?? ''}. ${right?.why ?? ''}`,
      ].join(' '),
    );
  };
  draw();
  return el('article', { class: 'card' }, el('fieldset', {}, el('legend', {}, question.stem), options));
}

const verdict = (right: boolean, mine: boolean): string =>
  right && mine ? strings().right : right ? strings().theAnswer : strings().notQuite;
