// Facts about an environment, one sorted line each, for people who read `git diff`. Views of the assembly: nothing is
// known here that the assembly does not hold.
export { factFiles } from './fact-files';
