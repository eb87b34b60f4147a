import { renderDist } from '../../lib/assembly';
import { printed } from '../assembly/synthesize/program';
import { build, wholeProgram } from './arbitrary-program';

test('whole', () => {
  const t = performance.now();
  const all = build(wholeProgram());
  console.log(performance.now() - t, all.map(({ findings }) => printed(findings)).join('\n'));
  console.log([...renderDist(all.map(({ assembly }) => assembly)).keys()].length);
});
