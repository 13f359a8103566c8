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
  'commit ship log squat tag stub rebut plan map ban run step drop stop pin get set put cut split submit'.split(
    ' ',
  ),
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
export function verbFormsOf(word: string): readonly string[] {
  if (!verbs.has(word)) return [];
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

/** Every spelling under which a lower-case word of a term is found, itself first. */
export const inflectionsOf = (word: string): readonly string[] => [
  ...new Set([word, ...pluralsOf(word), ...verbFormsOf(word)]),
];
