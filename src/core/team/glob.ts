const mostAlternatives = 64;
const longest = 500;

/**
 * Whether a glob (`**`, `*`, `?`, `{a,b}`) matches the end of an address, from its beginning or after a slash. Globs are
 * foreign text: they are followed step by step, for a regular expression made of one could take forever.
 */
export function matchesGlob(glob: string, address: string): boolean {
  if (glob.length > longest) return false;
  return alternatives(glob).some(each => matches(each, address));
}

/** A glob without braces for each choice in them; none where they do not close, or offer too much. */
function alternatives(glob: string): string[] {
  let open = [glob];
  while (open.some(each => each.includes('{'))) {
    open = open.flatMap(each => {
      const [whole, before = '', choices = '', after = ''] = /^(.*)\{([^{}]*)\}(.*)$/s.exec(each) ?? [];
      if (whole === undefined) return each.includes('{') ? [] : [each];
      return choices.split(',').map(choice => before + choice + after);
    });
    if (open.length > mostAlternatives) return [];
  }
  return open;
}

function matches(glob: string, address: string): boolean {
  const steps = glob.match(/\*\*\/?|[\s\S]/g) ?? [];
  /** The steps that can come next, after what was read. */
  let reached = new Set<number>();
  const reach = (next: Set<number>, step: number) => {
    next.add(step);
    // a star may stand for nothing
    for (let at = step; steps[at]?.startsWith('*') === true; at++) next.add(at + 1);
  };
  reach(reached, 0);
  for (const character of address) {
    const next = new Set<number>();
    for (const at of reached) {
      const step = steps[at];
      if (step === undefined) continue;
      if (step.startsWith('**') || (step === '*' && character !== '/')) reach(next, at);
      else if (step === character || (step === '?' && character !== '/')) reach(next, at + 1);
    }
    if (character === '/') reach(next, 0);
    reached = next;
  }
  return reached.has(steps.length);
}
