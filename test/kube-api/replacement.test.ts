import type { LifecyclesData } from '../../lib/kube-api/data';
import type { KindFacts } from '../../lib/kube-api';
import { removalOf } from '../../lib/kube-api/lifecycle';

const lives: LifecyclesData = {
  'old/v1beta1 Thing': { introduced: '1.1', removed: '1.16', replacement: 'newer/v1beta1 Thing' },
  'newer/v1beta1 Thing': { introduced: '1.10', removed: '1.22', replacement: 'newest/v1 Thing' },
  'circle/v1 A': { introduced: '1.1', removed: '1.2', replacement: 'circle/v1 B' },
  'circle/v1 B': { introduced: '1.1', removed: '1.2', replacement: 'circle/v1 A' },
  'group/v1 Lone': { introduced: '1.1', removed: '1.2' },
  'group/v1beta1 Many': { introduced: '1.1', removed: '1.2' },
};

function served(...names: string[]) {
  const kinds = names.map((name) => {
    const [apiVersion = '', kind = ''] = name.split(' ');
    const [group = '', version = ''] = apiVersion.split('/');
    return { apiVersion, kind, group, version } as KindFacts;
  });
  return {
    kinds: () => kinds,
    tryKind: (apiVersion: string, kind: string) =>
      kinds.find((facts) => facts.apiVersion === apiVersion && facts.kind === kind),
  };
}

test.each([
  [
    "upstream's word, through versions that went away themselves",
    'old/v1beta1 Thing',
    ['newest/v1 Thing'],
    'newest/v1 Thing',
  ],
  [
    "upstream's word, as soon as it is served",
    'old/v1beta1 Thing',
    ['newer/v1beta1 Thing', 'newest/v1 Thing'],
    'newer/v1beta1 Thing',
  ],
  ['nothing, where the words go in a circle', 'circle/v1 A', ['group/v1 A'], undefined],
  [
    'the most stable version, where upstream is silent',
    'group/v1beta1 Many',
    ['group/v1beta2 Many', 'group/v1 Many', 'group/v2alpha1 Many'],
    'group/v1 Many',
  ],
  ['nothing less stable', 'group/v1 Lone', ['group/v2alpha1 Lone', 'group/v1beta1 Lone'], undefined],
  ['nothing of another group', 'group/v1 Lone', ['other/v1 Lone'], undefined],
])('the replacement is %s', (_, name, names, expected) => {
  const [apiVersion = '', kind = ''] = name.split(' ');
  const replacement = removalOf({ apiVersion, kind }, '1.36', lives, served(...names))?.replacement;
  expect(replacement && `${replacement.apiVersion} ${replacement.kind}`).toBe(expected);
});
