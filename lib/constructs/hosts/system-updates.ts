import type { Duration } from 'cdk8s';
import type { OsUpdates } from '../../assembly';
import { invalidValue, PlinthError } from '../../core';

export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

const weekdays: readonly Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export interface UpdateWindowProps {
  /** @default - every day */
  readonly days?: readonly Weekday[];
  /** Its beginning in UTC, `03:30`. */
  readonly start: string;
  /** Whole minutes, less than a day. */
  readonly length: Duration;
}

/** Who restarts hosts for updates of their system, and when. */
export class SystemUpdates {
  /** Nothing is looked for: hosts stay as their image was. */
  static off(): SystemUpdates {
    return new SystemUpdates({ strategy: 'off' });
  }

  /** Updates are made ready, or installed where that takes no restart; nobody restarts a host. */
  static withoutRestart(): SystemUpdates {
    return new SystemUpdates({ strategy: 'download-only' });
  }

  /**
   * Each host restarts by itself within the window. Hosts of one pool do not wait for each other: give pools whose hosts need each
   * other none, or one that their layers survive.
   *
   * @throws PlinthError `invalid-value` for a day, a time or a length that there is not.
   */
  static window(props: UpdateWindowProps): SystemUpdates {
    const { days = weekdays, start, length } = props;
    const minutes = length.toMinutes();
    if (days.length === 0 || days.some((day) => !weekdays.includes(day)))
      refuse(`The window's days are [${days.join(', ')}].`, `Write some of ${weekdays.join(', ')}.`);
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(start))
      refuse(`The window begins at "${start}".`, 'Write hours and minutes in UTC: "03:30".');
    if (!Number.isInteger(minutes) || minutes < 1 || minutes >= 24 * 60)
      refuse(`The window has ${String(minutes)} minutes.`, 'Write whole minutes, fewer than a day has.');
    return new SystemUpdates({
      strategy: 'window',
      window: { days: weekdays.filter((day) => days.includes(day)), start, minutes },
    });
  }

  /** Each host restarts as soon as an update is ready, several at once if it so happens. */
  static immediately(): SystemUpdates {
    return new SystemUpdates({ strategy: 'immediate' });
  }

  readonly spec: OsUpdates;

  private constructor(spec: OsUpdates) {
    this.spec = spec;
  }
}

function refuse(detail: string, fix: string): never {
  throw PlinthError.of(invalidValue, detail, fix);
}
