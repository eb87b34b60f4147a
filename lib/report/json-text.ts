/** Data for programs: JSON with an indent of two, ending with a line break. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
