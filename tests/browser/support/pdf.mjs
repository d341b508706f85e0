// Prints the page and reads the paper with a program that others wrote.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

export async function print(page, name) {
  mkdirSync('target/prints', { recursive: true });
  const path = `target/prints/${name}.pdf`;
  writeFileSync(path, await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: false }));
  const paper = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).normalize('NFKC');
  const all = paper.split('\f');
  const pages = all.filter((sheet) => sheet.trim() !== '');
  // Each ends with a form feed: blank ones count too.
  return { path, pages, sheets: all.length - 1, words: paper.replace(/\s+/g, '') };
}

// How far, in millimetres, what is printed keeps from the edges of its pages.
export function margin(path) {
  const boxes = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8' });
  const number = (line, name) => Number(new RegExp(`${name}="([\\d.]+)"`).exec(line)[1]);
  let page;
  const distances = boxes.split('\n').flatMap((line) => {
    if (/<page /.test(line)) page = { width: number(line, 'width'), height: number(line, 'height') };
    if (!/<word /.test(line)) return [];
    return [number(line, 'xMin'), number(line, 'yMin'), page.width - number(line, 'xMax'), page.height - number(line, 'yMax')];
  });
  return (Math.min(...distances) / 72) * 25.4;
}
