// Prints the page and reads the paper with a program that others wrote.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

export async function print(page, name) {
  mkdirSync('target/prints', { recursive: true });
  const path = `target/prints/${name}.pdf`;
  writeFileSync(path, await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: false }));
  const paper = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).normalize('NFKC');
  const pages = paper.split('\f').filter((sheet) => sheet.trim() !== '');
  return { path, pages, words: paper.replace(/\s+/g, '') };
}
