import type { ScalarTag, Tags } from 'yaml';

/**
 * The tags of YAML 1.1 as sigs.k8s.io/yaml resolves them, from those of the yaml package.
 *
 * Kept: booleans with yes, on and y; null; merge keys. Replaced: numbers. Left out: timestamps and sexagesimal numbers, which
 * stay strings for Kubernetes, and binary, ordered maps, sets and pairs, which are no JSON.
 * @see https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 */
export function kubernetesTags(tags: Tags): Tags {
  const kept = tags.filter((tag) => typeof tag !== 'string' && keptTags.has(tag.tag));
  return [...kept, integer, infinite, float];
}

const keptTags: ReadonlySet<string> = new Set(
  ['map', 'seq', 'str', 'null', 'bool', 'merge'].map((name) => `tag:yaml.org,2002:${name}`),
);

/** Holds a bigint, so that the reader can tell whether a number of JavaScript can hold it. */
const integer: ScalarTag = {
  default: true,
  tag: 'tag:yaml.org,2002:int',
  test: /^[-+]?(?:0_*[xX][0-9a-fA-F_]*[0-9a-fA-F]_*|0_*[bB][01_]*[01]_*|0_*[oO][0-7_]*[0-7]_*|0[0-7_]*|[1-9][0-9_]*)$/,
  resolve: (source) => {
    const digits = source.replace(/[-+_]/g, '').toLowerCase();
    // Go reads 010 as octal, as YAML 1.1 says, and 0o10 too.
    const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
    return source.startsWith('-') ? -magnitude : magnitude;
  },
};

const infinite: ScalarTag = {
  default: true,
  tag: 'tag:yaml.org,2002:float',
  test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
  resolve: (source) => (/nan/i.test(source) ? NaN : Infinity),
};

/** Unlike the yaml package in its 1.1 mode, needs a digit before the exponent: "." and "e5" are strings. */
const float: ScalarTag = {
  default: true,
  tag: 'tag:yaml.org,2002:float',
  test: /^[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9]*)(?:[eE][-+]?[0-9_]*[0-9]_*)?$/,
  resolve: (source) => Number.parseFloat(source.replaceAll('_', '')),
};
