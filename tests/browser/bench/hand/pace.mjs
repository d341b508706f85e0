// How much the browser slows its page down. A goal in milliseconds at "4× CPU" is one of a slow telephone or office
// computer, told on a machine whose processor has a certain speed. A shared machine has that speed on some days only:
// there 4× its own is a slower telephone. `--even` slows down by as much less as a loop takes longer.
const TIMES = 4;
// Chosen so that the hand-written page's clicks and keys take about as long as on the quiet days of docs/bench.md.
const QUIET = 250;

function loop() {
  const once = () => {
    const start = performance.now();
    let x = 0;
    for (let at = 0; at < 1e8; at += 1) x = (x * 31 + at) | 0;
    return performance.now() - start + (x === 1 ? 1e-9 : 0);
  };
  return Array.from({ length: 5 }, once).sort((a, b) => a - b)[2];
}

export const slowed = [];

export async function pace(browser, even) {
  if (!even) return TIMES;
  const page = await browser.newPage();
  const now = await page.evaluate(loop);
  await page.close();
  const rate = Math.max(1, (TIMES * QUIET) / now);
  slowed.push({ now, rate });
  return rate;
}
