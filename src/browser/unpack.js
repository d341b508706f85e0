/* In the page itself, before the first Wasm: that stands there packed (packed/), in pieces, and is unpacked while it
   comes, by a worker, so that the page's own thread stays free. Boot asks for it; where it was altered on its way, or
   there is no such worker, boot fetches it as a file. Plain ES5. */
(function () {
  'use strict';
  /* Where another part begins nobody needs it, and a browser that is too old is told so by boot. */
  if (window.unionStarFirst !== 'app' || typeof WebAssembly !== 'object' || typeof Promise !== 'function') { return; }

  var AT_MOST = 10000; /* milliseconds from the last piece on: a worker that never begins does not say so */

  /* The worker, which is told nothing else: each piece, and null after the last. It answers with the Wasm, or with null.
     What it throws is an error of the worker, of which the page hears. */
  function work() {
    /* Hexadecimal: the server's compression sees the bytes through it. */
    var wasm = Uint8Array.from('/* unpacker */'.match(/../g), function (digits) { return parseInt(digits, 16); });
    var unpacker = new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports;
    var to = unpacker.start();
    var arrived = 0;
    onmessage = function (event) {
      var signs = event.data;
      if (signs) {
        /* Four signs are three bytes: the build says which signs. */
        var piece = new Uint8Array(signs.length / 4 * 3);
        for (var at = 0, bits = 0; at < signs.length; at += 1) {
          bits = bits << 6 | signs.charCodeAt(at) - 48;
          if (at % 4 === 3) { piece.set([bits >> 16, bits >> 8, bits], (at - 3) / 4 * 3); }
        }
        /* Beyond its room it throws. */
        new Uint8Array(unpacker.memory.buffer, to, unpacker.room()).set(piece, arrived);
        arrived += piece.length;
      }
      var state = unpacker.go_on(arrived, !signs);
      if (state) {
        postMessage(state === 1 ? new Uint8Array(unpacker.memory.buffer, unpacker.bytes(), unpacker.length()).slice() : null);
      }
    };
  }

  window.unionStarUnpacked = new Promise(function (resolve, reject) {
    var pieces = document.getElementsByClassName('packed');
    var worker = new Worker(URL.createObjectURL(new Blob(['(' + work + ')()'], { type: 'text/javascript' })));
    var taken = 0;
    var changes = new MutationObserver(send);

    function end(event) {
      if (event.data) { resolve(event.data); } else { reject(new Error('packed')); }
      changes.disconnect();
      worker.terminate();
    }

    /* A piece has come once another begins, or the page has ended. */
    function send() {
      var isAll = document.readyState !== 'loading';
      for (; taken < pieces.length - (isAll ? 0 : 1); taken += 1) { worker.postMessage(pieces[taken].textContent); }
      if (isAll) {
        document.removeEventListener('readystatechange', send);
        worker.postMessage(null);
        setTimeout(end, AT_MOST, {});
      }
    }

    worker.onmessage = end;
    worker.onerror = end;
    changes.observe(document.body, { childList: true });
    document.addEventListener('readystatechange', send);
    send();
  });
  window.unionStarUnpacked.then(null, function () { /* boot hears of it */ });
})();
