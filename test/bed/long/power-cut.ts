import type { BedAccess } from '../claims/access';
import { waitUntil } from '../hosts';
import { accessTo } from '../lab/access';
import type { LabBed } from '../lab/lab-bed';
import { courseOf, courseText, type Attempt, type Course } from './attempts';
import { apiTraffic, guestbookTraffic, type Traffic } from './traffic';
import { isNodeReady, linesOf, troubles } from './who-has-what';

/** What a power cut did to those who wrote all the time. */
export interface PowerCut {
  /** When it was, in milliseconds since 1970. */
  readonly at: number;
  /** From the cut until the host was switched on again. */
  readonly guestbook: Course;
  readonly api: Course;
  /** Lines that the guestbook took, and that are not in its database now. */
  readonly lost: readonly Attempt[];
}

/**
 * Takes the power of a host while people write; waits until the cluster calls it lost and writes succeed again; switches it on, and
 * waits until the whole bed is as it was. What was measured is printed.
 *
 * @param name - what the host had, a word of small letters
 */
export async function powerCut(lab: LabBed, name: string, host: string): Promise<PowerCut> {
  const bed = accessTo(lab);
  await whole(bed);
  const [guestbook, api] = [guestbookTraffic(lab, name), await apiTraffic(bed, name)];
  const all = [guestbook, api];
  try {
    await waitUntil('both take writes', patience(2), () => (all.every(isSteady) ? true : undefined));
    const at = Date.now();
    await lab.bed.powerCut(host);
    await waitUntil(`${host} is called lost`, patience(5), async () =>
      (await isNodeReady(bed, host)) ? undefined : true,
    );
    const lostAfter = secondsSince(at);
    await waitUntil('both take writes without it', patience(15), () => (all.every(isSteady) ? true : undefined));
    const on = Date.now();
    const during = all.map(({ attempts }) => courseOf(attempts, at));
    await lab.bed.start(host);
    await whole(bed);
    const wholeAfter = secondsSince(on);
    const [written] = await Promise.all(all.map((one) => one.stop()));
    const back = all.map(({ attempts }) => courseOf(attempts, on));
    const known = await linesOf(bed, name);
    const lost = (written ?? []).filter(({ line, failure }) => failure === undefined && !known.has(line));
    const [toGuestbook, toApi] = during;
    if (!toGuestbook || !toApi) throw new Error('Nobody wrote.');
    const told = (courses: readonly Course[]): string =>
      courses.map((course, index) => `  ${index === 0 ? 'guestbook' : 'API'}: ${courseText(course)}`).join('\n');
    console.log(
      [
        `power cut of ${host} (${name}): called lost after ${lostAfter} s, off for ${((on - at) / 1000).toFixed(1)} s`,
        `${told(during)}; acknowledged lines lost: ${String(lost.length)}`,
        `switched on again: the whole bed as before after ${wholeAfter} s`,
        told(back),
      ].join('\n'),
    );
    return { at, guestbook: toGuestbook, api: toApi, lost };
  } finally {
    await Promise.all(all.map((one) => one.stop()));
  }
}

/** Twenty writes one after the other. */
function isSteady({ attempts }: Traffic): boolean {
  const last = attempts.slice(-20);
  return last.length === 20 && last.every(({ failure }) => failure === undefined);
}

async function whole(bed: BedAccess): Promise<void> {
  await waitUntil('all of the bed is well', { ...patience(10), everyMilliseconds: 1000 }, async () => {
    const found = await troubles(bed);
    if (found.length > 0) throw new Error(found.join('; '));
    return true;
  });
}

function patience(minutes: number): { readonly timeoutMilliseconds: number; readonly everyMilliseconds: number } {
  return { timeoutMilliseconds: minutes * 60_000, everyMilliseconds: 200 };
}

function secondsSince(at: number): string {
  return ((Date.now() - at) / 1000).toFixed(1);
}
