/**
 * English inflections of the words that terms are made of. They are generated once, when the vocabulary is built:
 * stripping endings from running text would turn https into http and redis into redi.
 */

/** Words that have no plural of their own, or whose plural would be another word. */
const invariable = new Set(
  (
    'https ios redis kubernetes sms dns tls css aws gps vps os saas paas iaas series analytics sass less news devops ' +
    'gitops iops seos canvas alias atlas status rails windows access kudos ops mlops data metadata middleware software ' +
    'hardware firmware malware ransomware information research feedback traffic compliance infrastructure'
  ).split(' '),
);

const irregularPlurals: Readonly<Record<string, readonly string[]>> = {
  index: ['indexes', 'indices'],
  schema: ['schemas', 'schemata'],
  matrix: ['matrices', 'matrixes'],
  vertex: ['vertices'],
  criterion: ['criteria'],
  analysis: ['analyses'],
  hypothesis: ['hypotheses'],
  basis: ['bases'],
  person: ['people', 'persons'],
  child: ['children'],
  leaf: ['leaves'],
  proxy: ['proxies'],
  quiz: ['quizzes'],
  alias: ['aliases'],
  status: ['statuses'],
  canvas: ['canvases'],
  access: ['accesses'],
  bus: ['buses'],
};

/** Words of the field that are used as verbs. Others get no verb forms: "stated" is not a form of "state". */
const verbs = new Set(
  (
    'deploy merge commit push pull fork clone rebase squash revert release rollback patch review approve tag branch stash ' +
    'checkout cherry-pick backport build compile lint bundle test mock stub refactor debug fix triage deprecate ' +
    'provision scale autoscale host containerise containerize orchestrate cache invalidate purge replicate shard partition ' +
    'index query join migrate backfill seed archive restore encrypt decrypt hash sign authenticate authorise authorize ' +
    'revoke rotate redact anonymise anonymize pseudonymise pseudonymize mask provision audit log monitor trace alert page ' +
    'retry throttle poll paginate serialise serialize deserialise deserialize parse stream publish subscribe ingest enqueue ' +
    'dequeue sync synchronise synchronize redirect render fetch upload download route proxy balance settle reconcile ' +
    'refund chargeback capture dispute tokenise tokenize onboard sample segment aggregate personalise personalize ' +
    'benchmark profile instrument train infer fine-tune prompt embed hallucinate evaluate prioritise prioritize estimate ' +
    'groom refine timebox ship toggle roll automate configure install upgrade downgrade mutate decouple deduplicate ' +
    'normalise normalize transpile crash degrade escalate localise localize'
  ).split(' '),
);

/** Verbs that double their last consonant: "rollback" does not, "commit" does. */
const doubling = new Set(
  'commit ship log squat tag stub rebut plan map ban run step drop stop pin get set put cut split submit transfer format swap'.split(
    ' ',
  ),
);

/**
 * Words of rules about context that are used as verbs: "designing" is about design. Words whose forms mean another
 * thing are left out ("rating" is not about a rate, a "trusted build" not about trust), and they make no form of a term.
 */
const contextVerbs = new Set(
  (
    'access act attack attach author average batch block board bond brand buffer call cancel change charge chunk claim ' +
    'click code configure connect consent consume control count create credit debit decline delay delete deliver demand ' +
    'depend deposit design detect discover discount document drop duplicate earn email enforce engineer error exchange ' +
    'execute expire export fail file filter format fund grant group guarantee hire hold implement import insert invoice ' +
    'issue join label launch leak learn lend license limit link list load lock loan manage map market measure message ' +
    'model mount move name network notify open order own pack package pay pin plan print process produce program ' +
    'protect purchase queue read record register reject release remove repeat replay report request reserve reset ' +
    'resolve respond restart return run sandbox save schedule scope search select sell send serve share sort spend ' +
    'stage subscribe support swap switch thread track transfer transform treat trigger type update use ' +
    'validate vault verify version view vote withdraw write'
  ).split(' '),
);

const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'aeiou'.includes(letter);

/** The plural spellings of a lower-case word; none where it has none of its own. */
export function pluralsOf(word: string): readonly string[] {
  const irregular = irregularPlurals[word];
  if (irregular) return irregular;
  if (invariable.has(word) || word.length < 2 || /[^a-z'-]/.test(word)) return [];
  if (/(?:s|x|z|ch|sh)$/.test(word)) return [`${word}es`];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  return [`${word}s`];
}

/** The -s, -ed and -ing forms of a verb of the field; none for other words. */
export const verbFormsOf = (word: string): readonly string[] => (verbs.has(word) ? formsOf(word) : []);

function formsOf(word: string): readonly string[] {
  const base = word.endsWith('e')
    ? word.slice(0, -1)
    : doubling.has(word)
      ? word + (word.at(-1) ?? '')
      : word;
  const past = /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ied` : `${base}ed`;
  const ing = word.endsWith('ie')
    ? `${word.slice(0, -2)}ying`
    : word.endsWith('ee')
      ? `${word}ing`
      : `${base}ing`;
  return [past, ing, ...(isVowel(word.at(-2)) && word.endsWith('y') ? [`${word}s`] : [])];
}

/** Every spelling under which a context word counts: those of a term's word, and of further verbs. */
export const contextInflectionsOf = (word: string): readonly string[] => [
  ...new Set([...inflectionsOf(word), ...(contextVerbs.has(word) ? formsOf(word) : [])]),
];

/** Every spelling under which a lower-case word of a term is found, itself first. */
export const inflectionsOf = (word: string): readonly string[] => [
  ...new Set([word, ...pluralsOf(word), ...verbFormsOf(word)]),
];
