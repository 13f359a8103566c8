/**
 * What keeps a hostile repository from running anything or writing anywhere when it is looked at. Git reads its
 * configuration from the repository it is asked about, and many settings there name programs.
 */

/** Commands that only read; `merge-tree` writes objects, and those go to a temporary folder. */
const readingCommands = new Set([
  'blame',
  'cat-file',
  'check-attr',
  'config',
  'diff',
  'diff-tree',
  'for-each-ref',
  'grep',
  'log',
  'ls-files',
  'ls-tree',
  'merge-base',
  'merge-tree',
  'name-rev',
  'patch-id',
  'rev-list',
  'rev-parse',
  'symbolic-ref',
  'version',
]);

/** Options that would run a program of the repository's choice or write a file. */
const forbiddenOption =
  /^(--output($|=)|--ext-diff|--textconv|--filters|--show-signature|--upload-pack|--exec|--open-files)/;

/** Why these arguments must not be run, or `undefined`. */
export function refusal(args: readonly string[]): string | undefined {
  const [command = '', ...rest] = args;
  if (args.some(argument => argument.includes('\0'))) return 'an argument contains NUL';
  if (!readingCommands.has(command)) return `git ${command} is not one of the commands that only read`;
  const end = rest.findIndex(argument => argument === '--' || argument === '--end-of-options');
  const options = end === -1 ? rest : rest.slice(0, end);
  const bad = options.find(option => forbiddenOption.test(option));
  if (bad !== undefined) return `git ${command} ${bad} could run or write something`;
  if (command === 'config' && !options.some(option => /^--(get|get-all|get-regexp|list)$/.test(option)))
    return 'git config is only read';
  if (command === 'grep' && options.some(option => option.startsWith('-O')))
    return 'git grep -O would open a pager';
  if (command === 'symbolic-ref' && options.filter(option => !option.startsWith('-')).length > 1)
    return 'git symbolic-ref is only read';
  if (command === 'diff' && options.includes('--no-index'))
    return 'git diff --no-index reads outside of the repository';
  return undefined;
}

/** Flags that switch off the programs a repository can attach to looking at a difference. */
const diffSafety = [
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--submodule=short',
  '--ignore-submodules=none',
];
const commandSafety: Readonly<Record<string, readonly string[]>> = {
  diff: diffSafety,
  'diff-tree': diffSafety,
  log: [...diffSafety, '--no-show-signature'],
  blame: ['--no-textconv'],
};

/** Settings that name a program, ask a person, reach the network or change the shape of the output. */
const overrides: Readonly<Record<string, string>> = {
  'core.hooksPath': '/dev/null',
  // empty rather than `false`: before git 2.36 the value was the name of a program
  'core.fsmonitor': '',
  'core.pager': 'cat',
  'core.editor': ':',
  'core.askPass': '',
  'core.sshCommand': 'false',
  'core.gitProxy': '',
  'core.alternateRefsCommand': 'false',
  'core.quotePath': 'false',
  'credential.helper': '',
  'diff.external': '',
  'diff.relative': 'false',
  'diff.noprefix': 'false',
  'diff.mnemonicPrefix': 'false',
  'diff.interHunkContext': '0',
  'diff.orderFile': '/dev/null',
  'log.showSignature': 'false',
  'log.follow': 'false',
  'i18n.logOutputEncoding': 'UTF-8',
  // would run the clean filters of the repository in a merge
  'merge.renormalize': 'false',
  'protocol.allow': 'never',
  'submodule.recurse': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'color.ui': 'never',
};

/** The arguments as git gets them: `folder` instead of a working directory, safety first. */
export function safeArguments(folder: string, args: readonly string[]): string[] {
  const [command = '', ...rest] = args;
  return [
    '--no-pager',
    '--no-optional-locks',
    '--literal-pathspecs',
    ...Object.entries(overrides).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    '-C',
    folder,
    command,
    ...(commandSafety[command] ?? []),
    ...rest,
  ];
}

/** Where the reader's own configuration lies; every other inherited `GIT_*` variable would redirect or run something. */
const keptVariables = new Set([
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CEILING_DIRECTORIES',
]);

/** The environment of every git process. */
export function safeEnvironment(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(
    ([name]) => !/^(GIT_|SSH_ASKPASS)/i.test(name) || keptVariables.has(name.toUpperCase()),
  );
  return {
    ...Object.fromEntries(kept),
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    GIT_PAGER: 'cat',
    GIT_EDITOR: ':',
    LC_ALL: 'C',
    LANGUAGE: '',
    // Windows looks for programs in the current folder first; not for ours
    NoDefaultCurrentDirectoryInExePath: '1',
  };
}

/** Settings for one run by environment: unlike `-c`, a name with `=` in it cannot escape. */
export function configVariables(
  settings: readonly (readonly [key: string, value: string])[],
): NodeJS.ProcessEnv {
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(settings.length)],
    ...settings.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ]) as NodeJS.ProcessEnv;
}
