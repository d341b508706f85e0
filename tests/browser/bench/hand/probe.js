// Runs in every measured page before its own scripts: what is shown, what an input costs until it is painted.
(() => {
  const kind = window.benchPage;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Where an answer or a number is given: one finder a page, since each library names its fields its own way.
  const radio = {
    vanilla: ({ clause, answer }) => document.querySelector(`input[name="${clause}"][value=${answer}]`),
    preact: ({ clause, answer }) => document.querySelector(`input[name="${clause}"][value=${answer}]`),
    rjsf: ({ clause, answer }) => all(`section.row input[type=radio][name$="${clause}"]`)[answer === 'met' ? 0 : 1],
    survey: ({ clause, answer }) => document.querySelector(`[data-name="${clause.replace('.', '_')}"] input[value=${answer}]`),
    ours: ({ row, at, answer }) => {
      const section = document.getElementById(row);
      const place = section && (section.querySelector('.row-head.is-single') ?? all('.clause', section)[at]);
      return place && place.querySelector(`[data-answer=${answer}]`);
    },
  }[kind];
  const field = {
    rjsf: ({ fact }) => document.getElementById(`root_facts_${fact}`),
    survey: ({ fact }) => document.querySelector(`[data-name="${fact}"] input`),
  }[kind] ?? (({ fact }) => document.getElementById(`fact-${fact}`));
  const chosen = (element) => (kind === 'ours' ? element.getAttribute('aria-checked') === 'true' : element.checked);
  const counts = () => all('.rail-count').slice(kind === 'ours' ? 1 : 0).slice(0, 6).map((count) => count.textContent);
  const shown = () => `${document.querySelector('.star-sentence')?.textContent.replace(/\u00a0/g, ' ')}|${counts().join()}`;

  const bench = { shift: 0, underHand: 0, blocked: 0, handlers: 0, shown };
  window.bench = bench;
  const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('layout-shift', (entry) => {
    if (entry.hadRecentInput) bench.underHand += entry.value;
    else bench.shift += entry.value;
  });
  observe('longtask', (entry) => { bench.blocked += Math.max(0, entry.duration - 50); });

  // The Wasm memory counts as heap too.
  let memory = null;
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = (...given) => original.apply(WebAssembly, given).then((result) => {
      memory = (result.instance ?? result).exports.memory ?? memory;
      return result;
    });
  }
  bench.wasm = () => (memory ? memory.buffer.byteLength : 0);

  // Time inside handlers: from the first listener of an event to its last, microtasks between them included.
  let armed = null;
  const open = new Map();
  for (const type of ['pointerdown', 'mousedown', 'focusin', 'focusout', 'pointerup', 'mouseup', 'click', 'keydown', 'keypress', 'beforeinput', 'input', 'change', 'keyup']) {
    addEventListener(type, (event) => {
      if (!event.isTrusted) return;
      if (armed && (type === 'click' || type === 'keydown')) begin(event.timeStamp);
      open.set(event, performance.now());
    }, true);
    addEventListener(type, (event) => {
      const start = open.get(event);
      open.delete(event);
      if (start !== undefined && open.size === 0) bench.handlers += performance.now() - start;
    });
  }

  // After a frame's callbacks a message waits its turn until the frame is painted.
  const channel = new MessageChannel();
  let painted = null;
  channel.port1.onmessage = () => painted();
  const paint = () => new Promise((done) => {
    painted = done;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  });
  bench.frames = async (count) => { for (let at = 0; at < count; at += 1) await paint(); };

  async function begin(start) {
    const { step, expected, done } = armed;
    armed = null;
    let frames = 0;
    for (;;) {
      await paint();
      frames += 1;
      const now = performance.now();
      const ready = shown() === expected && (step.key ? step.fact || chosen(radio(step)) : chosen(radio(step)));
      if (ready || now - start > 3000) {
        done({ ms: now - start, frames, handlers: bench.handlers, ready, shown: ready ? '' : shown() });
        return;
      }
    }
  }

  // Brings a step's target to the middle and gives its place on the screen; keys go to where the focus is.
  bench.prepare = async (step) => {
    const element = step.fact ? field(step) : radio(step.from ? { ...step, answer: step.from } : step);
    if (!element) throw new Error(`${kind} has no place for ${JSON.stringify(step)}`);
    if (step.key && document.activeElement !== element) element.focus();
    const target = element.closest('label') ?? element;
    target.scrollIntoView({ block: 'center', behavior: 'instant' });
    await bench.frames(2);
    const box = target.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };
  bench.arm = async (step, expected) => {
    await bench.frames(1);
    open.clear();
    bench.handlers = 0;
    bench.result = new Promise((done) => { armed = { step, expected, done }; });
  };

  // The first answer: pressed again and again from the first moment, until it is counted.
  if (window.benchFirst) {
    const { step, count } = window.benchFirst;
    // Ours says first who is rated; it goes to the page of all rows as soon as that stands.
    const begun = () => {
      const name = document.getElementById('union-name');
      if (name && !name.value) {
        name.value = '杭州测试有限公司工会';
        name.dispatchEvent(new Event('input', { bubbles: true }));
      }
      const open = name && all('input[value=soe], input[value=single]').find((choice) => !choice.checked);
      if (open) open.click();
      else if (name && all('input:checked').length >= 2) document.querySelector('form button[type=submit]').click();
      else if (/\/facts$/.test(location.hash)) location.hash = location.hash.replace(/facts$/, 't/all');
    };
    const press = () => {
      if (kind === 'ours') begun();
      const element = radio(step);
      if (element && counts()[0] === count) {
        bench.accepted = performance.now();
        return;
      }
      if (element && kind !== 'ours' && element.checked) element.checked = false;
      if (element && !chosen(element)) element.click();
      setTimeout(press, 10);
    };
    setTimeout(press, 0);
  }
})();
