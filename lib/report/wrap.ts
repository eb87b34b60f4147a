/**
 * Breaks a text into lines of at most `width` characters, at spaces.
 *
 * A word that is longer than a line stays whole: it is a path or a command that somebody will copy. Line breaks that the text
 * has are kept.
 */
export function wrapped(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrappedParagraph(paragraph.trimEnd(), width));
}

function wrappedParagraph(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  // Only single spaces are places to break: what is aligned by several stays together.
  for (const word of paragraph.split(/(?<=\S) (?=\S)/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
