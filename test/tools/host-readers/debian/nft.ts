import { printed, problemsOf, type Texts } from './texts';

/** What nft says to rulesets. It also asks the kernel, in a network of its own, so a rule that this kernel has no support for is refused. */
export function nftProblems(texts: Texts): Promise<readonly string[]> {
  return problemsOf(texts, { command: (path) => ({ args: ['nft', '-c', '-f', path] }), problems: printed });
}
