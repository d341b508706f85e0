/* The page's side of the third Wasm: starts the desk, reads files, carries bytes and questions to the worker
   (office.js). ES5. */
var union_star_desk = (function () {
  'use strict';
  if (typeof document === 'undefined') { return null; }
  /* So many files are read at once, and go over in such parts; so many may wait to be rated. */
  var AT_ONCE = 16;
  var PART = 32;
  var WAITING = 512;
  var SMALL = 8 * 1024 * 1024;
  /* So long may a turn take that asks for the times of files: each asks the disk and waits. */
  var TURN = 15;
  /* And so long where nobody waits for them, with such a pause after each. */
  var IDLE = 4;
  var WAIT = 20;

  var worker = null;
  var waiting = {};
  var number = 0;
  var listener = null;

  function start(made) {
    worker = made.worker;
    worker.onmessage = function (event) {
      var data = event.data;
      if (data.error !== undefined && !data.id) {
        broken();
      } else if (data.id && waiting[data.id]) {
        var resolve = waiting[data.id];
        delete waiting[data.id];
        resolve(data);
      } else if (data.eaten) {
        ahead -= data.eaten;
        go();
      } else if (data.rivals) {
        times(data, data.idle ? IDLE : TURN, data.idle ? WAIT : 0);
      } else {
        if (data.settled) {
          data.left.forEach(function (item) { left.push(one(item.path, item.file || given[item.number])); });
          /* What waited behind a batch that was stopped is counted here: it may have been told before. */
          unread += data.unread + (batch ? batch.behind : 0);
          cut = data.cut || cut;
          if (batch) { end(); }
          say(-1, unread, cut);
          if (data.nothing) { say(-9); }
        } else {
          if (data.kept) { keeping(data.kept); }
          say(data.kept ? -1 - data.kept : data.progress || 0, data.of);
        }
      }
    };
    worker.onerror = broken;
    worker.postMessage({ wasm: made.wasm, start: true });
  }

  /* What is not in the browser's database yet is not left without a question. */
  var unkept = false;

  /* What was told last of keeping, for whoever comes back to the desk. */
  var last = 0;

  function keeping(how) {
    if (how === 1 || how === 2 || how === 6) { last = how; }
    if (how === 1) { unkept = false; }
    if (how === 2 || how === 6 || how === 7) { unkept = true; }
  }

  window.addEventListener('beforeunload', function (event) {
    if (worker && unkept) {
      event.preventDefault();
      event.returnValue = '';
    }
  });

  function say(what, count, path) {
    if (listener) { listener(what, count || 0, path || ''); }
  }

  /* Nothing more comes of this worker: whoever waits is told, instead of waiting for ever. */
  function broken() {
    var all = waiting;
    waiting = {};
    batches = [];
    batch = null;
    ahead = 0;
    forgetLeft();
    Object.keys(all).forEach(function (id) { all[id]({}); });
    say(-6);
  }

  function send(message) {
    number += 1;
    message.id = number;
    return new Promise(function (resolve) {
      waiting[number] = resolve;
      worker.postMessage(message);
    });
  }

  /* One batch is read after another: what a field held, or what was dropped. Each file that was read keeps its number
     for as long as the page is open, so that its time can be asked. */
  var batches = [];
  var batch = null;
  var given = [];
  var part = [];
  var idle = [];
  var ahead = 0;
  /* What was not read as reading was stopped: batches to go on with, so many files, and the one that was cut. */
  var left = [];
  var unread = 0;
  var cut = '';

  function forgetLeft() {
    left = [];
    unread = 0;
    cut = '';
  }

  function one(path, file) {
    return { count: 1, item: function () { return { path: path, file: file, lost: !file }; }, after: null };
  }

  function add(count, item, after) {
    batches.push({ count: count, item: item, after: after, next: 0, busy: 0, behind: 0, stopped: false });
    if (!batch) { begin(); }
  }

  function begin() {
    batch = batches.shift() || null;
    if (!batch) { return; }
    worker.postMessage({ begin: batch.count });
    while (idle.length < AT_ONCE) { idle.push(lane()); }
    go();
  }

  function end() {
    if (batch.after && !batch.stopped) { batch.after(); }
    begin();
  }

  function go() {
    while (batch && !batch.stopped && idle.length > 0 && batch.next < batch.count && ahead < WAITING) { idle.pop()(); }
    if (batch && batch.busy === 0 && !batch.told && (batch.stopped || batch.next >= batch.count)) {
      batch.told = true;
      hand();
      worker.postMessage({ last: true, left: batch.count - batch.next });
    }
  }

  function hand() {
    if (part.length === 0) { return; }
    worker.postMessage({ part: part }, part.map(function (file) { return file.buffer; }).filter(Boolean));
    part = [];
  }

  /* A reader that takes one file after another. How large a file is becomes known as its reading begins, without the
     wait that asking for its size would cost. */
  function lane() {
    var reader = new FileReader();
    var item = null;
    var of = null;
    var large = false;

    function start() {
      of = batch;
      item = of.item(of.next);
      of.next += 1;
      of.busy += 1;
      ahead += 1;
      large = !item.lost && /\.zip$/i.test(item.path);
      if (large || item.lost) {
        setTimeout(done, 0);
      } else {
        reader.readAsArrayBuffer(item.file);
      }
    }

    function done() {
      if (large) {
        ahead -= 1;
        worker.postMessage({ large: item });
      } else {
        part.push({ number: given.length, path: item.path, buffer: item.lost ? null : reader.result });
        given.push(item.file);
        if (part.length >= PART) { hand(); }
      }
      item = null;
      of.busy -= 1;
      idle.push(start);
      go();
    }

    reader.onloadstart = function (event) {
      if (event.total > SMALL) {
        large = true;
        reader.abort();
        setTimeout(done, 0);
      }
    };
    reader.onload = reader.onerror = done;
    return start;
  }

  /* Asked in short turns. */
  function times(asked, turn, wait) {
    var asking = worker;
    var found = new Float64Array(asked.rivals.length);
    var at = 0;
    (function more() {
      if (worker !== asking) { return; }
      var until = performance.now() + turn;
      for (; at < found.length && performance.now() < until; at += 1) { found[at] = given[asked.rivals[at]].lastModified || 0; }
      if (at < found.length) {
        setTimeout(more, wait);
      } else {
        worker.postMessage({ times: found, ask: asked.ask });
      }
    })();
  }

  /* The rest of a batch. Its files are taken from the field in short turns, for the field is emptied then. */
  function rest(of, from) {
    var items = [];
    var count = of.count - from;
    (function more() {
      var until = performance.now() + TURN;
      while (items.length < count && performance.now() < until) { items.push(of.item(from + items.length)); }
      if (items.length < count) {
        setTimeout(more, 0);
      } else if (of.after) {
        of.after();
      }
    })();
    return { count: count, item: function (at) { return items[at] || of.item(from + at); }, after: null };
  }

  /* Goes on with what was left, as one batch. */
  function goOn() {
    var all = left;
    forgetLeft();
    var count = all.reduce(function (sum, next) { return sum + next.count; }, 0);
    if (count === 0) { return; }
    add(count, function (at) {
      var from = at;
      var next = 0;
      while (from >= all[next].count) {
        from -= all[next].count;
        next += 1;
      }
      return all[next].item(from);
    }, null);
  }

  function cancel() {
    if (batch && !batch.stopped) {
      batch.stopped = true;
      left.push(rest(batch, batch.next));
    }
    /* Also what was added since a stop, while what was being read is sorted out. */
    batches.forEach(function (next) {
      batch.behind += next.count;
      left.push(rest(next, 0));
    });
    batches = [];
    worker.postMessage({ cancel: true });
    go();
  }

  /* The files stay in the field until they are read, and are taken from it one by one: making fifty thousand at once
     would hold the page up. Then it is emptied, so that the same can be chosen again. */
  function chosen(input) {
    var list = input.files;
    if (!list || list.length === 0) { return; }
    add(list.length, function (at) {
      var file = list[at];
      return { file: file, path: file.webkitRelativePath || file.name };
    }, function () { if (input.files === list) { input.value = ''; } });
  }

  /* What was dropped: files, and folders with all that is in them. */
  function dropped(transfer) {
    var entries = [];
    var items = transfer.items || [];
    for (var at = 0; at < items.length; at += 1) {
      var entry = items[at].webkitGetAsEntry && items[at].webkitGetAsEntry();
      if (entry) { entries.push(entry); }
    }
    if (entries.length === 0) {
      chosen({ files: transfer.files });
      return;
    }
    var found = [];
    /* What the browser does not give is counted, and named as unreadable. */
    function walk(entry) {
      var path = entry.fullPath.replace(/^\//, '');
      return new Promise(function (resolve) {
        function lost() {
          found.push({ path: path, lost: true });
          resolve();
        }
        if (entry.isFile) {
          entry.file(function (file) {
            found.push({ file: file, path: path });
            resolve();
          }, lost);
          return;
        }
        var reader = entry.createReader();
        var inside = [];
        (function more() {
          reader.readEntries(function (batch) {
            if (batch.length === 0) {
              Promise.all(inside).then(resolve);
              return;
            }
            for (var at = 0; at < batch.length; at += 1) { inside.push(walk(batch[at])); }
            more();
          }, function () {
            found.push({ path: path, lost: true });
            Promise.all(inside).then(resolve);
          });
        })();
      });
    }
    Promise.all(entries.map(walk)).then(function () {
      if (found.length > 0) {
        add(found.length, function (at) { return found[at]; }, null);
      } else {
        say(-9);
      }
    });
  }

  /* All that the worker holds is gone; the next desk begins anew. */
  function finish() {
    if (worker) { worker.terminate(); }
    worker = null;
    unkept = false;
    last = 0;
    waiting = {};
    batches = [];
    batch = null;
    given = [];
    part = [];
    idle = [];
    ahead = 0;
    forgetLeft();
  }

  /* Starts the desk's page in an element; the answer takes it away again. */
  function open(place) {
    var ready = worker ? Promise.resolve() : union_star.worker().then(start);
    return ready.then(function () { return union_star_office.open_desk(place); });
  }

  return {
    open: open,
    chosen: chosen,
    dropped: dropped,
    cancel: cancel,
    goOn: goOn,
    /* A desk of before is offered each time that the desk's page comes. */
    listen: function (call) {
      listener = call;
      if (last > 1) { say(-1 - last); }
      if (!batch && (unread > 0 || cut)) { say(-1, unread, cut); }
      worker.postMessage({ look: true });
    },
    /* With whatever is read the desk of before is opened first: here with nothing more. */
    reopen: function () { add(0, null, null); },
    anew: function () {
      forgetLeft();
      worker.postMessage({ anew: true });
    },
    forget: function () { return send({ forget: true }); },
    finish: finish,
    ask: function (text) { return send({ desk: text }); },
    take: function (kind) {
      return send({ take: kind }).then(function (data) {
        return { blob: data.blob || (data.bytes && new Blob([data.bytes], { type: 'application/octet-stream' })) };
      });
    }
  };
})();
