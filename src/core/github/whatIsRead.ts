import type { Translate } from '../translate';

/** What is read, in one sentence, wherever it is asked for. */
export const whatIsRead = (name: string, t: Translate): string =>
  t(
    'TPM Lens reads pull requests with their reviews and checks, branch rules, deployments and releases of {0} from GitHub, and writes nothing there.',
    name,
  );
