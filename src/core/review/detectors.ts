import type { detectors } from '../content/guidanceSchema';
import type { ScannedSentence } from './scannedSentence';

/** What code found in a sentence; offsets count from the sentence. */
export interface Detected {
  readonly detector: (typeof detectors)[number];
  readonly start: number;
  readonly end: number;
}

const modal = '(?:shall|must|should|will|needs? to|ha(?:s|ve) to)';
/** Acts that need a person or another system; what a program does to itself needs no name. */
const acts =
  '(?:approved|reviewed|signed off|decided|escalated|communicated|informed|consulted|monitored|audited|triaged|investigated|moderated|vetted|authori[sz]ed by hand|checked manually|verified manually|reviewed manually|maintained|kept up to date)';
const passive = new RegExp(
  `\\b${modal}\\s+(?:\\w+ly\\s+|also\\s+|always\\s+|first\\s+)?be\\s+(?:\\w+ly\\s+)?(${acts})\\b`,
  'i',
);
/** "by the owner", "the owner must": somebody is named. */
const actorNamed = /\bby\s+(?!default\b|design\b|hand\b|then\b|\d)\p{L}|\b(?:who|whom)\b/iu;

const risky =
  '(?:(?:send|deliver|forward|dispatch|transmit|publish|emit)\\b(?=(?:\\s+(?!for\\b|to\\b|about\\b|of\\b)[\\w-]+){0,4}\\s+(?:e-?mails?|mails?|notifications?|messages?|receipts?|reminders?|alerts?|sms|invoices?|confirmations?|reports?|events?|payments?)\\b)|email|e-mail|notify|charge|refund|import|sync|synchroni[sz]e|transfer|replicate|provision)';
const failing = new RegExp(
  `\\b(?!you\\b)\\w+\\s+(?:shall|must|should|will)\\s+(?:\\w+ly\\s+|also\\s+|then\\s+|first\\s+)*(${risky})\\b`,
  'i',
);
const handled =
  /\b(?:if|unless|fail\w*|error\w*|retr(?:y|ies|ied)|timeout|otherwise|until|best effort|not\s+(?:send|call|notify)|n[o']t)\b/i;

const story =
  /^[\W_]*as an? [^,.;:\n]{2,60}[,:]?\s+(?:i|we)\s+(?:want|need|can|would like|wish|should|must|expect|am able)\b/i;
const benefit =
  /\b(?:so that|so i|so we|in order to|because|such that|thus|to be able to|so as to|which (?:lets|allows|helps)|so)\b/i;
const solution =
  /\b(?:button|drop-?down|modal|dialog|checkbox|radio button|pop-?up|tab|screen|page|table|database|column|endpoint|api|json|csv|field|widget)\b/i;

const compound = /\b(?:and|,)\s+(?:it\s+|they\s+|also\s+)*((?:shall|must|should)\s+(?:not\s+)?\w+)/i;
const pronoun = /^\W*(it|this|they|these|those|that)\s+(?:shall|must|should|will|needs? to|ha(?:s|ve) to)\b/i;
const date =
  /\b(?:by|before|until|in|end of)\s+((?:q[1-4]|h[12])(?:\s+\d{4})?|(?:early|mid|late)[\s-](?:\d{4}|q[1-4])|(?:next|this)\s+(?:week|month|quarter|year|sprint)|end of (?:the )?(?:week|month|quarter|year))\b/i;

/** What needs more than a list of phrases: looks at the shape of one sentence. */
export function* detectIn(text: string, sentence: ScannedSentence): Generator<Detected> {
  if (sentence.kind === 'heading') return;
  const found = (detector: Detected['detector'], match: RegExpExecArray): Detected => {
    const start = match[1] === undefined ? match.index : match.index + match[0].lastIndexOf(match[1]);
    return { detector, start, end: start + (match[1] ?? match[0]).length };
  };
  if (sentence.modality !== 'none' && !sentence.question) {
    const done = passive.exec(text);
    if (done && !actorNamed.test(text)) yield found('passive', done);
    const failed = failing.exec(text);
    if (failed && !handled.test(text)) yield found('failure', failed);
    if (sentence.modality === 'strong') {
      const more = text.search(/\b(?:shall|must|should)\b/i) >= 0 ? compound.exec(text) : undefined;
      if (more && /\b(?:shall|must|should)\b/i.test(text.slice(0, more.index))) yield found('compound', more);
    }
    const vague = pronoun.exec(text);
    if (vague) yield found('pronoun', vague);
  }
  const told = /\bas an?\b/i.test(text) ? story.exec(text) : undefined;
  if (told) {
    if (!benefit.test(text.slice(told.index))) yield found('story', told);
    const inside = solution.exec(text.slice(told.index + told[0].length));
    if (inside) {
      const start = told.index + told[0].length + inside.index;
      yield { detector: 'story-solution', start, end: start + inside[0].length };
    }
  }
  const when = /\b(?:q[1-4]|h[12]|week|month|quarter|year|sprint|early|mid|late)\b/i.test(text)
    ? date.exec(text)
    : undefined;
  if (when) yield found('date', when);
}
