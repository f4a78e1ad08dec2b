/** Lines of a file that any program reads as a table. */
export function csv(lines: readonly (readonly (string | number)[])[]): string {
  // The mark tells spreadsheets that it is UTF-8; without it they show other characters.
  return `\u{FEFF}${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** What begins like a formula is text for a spreadsheet too. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
