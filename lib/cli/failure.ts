/** Something that the user of the command can put right; shown as it is, without a stack. */
export class Failure extends Error {
  /** What to do about it. */
  readonly fix: string | undefined;

  constructor(message: string, fix?: string) {
    super(message);
    this.name = 'Failure';
    this.fix = fix;
  }
}
