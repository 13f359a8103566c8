/** Feature flags in code: merged is not the same as visible. Only looked for where the code can have some. */
import type { Sources } from '../read/sources';
import type { Evidence, Flag, StackItem } from '../types';

const code = /\.(ts|tsx|js|jsx|mjs|cjs|vue|svelte|py|rb|erb|go|java|kt|cs|php|swift|dart|ex|exs|rs|scala)$/;
const environment = /(^|\/)\.env(\.[\w.-]+)?$|(^|\/)(docker-)?compose[\w.-]*\.ya?ml$/;
const aside =
  /(^|\/)(tests?|spec|specs|__tests__|e2e|docs?|stories|migrations|dist|build)\/|\.(test|spec|stories|min)\./;
const mostFiles = 4000;
const mostFlags = 200;
const mostEvidence = 3;

/** Calls of the flag services, by the id of the technology. The first group is the flag's name. */
const calls: Readonly<Record<string, RegExp>> = {
  launchdarkly:
    /\b(?:(?:bool|string|int|json|number|double)?[vV]ariation(?:Detail)?|useVariation|(?:bool|string)_variation)\(\s*(?:ctx\s*,\s*)?[:'"`]([\w.:-]+)/g,
  unleash: /\b(?:isEnabled|is_enabled\??|IsEnabled|useFlag|useVariant|getVariant)\(\s*['"`:]([\w.:-]+)/g,
  openfeature:
    /\b(?:get(?:Boolean|String|Number|Object)(?:Value|Details)|get_(?:boolean|string|integer)_value|use(?:Boolean|String)FlagValue|BooleanValue)\(\s*(?:ctx\s*,\s*)?['"`]([\w.:-]+)/g,
  flipper: /\b(?:Flipper|Feature)\.enabled\?\s*\(?\s*[:'"]([\w.:-]+)/g,
  posthog:
    /\b(?:isFeatureEnabled|getFeatureFlag(?:Payload)?|useFeatureFlag(?:Enabled|VariantKey|Payload)|feature_enabled|get_feature_flag)\(\s*['"`]([\w.:-]+)/g,
  growthbook: /\b(?:isOn|isOff|useFeatureIsOn|useFeatureValue|getFeatureValue|is_on)\(\s*['"`]([\w.:-]+)/g,
  statsig: /\b(?:checkGate|useGate|useFeatureGate|check_gate|CheckGate)\(\s*(?:\w+\s*,\s*)?['"`]([\w.:-]+)/g,
  split: /\b(?:getTreatment|get_treatment|useTreatments?)\(\s*(?:\w+\s*,\s*)?\[?['"`]([\w.:-]+)/g,
  configcat: /\b(?:getValue(?:Async)?|get_value|useFeatureFlag)\(\s*['"`]([\w.:-]+)/g,
  flagsmith: /\b(?:hasFeature|has_feature|isFeatureEnabled|is_feature_enabled)\(\s*['"`]([\w.:-]+)/g,
  pennant: /\bFeature::(?:active|inactive|value)\(\s*['"]([\w.:-]+)/g,
  'fun-with-flags': /\bFunWithFlags\.enabled\?\(\s*:([\w.:-]+)/g,
  waffle: /\b(?:flag_is_active\(\s*\w+\s*,|switch_is_active\(|sample_is_active\()\s*['"]([\w.:-]+)/g,
  'vercel-flags': /\bflag(?:<[^>]*>)?\(\s*\{\s*key:\s*['"`]([\w.:-]+)/g,
  firebase: /\b(?:getBoolean|getValue)\(\s*(?:remoteConfig|rc)\s*,\s*['"`]([\w.:-]+)/g,
};
const inEnvironment =
  /^\s*(?:-\s*)?(?:export\s+)?((?:\w+_)?(?:FEATURE|FEATURES|FF|FLAG|ENABLE_FEATURE)_\w+|\w+_FEATURE_FLAG)\s*[=:]/;
const notAName = /^(true|false|null|undefined|string|boolean|key|name|flag|id)$/;

export async function readFlags(sources: Sources, stack: readonly StackItem[]): Promise<readonly Flag[]> {
  const found = new Map<string, Evidence[]>();
  const add = (name: string, evidence: Evidence): void => {
    const list = found.get(name);
    if (list && list.length < mostEvidence) list.push(evidence);
    else if (!list && found.size < mostFlags) found.set(name, [evidence]);
  };
  const patterns = stack.flatMap(({ id }) => calls[id] ?? []);
  for (const path of sources.paths.filter(one => environment.test(one))) {
    const source = await sources.read(path);
    source?.lines.forEach((text, index) => {
      const [, name] = inEnvironment.exec(text.slice(0, 300)) ?? [];
      if (name !== undefined) add(name, source.evidence(index + 1));
    });
  }
  if (patterns.length > 0)
    for (const path of sources.paths.filter(one => code.test(one) && !aside.test(one)).slice(0, mostFiles)) {
      const source = await sources.read(path);
      // most files have none: the whole text is looked at before its lines are
      if (!source || !patterns.some(pattern => source.text.search(pattern) !== -1)) continue;
      for (const [index, text] of source.lines.entries()) {
        if (text.length > 1000) continue;
        for (const pattern of patterns)
          for (const [, name = ''] of text.matchAll(pattern))
            if (!notAName.test(name) && name.length > 2) add(name, source.evidence(index + 1));
      }
    }
  return [...found]
    .map(([name, evidence]) => ({ name, evidence }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
