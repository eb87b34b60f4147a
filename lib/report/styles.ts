/** How pieces of a report look. Each takes a text and returns it, with or without the codes of a terminal around it. */
export interface Styles {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  /** The words that a reader looks for first. */
  readonly strong: (text: string) => string;
  /** Labels and what is only there to be complete. */
  readonly faint: (text: string) => string;
  readonly added: (text: string) => string;
  readonly removed: (text: string) => string;
}

const plain = (text: string): string => text;

/** No colours: files, pipes, and whoever asked for none. */
export const plainStyles: Styles = {
  error: plain,
  warning: plain,
  info: plain,
  strong: plain,
  faint: plain,
  added: plain,
  removed: plain,
};

/** The sixteen colours that every terminal has, so that its own theme decides what they look like. */
export const terminalStyles: Styles = {
  error: sgr('1;31', '22;39'),
  warning: sgr('33', '39'),
  info: sgr('36', '39'),
  strong: sgr('1', '22'),
  faint: sgr('2', '22'),
  added: sgr('32', '39'),
  removed: sgr('31', '39'),
};

function sgr(on: string, off: string): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);
}
