import { isJsonObject, itemsAt, numberAt, objectAt, textAt, type Json } from '../../../lib/core';

/** Datagrams to count: from an address to a port. */
export interface Watched {
  readonly from: string;
  readonly port: number;
}

/** How many of them came to a host, and how many its firewall let through. */
export interface Counted extends Watched {
  readonly arrived: number;
  readonly passed: number;
}

export const counterTable = 'plinth-claims';

/**
 * A table of nftables that counts before the firewall (which stands in prerouting at mangle) and behind it.
 *
 * It is a table of its own, so that what Plinth rendered stays as it is, and it decides nothing.
 */
export function counterRules(watched: readonly Watched[]): string {
  const rules = watched
    .map(({ from, port }) => `    ip saddr ${from} udp dport ${String(port)} counter comment "${from} ${String(port)}"`)
    .join('\n');
  const chain = (name: string, hook: string): string =>
    [`  chain ${name} {`, `    type filter hook ${hook}; policy accept;`, rules, '  }'].join('\n');
  const table = `table inet ${counterTable}`;
  const chains = [chain('arrived', 'prerouting priority raw'), chain('passed', 'input priority filter')];
  return [table, `delete ${table}`, `${table} {`, ...chains, '}', ''].join('\n');
}

/** Reads `nft --json list table`. */
export function readCounters(answer: Json): readonly Counted[] {
  const counts = new Map<string, { arrived: number; passed: number }>();
  for (const item of itemsAt(answer, 'nftables')) {
    const rule = objectAt(item, 'rule');
    const [chain, comment] = [textAt(rule, 'chain'), textAt(rule, 'comment')];
    if (comment === undefined || (chain !== 'arrived' && chain !== 'passed')) continue;
    const counter = itemsAt(rule, 'expr').find((one) => isJsonObject(one) && 'counter' in one);
    const count = counts.get(comment) ?? { arrived: 0, passed: 0 };
    count[chain] += numberAt(counter, 'counter', 'packets') ?? 0;
    counts.set(comment, count);
  }
  return [...counts].map(([comment, count]) => {
    const [from = '', port] = comment.split(' ');
    return { from, port: Number(port), ...count };
  });
}
