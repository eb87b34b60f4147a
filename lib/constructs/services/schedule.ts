import { invalidValue, PlinthError } from '../../core';
import { cronProblem } from './cron';

export type Weekday = 'sunday' | 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday';

const weekdays: readonly Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export interface TimeOfDay {
  /** From 0 to 23. */
  readonly hour: number;
  /** From 0 to 59. @default 0 */
  readonly minute?: number;
}

/** When something runs again and again. */
export class Schedule {
  /**
   * The five fields of cron: minute, hour, day of the month, month, day of the week.
   *
   * @throws PlinthError `invalid-value` for another number of fields, for what is out of range, and for days that never come.
   */
  static cron(expression: string): Schedule {
    const problem = cronProblem(expression);
    if (problem) throw PlinthError.of(invalidValue, problem.detail, problem.fix);
    return new Schedule(expression.trim().split(/\s+/).join(' '));
  }

  /** Once an hour. @throws PlinthError `invalid-value` for a minute that no hour has. */
  static hourly(time: { readonly minute?: number } = {}): Schedule {
    return Schedule.cron(`${String(time.minute ?? 0)} * * * *`);
  }

  /** Once a day. @throws PlinthError `invalid-value` for a time that no day has. */
  static daily(time: TimeOfDay): Schedule {
    return Schedule.cron(`${String(time.minute ?? 0)} ${String(time.hour)} * * *`);
  }

  /** Once a week. @throws PlinthError `invalid-value` for a time that no day has. */
  static weekly(time: TimeOfDay & { readonly day: Weekday }): Schedule {
    return Schedule.cron(`${String(time.minute ?? 0)} ${String(time.hour)} * * ${String(weekdays.indexOf(time.day))}`);
  }

  /** The five fields of cron. */
  readonly expression: string;

  private constructor(expression: string) {
    this.expression = expression;
  }
}
