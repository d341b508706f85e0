// Folders that are gone when the tests end, however they end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = [];
process.on('exit', () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })));

export function temporary(name) {
  const path = mkdtempSync(join(tmpdir(), `union-star-${name}-`));
  made.push(path);
  return path;
}
