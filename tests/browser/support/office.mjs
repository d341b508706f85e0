// Reads office files with the programs that others wrote; Debian's Python has their packages.
import { execFileSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { temporary } from './folders.mjs';

const python = (script, ...args) => JSON.parse(execFileSync('/usr/bin/python3', ['-c', script, ...args], { encoding: 'utf8', maxBuffer: 64 << 20 }));

// Every sheet as rows of cell values, formulas as they are written.
export const readXlsx = (path) => python(`
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({s.title: [[c.value for c in r] for r in s.iter_rows()] for s in book}))`, path);

// Paragraphs with their styles, tables as rows of cell texts, and what Word repeats or keeps together.
export const readDocx = (path) => python(`
import json, sys, docx
d = docx.Document(sys.argv[1])
print(json.dumps({
  'paragraphs': [[p.style.name, p.text] for p in d.paragraphs],
  'tables': [[[c.text for c in r.cells] for r in t.rows] for t in d.tables],
  'heads': sum(1 for t in d.tables if t._tbl.xpath('./w:tr[1]/w:trPr/w:tblHeader')),
  'evenAndOdd': d.settings.odd_and_even_pages_header_footer,
}))`, path);

// LibreOffice opens the file and writes what it understood: a PDF's text, or the value of every cell as CSV.
export function libreOffice(path, format) {
  const folder = temporary('office');
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', format, '--outdir', folder, path], { stdio: 'ignore' });
  const made = join(folder, basename(path).replace(/\.\w+$/, '.pdf'));
  return { path: made, words: execFileSync('pdftotext', ['-layout', made, '-'], { encoding: 'utf8', maxBuffer: 64 << 20 }).normalize('NFKC').replace(/\s+/g, '') };
}
