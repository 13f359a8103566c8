/** How the services of feature flags are asked in code. */
export interface FlagCall {
  /** The first group is the flag's name. */
  readonly pattern: RegExp;
  /** A text that matches holds one of these. */
  readonly holds: readonly string[];
}

const call = (pattern: RegExp, ...holds: readonly string[]): FlagCall => ({ pattern, holds });

/** By the id of the technology. */
export const flagCalls: Readonly<Record<string, FlagCall>> = {
  launchdarkly: call(
    /\b(?:(?:bool|string|int|json|number|double)?[vV]ariation(?:Detail)?|useVariation|(?:bool|string)_variation)\(\s*(?:ctx\s*,\s*)?[:'"`]([\w.:-]+)/g,
    'ariation(',
    'ariationDetail(',
  ),
  unleash: call(
    /\b(?:isEnabled|is_enabled\??|IsEnabled|useFlag|useVariant|getVariant)\(\s*['"`:]([\w.:-]+)/g,
    'isEnabled(',
    'is_enabled',
    'IsEnabled(',
    'useFlag(',
    'useVariant(',
    'getVariant(',
  ),
  openfeature: call(
    /\b(?:get(?:Boolean|String|Number|Object)(?:Value|Details)|get_(?:boolean|string|integer)_value|use(?:Boolean|String)FlagValue|BooleanValue)\(\s*(?:ctx\s*,\s*)?['"`]([\w.:-]+)/g,
    ...['Boolean', 'String', 'Number', 'Object'].flatMap(type => [`get${type}Value(`, `get${type}Details(`]),
    'get_boolean_value(',
    'get_string_value(',
    'get_integer_value(',
    'FlagValue(',
    'BooleanValue(',
  ),
  flipper: call(/\b(?:Flipper|Feature)\.enabled\?\s*\(?\s*[:'"]([\w.:-]+)/g, '.enabled?'),
  posthog: call(
    /\b(?:isFeatureEnabled|getFeatureFlag(?:Payload)?|useFeatureFlag(?:Enabled|VariantKey|Payload)|feature_enabled|get_feature_flag)\(\s*['"`]([\w.:-]+)/g,
    'isFeatureEnabled(',
    'getFeatureFlag',
    'useFeatureFlag',
    'feature_enabled(',
    'get_feature_flag(',
  ),
  growthbook: call(
    /\b(?:isOn|isOff|useFeatureIsOn|useFeatureValue|getFeatureValue|is_on)\(\s*['"`]([\w.:-]+)/g,
    'isOn(',
    'isOff(',
    'FeatureIsOn(',
    'FeatureValue(',
    'is_on(',
  ),
  statsig: call(
    /\b(?:checkGate|useGate|useFeatureGate|check_gate|CheckGate)\(\s*(?:\w+\s*,\s*)?['"`]([\w.:-]+)/g,
    'Gate(',
    'check_gate(',
  ),
  split: call(
    /\b(?:getTreatment|get_treatment|useTreatments?)\(\s*(?:\w+\s*,\s*)?\[?['"`]([\w.:-]+)/g,
    'reatment(',
    'reatments(',
  ),
  configcat: call(
    /\b(?:getValue(?:Async)?|get_value|useFeatureFlag)\(\s*['"`]([\w.:-]+)/g,
    'getValue',
    'get_value(',
    'useFeatureFlag(',
  ),
  flagsmith: call(
    /\b(?:hasFeature|has_feature|isFeatureEnabled|is_feature_enabled)\(\s*['"`]([\w.:-]+)/g,
    'hasFeature(',
    'has_feature(',
    'isFeatureEnabled(',
    'is_feature_enabled(',
  ),
  pennant: call(/\bFeature::(?:active|inactive|value)\(\s*['"]([\w.:-]+)/g, 'Feature::'),
  'fun-with-flags': call(/\bFunWithFlags\.enabled\?\(\s*:([\w.:-]+)/g, 'FunWithFlags.'),
  waffle: call(
    /\b(?:flag_is_active\(\s*\w+\s*,|switch_is_active\(|sample_is_active\()\s*['"]([\w.:-]+)/g,
    '_is_active(',
  ),
  'vercel-flags': call(/\bflag(?:<[^>]*>)?\(\s*\{\s*key:\s*['"`]([\w.:-]+)/g, 'flag(', 'flag<'),
  firebase: call(
    /\b(?:getBoolean|getValue)\(\s*(?:remoteConfig|rc)\s*,\s*['"`]([\w.:-]+)/g,
    'getBoolean(',
    'getValue(',
  ),
};
