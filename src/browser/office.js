/* The worker's side of the third Wasm: makes files and keeps the desk; wasm-bindgen's script stands before this one,
   the page's side in desk.js. ES5. */
(function () {
  'use strict';
  if (typeof document !== 'undefined') { return; }
  var LARGEST_ARCHIVE = 512 * 1024 * 1024;
  var PIECE = 4 * 1024 * 1024;
  /* So many pieces of a joined file are read ahead. */
  var AHEAD = 3;
  /* So many units go into a piece of the joined file: some 8 MB. */
  var UNITS = 500;
  /* So many times of files are asked for without anyone noticing, before the desk is kept; the others meanwhile, so
     many at once. */
  var FEW = 2000;
  var SLICE = 500;
  /* Trying again to keep the desk waits no longer than this, in milliseconds. */
  var LONGEST = 60000;
  var wasm = union_star_office;
  var ready = null;
  /* Archives and joined files that wait, one after another. */
  var queue = [];
  var running = false;
  var cancelled = false;
  var told = 0;
  /* Of this batch: so many inputs were expected, none where a joined file does not tell how many it holds; so many had
     been read before it; so many were left. */
  var expected = 0;
  var uncounted = false;
  var base = 0;
  var unread = 0;
  var cut = '';
  /* What the page gave and a stop left: it may go on with it. */
  var left = [];

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
      self.postMessage({ progress: wasm.desk_read() - base, of: uncounted ? 0 : expected });
    }
  }

  function database(mode, work) {
    return new Promise(function (resolve, reject) {
      var opening = indexedDB.open('union-star-desk', 1);
      opening.onupgradeneeded = function () { opening.result.createObjectStore('desk'); };
      opening.onerror = function () { reject(opening.error); };
      opening.onsuccess = function () {
        var transaction = opening.result.transaction('desk', mode);
        var request;
        try { request = work(transaction.objectStore('desk')); } catch (error) { reject(error); }
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

  /* A turn of the event loop, in which questions and a cancel are heard. Not a timer, which browsers hold back by 4 ms
     where they follow one another. */
  var turns = new MessageChannel();
  var turned = [];
  turns.port1.onmessage = function () { turned.shift()(); };
  function pause() {
    return new Promise(function (resolve) {
      turned.push(resolve);
      turns.port2.postMessage(0);
    });
  }

  /* The desk as one file, in pieces that the browser keeps outside of this memory. Between two pieces questions are
     answered; where units came or went meanwhile it begins anew. */
  var settled = 0;

  function joined() {
    var parts = [];
    var begun = settled;
    function more(from) {
      if (begun !== settled) { return joined(); }
      var bytes = wasm.desk_piece(from, UNITS);
      if (bytes.length === 0) { return new File(parts, '汇总', { type: 'application/octet-stream' }); }
      parts.push(new Blob([bytes]));
      return pause().then(function () { return more(from + UNITS); });
    }
    return Promise.resolve(0).then(more);
  }

  /* The desk is kept in the browser's database after every change: a closed tab loses nothing. A large one takes
     seconds to write, so it is written the more rarely. One of before is never written over: it is opened, or given up by
     the user, first. Until then nothing is kept. */
  var kept = 0;
  var timer = 0;
  var took = 0;
  var before = null;
  var is_before = false;
  var is_gone = false;
  var is_opened = false;
  /* What stands beside the desk that is kept: another tab that writes it writes another. */
  var stamp;

  function fresh() { return Date.now() + '-' + Math.random(); }

  /* Puts the desk in the place of the one that this tab knows, and of no other. */
  function put(file) {
    var next = fresh();
    var is_ours = false;
    return database('readwrite', function (store) {
      var request = store.get('stamp');
      request.onsuccess = function () {
        is_ours = request.result === stamp;
        if (!is_ours) { return; }
        try {
          store.put(file, 'desk');
          store.put(next, 'stamp');
        } catch (error) {
          /* What is thrown in here would be taken for the end of the worker. */
          request.transaction.abort();
        }
      };
      return request;
    }).then(function () {
      if (is_ours) { stamp = next; }
      return is_ours ? 1 : 6;
    });
  }

  /* What could not be kept is tried again, after longer and longer. */
  var tries = 0;
  /* What was drawn and found in front of witnesses waits for nothing. */
  var checks = 0;
  var is_keeping = false;

  function keep() {
    var is_urgent = tries === 0 && wasm.desk_checks() !== checks;
    if (is_keeping || (timer && !is_urgent) || is_before || wasm.desk_revision() === kept) { return; }
    clearTimeout(timer);
    timer = 0;
    /* What was kept was not read whole: what is left of it is not written over. */
    if (wasm.desk_incomplete()) {
      kept = wasm.desk_revision();
      self.postMessage({ kept: 2 });
      return;
    }
    if (tries === 0) { self.postMessage({ kept: 7 }); }
    timer = setTimeout(function () {
      var started = Date.now();
      var revision = 0;
      var checked = 0;
      is_keeping = true;
      look().then(function () { return dates(wasm.desk_undated(FEW)); }).then(function () {
        revision = wasm.desk_revision();
        checked = wasm.desk_checks();
        return joined();
      }).then(function (file) {
        if (is_before) { throw new Error(); }
        return put(file);
      }).then(function (how) {
        tries = 0;
        kept = revision;
        checks = checked;
        self.postMessage({ kept: how });
      }, function () {
        tries += 1;
        self.postMessage({ kept: 2 });
      }).then(function () {
        took = Date.now() - started;
        timer = 0;
        is_keeping = false;
        keep();
      });
    }, is_urgent ? 0 : Math.max(500, 4 * took, tries && Math.min(LONGEST, 1000 * Math.pow(2, tries))));
  }

  /* The times that are not known yet, little by little; then the desk is kept with them. */
  var is_aging = false;
  var is_reading = false;

  function age() {
    if (is_aging) { return; }
    is_aging = true;
    (function more(is_any) {
      var numbers = is_reading ? [] : wasm.desk_undated(SLICE);
      if (numbers.length === 0) {
        is_aging = false;
        if (is_any) {
          kept = -1;
          keep();
        }
        return;
      }
      dates(numbers, true).then(function () { more(true); });
    })(false);
  }

  /* Asked once: what is kept later is this desk's own. */
  function look() {
    before = before || Promise.resolve().then(function () {
      return database('readonly', function (store) { return store.count('desk'); });
    }).then(function (count) { is_before = count > 0; }, function () { /* nothing kept */ }).then(known);
    return before;
  }

  /* What stands beside the desk that is kept now is what this tab knows. */
  function known() {
    return database('readonly', function (store) { return store.get('stamp'); })
      .then(function (now) { stamp = now; }, function () { /* nothing kept */ });
  }

  function offer() {
    return look().then(function () { if (is_before) { self.postMessage({ kept: 3 }); } });
  }

  /* The desk of before stands first, whatever is added to it. None where another tab has cleared it. */
  function former() {
    return look().then(function () {
      return is_before ? known().then(function () {
        return database('readonly', function (store) { return store.get('desk'); });
      }) : null;
    }).then(function (blob) {
      if (blob) {
        queue.unshift({ file: blob, path: '上次的汇总', former: true });
        is_opened = true;
      } else if (is_before) {
        is_before = false;
        is_gone = true;
      }
    }).then(null, function () { /* it cannot be had: it stays as it is, and nothing is kept in its place */ });
  }

  /* In short turns, until the first files come. */
  var rehearsals = 10;

  function rehearse() {
    if (rehearsals === 0) { return null; }
    rehearsals -= 1;
    wasm.desk_rehearse(6);
    return pause().then(rehearse);
  }

  function begin(count) {
    rehearsals = 0;
    is_reading = true;
    expected = count;
    base = wasm.desk_read();
    uncounted = cancelled = false;
    unread = 0;
    cut = '';
    left = [];
  }

  function forget() {
    clearTimeout(timer);
    timer = 0;
    return look().then(function () {
      return database('readwrite', function (store) {
        store.delete('stamp');
        return store.delete('desk');
      });
    }).then(function () {
      is_before = false;
      stamp = undefined;
    });
  }

  function turn() {
    tell(false);
    return pause();
  }

  function steps() {
    if (cancelled || !wasm.desk_step(200)) { return Promise.resolve(); }
    return turn().then(steps);
  }

  /* While one piece is taken in, the next ones are read. */
  function pieces(item, at, coming) {
    while (coming.length < AHEAD && at < item.file.size) {
      var next = read(item.file.slice(at, at + PIECE));
      /* One that cannot be read is told when it is its turn. */
      next.then(null, function () {});
      coming.push(next);
      at += PIECE;
    }
    if (coming.length === 0) {
      wasm.desk_end_lines();
      return Promise.resolve();
    }
    /* The line that is cut through is dropped. The desk of before is read whole. */
    if (cancelled && !item.former) {
      cut = item.path;
      left.push(item);
      return Promise.resolve();
    }
    return coming.shift().then(function (bytes) {
      wasm.desk_feed_lines(bytes);
      return turn().then(function () { return pieces(item, at, coming); });
    });
  }

  function large(item) {
    var file = item.file;
    var before = wasm.desk_read();
    return read(file.slice(0, 4)).then(function (start) {
      var zip = start[0] === 80 && start[1] === 75;
      if (zip && file.size > LARGEST_ARCHIVE) {
        wasm.desk_too_large(item.path);
        return null;
      }
      if (zip) {
        return read(file).then(function (bytes) {
          expected += Math.max(wasm.desk_offer(item.path, file.lastModified || 0, bytes) - 1, 0);
          return steps().then(function () {
            var inside = wasm.desk_unread();
            unread += inside;
            if (inside > 0) { left.push(item); }
          });
        });
      }
      uncounted = true;
      (item.former ? wasm.desk_begin_own_lines : wasm.desk_begin_lines)(item.path, file.lastModified || 0);
      return pieces(item, 0, []);
    }).then(function () {
      if (item.former) {
        is_before = false;
        /* What was read before is none of what was given now. */
        base += wasm.desk_read() - before;
      }
    }, function (error) {
      if (error instanceof WebAssembly.RuntimeError) { throw error; }
      wasm.desk_unreadable(item.path);
    });
  }

  /* Small files, read by the page: a file costs more to hand over than to read. */
  function part(files) {
    files.forEach(function (file) {
      if (cancelled) {
        unread += 1;
        left.push({ path: file.path, number: file.number });
        return;
      }
      if (!file.buffer) {
        wasm.desk_unreadable(file.path);
        return;
      }
      var entries = wasm.desk_offer_undated(file.path, file.number, new Uint8Array(file.buffer));
      while (entries > 0 && wasm.desk_step(1000)) { /* an archive that is not called one */ }
    });
    tell(false);
    self.postMessage({ eaten: files.length });
  }

  /* The page is asked for the times of files: where versions of a unit differ, and before the desk is put away. */
  var dated = {};
  var asked = 0;

  function dates(numbers, idle) {
    if (numbers.length === 0) { return null; }
    asked += 1;
    return new Promise(function (resolve) {
      dated[asked] = resolve;
      self.postMessage({ rivals: numbers, ask: asked, idle: idle });
    }).then(function (times) { wasm.desk_date(numbers, times); });
  }

  /* All small files were given: the desk of before, the large ones, then sorting out. */
  function finish() {
    if (running) { return Promise.resolve(); }
    running = true;
    function rest() {
      var item = queue.shift();
      if (!item) { return Promise.resolve(); }
      if (cancelled && !item.former) {
        unread += 1;
        left.push(item);
        return rest();
      }
      return large(item).then(rest);
    }
    return former().then(rest).then(function () { return dates(wasm.desk_rivals()); }).then(function () {
      running = false;
      settled += 1;
      wasm.desk_settle();
      /* Opened and nothing added: it is kept as it is. */
      if (is_opened && !is_before && expected === 0) {
        kept = wasm.desk_revision();
        self.postMessage({ kept: 1 });
      }
      is_opened = false;
      keep();
      tell(true);
      if (is_before) { self.postMessage({ kept: 2 }); }
      var nothing = expected > 0 && !cancelled && wasm.desk_read() === base;
      self.postMessage({ settled: true, unread: cancelled ? unread : 0, cut: cut, left: left, nothing: nothing });
      if (is_gone) { self.postMessage({ kept: 4 }); }
      is_gone = is_reading = false;
      age();
    });
  }

  function answer(ask) {
    if (ask.start) { return null; }
    if (ask.look) { return offer().then(rehearse); }
    if (ask.anew) { return look().then(known).then(function () { is_before = false; }); }
    if (ask.forget) { return forget().then(function () { self.postMessage({ id: ask.id, text: '' }); }); }
    if (ask.begin !== undefined) {
      begin(ask.begin);
    } else if (ask.part) {
      part(ask.part);
    } else if (ask.large) {
      queue.push(ask.large);
    } else if (ask.times) {
      dated[ask.ask](ask.times);
      delete dated[ask.ask];
    } else if (ask.last) {
      unread += ask.left;
      return finish();
    } else if (ask.cancel) {
      cancelled = true;
    } else if (ask.desk) {
      self.postMessage({ id: ask.id, text: wasm.desk_ask(ask.desk) });
      keep();
    } else if (ask.take) {
      if (ask.take === 'joined') {
        /* Later nobody can ask when the files were changed. */
        return Promise.resolve(dates(wasm.desk_undated(0xffffffff))).then(joined)
          .then(function (blob) { self.postMessage({ id: ask.id, blob: blob }); });
      }
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
})();
