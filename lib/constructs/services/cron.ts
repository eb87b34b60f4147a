/** What is wrong with an expression of cron, and what to write instead. */
export interface CronProblem {
  readonly detail: string;
  readonly fix: string;
}

interface Field {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The ranges that Kubernetes takes: https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format */
const fields: readonly Field[] = [
  { name: 'minute', first: 0, last: 59 },
  { name: 'hour', first: 0, last: 23 },
  { name: 'day of the month', first: 1, last: 31 },
  { name: 'month', first: 1, last: 12, names: ['', ...months] },
  { name: 'day of the week', first: 0, last: 6, names: days },
];

const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Why Kubernetes would refuse an expression, or never run it; undefined when it is fine. */
export function cronProblem(expression: string): CronProblem | undefined {
  const parts = expression.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== fields.length) {
    return {
      detail: `"${expression}" has ${String(parts.length)} ${parts.length === 1 ? 'field' : 'fields'}; a schedule has five.`,
      fix: 'Write minute, hour, day of the month, month, day of the week, such as "30 2 * * *", or Schedule.daily({ hour: 2, minute: 30 }).',
    };
  }
  for (const [index, field] of fields.entries()) {
    const part = parts[index] ?? '';
    const wrong = part.split(',').find((item) => valuesOf(item, field) === undefined);
    if (wrong === undefined) continue;
    const detail = `"${expression}": "${wrong}" is no ${field.name}.`;
    return {
      detail,
      fix: `Write numbers from ${String(field.first)} to ${String(field.last)}, "*", "*/5", "1-5" or a list of these.`,
    };
  }
  return neverComes(expression, parts);
}

/** The values that one item of a list stands for; undefined when it is malformed. */
function valuesOf(item: string, field: Field): readonly number[] | undefined {
  const match = /^(?:(?<any>[*?])|(?<from>[a-z0-9]+)(?:-(?<to>[a-z0-9]+))?)(?:\/(?<step>\d+))?$/i.exec(item);
  const { any, from = '', to, step } = match?.groups ?? {};
  if (!match) return undefined;
  const first = any === undefined ? numberOf(from, field) : field.first;
  const last =
    any === undefined && to === undefined && step === undefined
      ? first
      : to === undefined
        ? field.last
        : numberOf(to, field);
  const by = step === undefined ? 1 : Number(step);
  if (first === undefined || last === undefined || last < first || by < 1) return undefined;
  const values: number[] = [];
  for (let value = first; value <= last; value += by) values.push(value);
  return values;
}

function numberOf(text: string, { first, last, names = [] }: Field): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : names.indexOf(text.toLowerCase());
  return value >= first && value <= last ? value : undefined;
}

/** `0 0 31 2 *` is well formed and never runs. */
function neverComes(expression: string, parts: readonly string[]): CronProblem | undefined {
  const [, , day = '*', month = '*', weekday = '*'] = parts;
  // With both a day of the month and a day of the week either is enough.
  if (!/^[*?]/.test(weekday) || /^[*?]/.test(day)) return undefined;
  const all = (text: string, index: number): readonly number[] =>
    text.split(',').flatMap((item) => valuesOf(item, fields[index] ?? { name: '', first: 0, last: 0 }) ?? []);
  const least = Math.min(...all(day, 2));
  if (all(month, 3).some((number) => least <= (daysOfMonth[number - 1] ?? 0))) return undefined;
  return {
    detail: `"${expression}" names a day that its months do not have: it never runs.`,
    fix: 'Name a day that comes.',
  };
}
