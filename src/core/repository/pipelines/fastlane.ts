import type { Source } from '../read/sources';
import type { Evidence } from '../types';
import type { Act } from './acts';

export interface LaneAct {
  readonly act: Act;
  readonly evidence: Evidence;
}

const actions: readonly (readonly [RegExp, string, string | undefined])[] = [
  [/^(upload_to_testflight|pilot|testflight)\b/, 'TestFlight', 'TestFlight'],
  [/^(upload_to_app_store|deliver|appstore)\b/, 'App Store', 'production'],
  [/^(upload_to_play_store_internal_app_sharing)\b/, 'Google Play', 'internal app sharing'],
  [/^(upload_to_play_store|supply)\b/, 'Google Play', undefined],
  [/^firebase_app_distribution\b/, 'Firebase App Distribution', undefined],
  [/^(appcenter_upload|crashlytics|hockey)\b/, 'App Center', undefined],
];

interface Lane {
  readonly name: string;
  readonly platform: string | undefined;
  readonly acts: LaneAct[];
  readonly calls: string[];
}

const platforms = /^(ios|mac|macos|android)$/;

/** The lanes of a Fastfile and of the files beside it, which it imports: a lane may call lanes of another file. */
export class Lanes {
  private readonly all: readonly Lane[];

  constructor(files: readonly Source[]) {
    this.all = files.flatMap(lanesIn);
  }

  /** What `fastlane WORDS` sends to a store; `undefined` where no lane has such a name. */
  acts(words: readonly string[]): readonly LaneAct[] | undefined {
    // the words before the options (`name:value`): a platform, if any, and the lane
    const free = words.filter(word => !/^-|^\w+:/.test(word)).slice(0, 2);
    const named = this.all.filter(({ name }) => free.includes(name));
    const platform = free.find(word => platforms.test(word));
    const found = named.filter(lane => platform === undefined || (lane.platform ?? platform) === platform);
    if (found.length === 0) return undefined;
    // `fastlane ${{ matrix.kind }} build`: each of them may run
    return found.flatMap(lane => this.resolve(lane, new Set()));
  }

  private resolve(lane: Lane, seen: ReadonlySet<Lane>): readonly LaneAct[] {
    if (seen.has(lane)) return [];
    const called = lane.calls.flatMap(name =>
      this.all.filter(
        other =>
          other.name === name && (other.platform ?? lane.platform) === (lane.platform ?? other.platform),
      ),
    );
    return [...lane.acts, ...called.flatMap(other => this.resolve(other, new Set([...seen, lane])))];
  }
}

function lanesIn(source: Source): readonly Lane[] {
  const lanes: Lane[] = [];
  let current: Lane | undefined;
  let platform: string | undefined;
  for (const [index, raw] of source.lines.entries()) {
    const text = raw.trim();
    if (text.startsWith('#') || text.length > 1000) continue;
    const [, started] = /^platform\s+:(\w+)/.exec(text) ?? [];
    if (started !== undefined) platform = started;
    else if (raw === 'end') platform = undefined;
    const [, name] = /^(?:private_)?(?:lane|def)\s+:?(\w+)/.exec(text) ?? [];
    if (name !== undefined) lanes.push((current = { name, platform, acts: [], calls: [] }));
    else if (current) {
      const act = actIn(text, source.lines.slice(index, index + 8).join(' '));
      if (act) current.acts.push({ act, evidence: source.evidence(index + 1) });
      else {
        const [, called] = /^(?:\w+\s*=\s*)?(\w+)(?:$|\(|\s+(?:\w+:|if\b|unless\b|do\b|#))/.exec(text) ?? [];
        if (called !== undefined) current.calls.push(called);
      }
    }
  }
  return lanes;
}

function actIn(text: string, rest: string): Act | undefined {
  if (/\baltool\b.*--upload-app/.test(text))
    return { kind: 'store', provider: 'App Store Connect', mechanism: 'xcrun altool' };
  const [, provider, usual] = actions.find(([pattern]) => pattern.test(text)) ?? [];
  if (provider === undefined) return undefined;
  const track = /\btrack:\s*["'](\w+)["']/.exec(rest)?.[1];
  const environment = provider === 'Google Play' ? (track ?? usual) : usual;
  return {
    kind: 'store',
    provider,
    mechanism: `fastlane ${/^\w+/.exec(text)?.[0] ?? ''}`,
    ...(environment !== undefined && { environment }),
  };
}
