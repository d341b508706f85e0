/* Both sides of the second Wasm; wasm-bindgen's script stands before this one. In the worker it makes files and
   keeps the desk; in the page it starts the desk's page and carries files and questions to the worker. ES5. */
var union_star_desk = (function () {
  'use strict';
  var AT_ONCE = 64;
  var SMALL = 8 * 1024 * 1024;
  var LARGEST_ARCHIVE = 512 * 1024 * 1024;
  var PIECE = 4 * 1024 * 1024;
  var PART = 40;

  /* ---- The worker's side ---- */
  function work() {
    var wasm = union_star_office;
    var ready = null;
    var queue = [];
    var next = 0;
    var running = false;
    var complete = false;
    var cancelled = false;
    var told = 0;
    var expected = 0;

    function read(blob) {
      if (blob.arrayBuffer) {
        return blob.arrayBuffer().then(function (buffer) { return new Uint8Array(buffer); });
      }
      return new Promise(function (resolve, reject) {
        var reader = new FileReader();
        reader.onload = function () { resolve(new Uint8Array(reader.result)); };
        reader.onerror = function () { reject(reader.error); };
        reader.readAsArrayBuffer(blob);
      });
    }

    function tell(force) {
      var now = Date.now();
      if (force || now - told > 100) {
        told = now;
        self.postMessage({ progress: wasm.desk_read(), of: expected });
      }
    }

    /* The desk is kept in the browser's database after every change: a closed tab loses nothing. */
    var kept = 0;
    var timer = 0;

    function database(mode, work) {
      return new Promise(function (resolve, reject) {
        var opening = indexedDB.open('union-star-desk', 1);
        opening.onupgradeneeded = function () { opening.result.createObjectStore('desk'); };
        opening.onerror = function () { reject(opening.error); };
        opening.onsuccess = function () {
          var transaction = opening.result.transaction('desk', mode);
          var request = work(transaction.objectStore('desk'));
          transaction.oncomplete = function () {
            opening.result.close();
            resolve(request.result);
          };
          transaction.onerror = transaction.onabort = function () {
            opening.result.close();
            reject(transaction.error);
          };
        };
      });
    }

    function keep() {
      if (wasm.desk_revision() === kept) { return; }
      kept = wasm.desk_revision();
      clearTimeout(timer);
      timer = setTimeout(function () {
        var bytes = wasm.desk_export('joined');
        Promise.resolve().then(function () {
          return database('readwrite', function (store) { return store.put(new Blob([bytes]), 'desk'); });
        }).then(function () { self.postMessage({ kept: 1 }); }, function () { self.postMessage({ kept: 2 }); });
      }, 500);
    }

    function look() {
      return Promise.resolve().then(function () {
        return database('readonly', function (store) { return store.count('desk'); });
      }).then(function (count) { if (count > 0) { self.postMessage({ kept: 3 }); } }, function () { /* nothing kept */ });
    }

    function reopen() {
      return database('readonly', function (store) { return store.get('desk'); }).then(function (blob) {
        queue = [{ file: blob, path: '上次的汇总' }];
        next = 0;
        expected += 1;
        cancelled = false;
        complete = true;
        return run();
      });
    }

    function forget() {
      clearTimeout(timer);
      return database('readwrite', function (store) { return store.delete('desk'); });
    }

    /* A turn of the event loop, so that a cancel is heard. */
    function turn() {
      tell(false);
      return new Promise(function (resolve) { setTimeout(resolve, 0); });
    }

    function steps() {
      if (cancelled || !wasm.desk_step(200)) { return Promise.resolve(); }
      return turn().then(steps);
    }

    function pieces(file, at) {
      if (cancelled || at >= file.size) { return Promise.resolve(); }
      return read(file.slice(at, at + PIECE)).then(function (bytes) {
        wasm.desk_feed_lines(bytes);
        return turn();
      }).then(function () { return pieces(file, at + PIECE); });
    }

    function large(item) {
      var file = item.file;
      return read(file.slice(0, 4)).then(function (start) {
        var zip = start[0] === 80 && start[1] === 75;
        if (zip && file.size > LARGEST_ARCHIVE) {
          wasm.desk_too_large(item.path);
          return null;
        }
        if (zip) {
          return read(file).then(function (bytes) {
            expected += Math.max(wasm.desk_offer(item.path, file.lastModified || 0, bytes) - 1, 0);
            return steps();
          });
        }
        wasm.desk_begin_lines(item.path, file.lastModified || 0);
        return pieces(file, 0).then(function () { wasm.desk_end_lines(); });
      }).then(null, function () { wasm.desk_unreadable(item.path); });
    }

    function small(item) {
      return read(item.file).then(function (bytes) {
        var entries = wasm.desk_offer(item.path, item.file.lastModified || 0, bytes);
        while (entries > 0 && wasm.desk_step(1000)) { /* an archive that is not called one */ }
      }, function () { wasm.desk_unreadable(item.path); }).then(function () { tell(false); });
    }

    function isLarge(item) {
      return item.file.size > SMALL || /\.zip$/i.test(item.path);
    }

    /* Small files many at a time, archives and joined files one after another. */
    function run() {
      running = true;
      var later = [];
      function lane() {
        if (cancelled || next >= queue.length) { return Promise.resolve(); }
        var item = queue[next];
        queue[next] = null;
        next += 1;
        if (isLarge(item)) {
          later.push(item);
          return lane();
        }
        return small(item).then(lane);
      }
      function rest() {
        if (cancelled || later.length === 0) { return Promise.resolve(); }
        return large(later.shift()).then(rest);
      }
      var lanes = [];
      for (var at = 0; at < AT_ONCE; at += 1) { lanes.push(lane()); }
      return Promise.all(lanes).then(rest).then(function () {
        if (next < queue.length && !cancelled) { return run(); }
        running = false;
        if (!complete && !cancelled) { return null; }
        queue = [];
        next = 0;
        wasm.desk_settle();
        keep();
        tell(true);
        self.postMessage({ settled: true });
        return null;
      });
    }

    function answer(ask) {
      if (ask.start) { return look(); }
      if (ask.reopen) { return reopen(); }
      if (ask.forget) { return forget().then(function () { self.postMessage({ id: ask.id, text: '' }); }); }
      if (ask.files) {
        queue = queue.concat(ask.files);
        expected += ask.files.length;
        if (ask.first) { cancelled = false; }
        if (cancelled) { queue = []; }
        complete = ask.last;
        if (!running && !cancelled) { run(); }
      } else if (ask.cancel) {
        cancelled = true;
        /* Between two parts of what was given nothing runs: then this turn sorts out what was read. */
        if (!running) { run(); }
      } else if (ask.desk) {
        self.postMessage({ id: ask.id, text: wasm.desk_ask(ask.desk) });
        keep();
      } else if (ask.take) {
        var taken = wasm.desk_export(ask.take);
        self.postMessage({ id: ask.id, bytes: taken }, taken ? [taken.buffer] : []);
      } else {
        var bytes = wasm.make(ask.kind, ask.dossier);
        self.postMessage({ id: ask.id, bytes: bytes }, [bytes.buffer]);
      }
      return null;
    }

    self.onmessage = function (event) {
      var ask = event.data;
      if (ask.wasm) { ready = ready || wasm({ module_or_path: ask.wasm }); }
      ready.then(function () { return answer(ask); }).then(null, function (error) {
        /* A trap has no sentence for people: the page says its own. */
        var said = error instanceof Error && !(error instanceof WebAssembly.RuntimeError) ? error.message : '';
        self.postMessage({ id: ask.id, error: said });
      });
    };
  }

  if (typeof document === 'undefined') {
    work();
    return null;
  }

  /* ---- The page's side ---- */
  var worker = null;
  var waiting = {};
  var number = 0;
  var listener = null;

  function start(made) {
    worker = made.worker;
    worker.onmessage = function (event) {
      var data = event.data;
      if (data.id && waiting[data.id]) {
        var resolve = waiting[data.id];
        delete waiting[data.id];
        resolve(data);
      } else if (listener) {
        listener(data.settled ? -1 : data.kept ? -1 - data.kept : data.progress || 0, data.of || 0);
      }
    };
    worker.postMessage({ wasm: made.wasm, start: true });
  }

  function send(message) {
    number += 1;
    message.id = number;
    return new Promise(function (resolve) {
      waiting[number] = resolve;
      worker.postMessage(message);
    });
  }

  /* In parts, so that the page answers meanwhile. */
  function add(list, item, from) {
    var part = [];
    for (var at = from; at < list.length && part.length < PART; at += 1) { part.push(item(list[at])); }
    worker.postMessage({ files: part, first: from === 0, last: at >= list.length });
    if (at < list.length) { setTimeout(function () { add(list, item, at); }, 0); }
  }

  function chosen(list) {
    /* The field is emptied at once, and a FileList lives with it: the files are taken out first. */
    var files = Array.prototype.slice.call(list);
    if (files.length > 0) {
      add(files, function (file) { return { file: file, path: file.webkitRelativePath || file.name }; }, 0);
    }
    return files.length;
  }

  /* What was dropped: files, and folders with all that is in them. */
  function dropped(transfer) {
    var entries = [];
    var items = transfer.items || [];
    for (var at = 0; at < items.length; at += 1) {
      var entry = items[at].webkitGetAsEntry && items[at].webkitGetAsEntry();
      if (entry) { entries.push(entry); }
    }
    if (entries.length === 0) { return Promise.resolve(chosen(transfer.files || [])); }
    var found = [];
    function walk(entry) {
      return new Promise(function (resolve) {
        if (entry.isFile) {
          entry.file(function (file) {
            found.push({ file: file, path: entry.fullPath.replace(/^\//, '') });
            resolve();
          }, resolve);
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
          }, resolve);
        })();
      });
    }
    return Promise.all(entries.map(walk)).then(function () {
      if (found.length > 0) { add(found, function (item) { return item; }, 0); }
      return found.length;
    });
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
    cancel: function () { worker.postMessage({ cancel: true }); },
    listen: function (call) { listener = call; },
    reopen: function () { worker.postMessage({ reopen: true }); },
    forget: function () { return send({ forget: true }); },
    ask: function (text) { return send({ desk: text }); },
    take: function (kind) { return send({ take: kind }); }
  };
})();
