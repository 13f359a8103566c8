import type { Source } from '../read/sources';
import type { Act } from './acts';

export interface LaneAct {
  readonly act: Act;
  readonly line: number;
}

const actions: readonly (readonly [RegExp, string, string | undefined])[] = [
  [/^(upload_to_testflight|pilot|testflight)\b/, 'TestFlight', 'TestFlight'],
  [/^(upload_to_app_store|deliver|appstore)\b/, 'App Store', 'production'],
  [/^(upload_to_play_store_internal_app_sharing)\b/, 'Google Play', 'internal app sharing'],
  [/^(upload_to_play_store|supply)\b/, 'Google Play', undefined],
  [/^firebase_app_distribution\b/, 'Firebase App Distribution', undefined],
  [/^(appcenter_upload|crashlytics|hockey)\b/, 'App Center', undefined],
];

/** What each lane of a Fastfile sends to a store, other lanes that it calls included. */
export function lanesOf(source: Source): ReadonlyMap<string, readonly LaneAct[]> {
  const lanes = new Map<string, { acts: LaneAct[]; calls: string[] }>();
  let current: { acts: LaneAct[]; calls: string[] } | undefined;
  source.lines.forEach((raw, index) => {
    const text = raw.trim();
    const [, name] = /^(?:private_)?(?:lane|def)\s+:?(\w+)/.exec(text) ?? [];
    if (name !== undefined) lanes.set(name, (current = { acts: [], calls: [] }));
    else if (current && !text.startsWith('#')) {
      const found = actions.find(([pattern]) => pattern.test(text));
      if (found) {
        const rest = source.lines.slice(index, index + 8).join(' ');
        const track = /\btrack:\s*["'](\w+)["']/.exec(rest)?.[1];
        const environment = found[1] === 'Google Play' ? (track ?? found[2]) : found[2];
        current.acts.push({
          line: index + 1,
          act: {
            kind: 'store',
            provider: found[1],
            mechanism: `fastlane ${/^\w+/.exec(text)?.[0] ?? ''}`,
            ...(environment !== undefined && { environment }),
          },
        });
      } else {
        const [, called] = /^(\w+)\b/.exec(text) ?? [];
        if (called !== undefined) current.calls.push(called);
      }
    }
  });
  const resolve = (name: string, seen: ReadonlySet<string>): readonly LaneAct[] => {
    const lane = lanes.get(name);
    if (!lane || seen.has(name)) return [];
    return [...lane.acts, ...lane.calls.flatMap(call => resolve(call, new Set([...seen, name])))];
  };
  return new Map([...lanes.keys()].map(name => [name, resolve(name, new Set())]));
}
