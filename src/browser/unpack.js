/* In the page itself, before the first Wasm: that stands there packed (packed/), in pieces, and is unpacked while it
   comes. Boot asks for it; where it was altered on its way, boot fetches it as a file. Plain ES5. */
(function () {
  'use strict';
  /* Where another part begins nobody needs it, and a browser that is too old is told so by boot. */
  if (window.unionStarFirst !== 'app' || typeof WebAssembly !== 'object' || typeof Promise !== 'function') { return; }

  var AT_ONCE = 8; /* milliseconds, in which nothing else happens */

  /* Hexadecimal: the server's compression sees the bytes through it. */
  var UNPACKER = '/* unpacker */'.match(/../g).map(function (digits) { return parseInt(digits, 16); });

  function bytes(text) {
    var signs = atob(text);
    var made = new Uint8Array(signs.length);
    for (var at = 0; at < signs.length; at += 1) { made[at] = signs.charCodeAt(at); }
    return made;
  }

  function unpack(unpacker) {
    return new Promise(function (resolve, reject) {
      var pieces = document.getElementsByClassName('packed');
      var to = unpacker.start();
      var taken = 0;
      var arrived = 0;
      var isAll = false;
      var isAwake = false;
      var channel = new MessageChannel();
      var changes = new MutationObserver(wake);

      /* A piece has come once another begins, or the page has ended. */
      function take() {
        isAll = document.readyState !== 'loading';
        while (taken < pieces.length - (isAll ? 0 : 1)) {
          var piece = bytes(pieces[taken].textContent);
          /* Beyond its room it throws. */
          new Uint8Array(unpacker.memory.buffer, to, unpacker.room()).set(piece, arrived);
          arrived += piece.length;
          taken += 1;
        }
      }

      function work() {
        isAwake = false;
        take();
        var until = performance.now() + AT_ONCE;
        var before;
        var state;
        do {
          before = unpacker.length();
          state = unpacker.go_on(arrived, isAll);
        } while (state === 0 && unpacker.length() > before && performance.now() < until);
        if (state === 0) {
          if (unpacker.length() > before) { wake(); }
          return;
        }
        if (state === 1) {
          resolve(new Uint8Array(unpacker.memory.buffer, unpacker.bytes(), unpacker.length()).slice());
        } else {
          reject(new Error('packed'));
        }
        end();
      }

      /* Nothing may keep the unpacker, which holds some megabytes. */
      function end() {
        changes.disconnect();
        document.removeEventListener('readystatechange', wake);
        channel.port1.close();
      }

      /* What the parser has waiting comes in between. */
      function wake() {
        if (isAwake) { return; }
        isAwake = true;
        channel.port2.postMessage(0);
      }

      channel.port1.onmessage = function () {
        try {
          work();
        } catch (error) {
          reject(error);
          end();
        }
      };
      changes.observe(document.body, { childList: true });
      document.addEventListener('readystatechange', wake);
      wake();
    });
  }

  window.unionStarUnpacked = WebAssembly.instantiate(new Uint8Array(UNPACKER), {}).then(function (made) {
    return unpack(made.instance.exports);
  });
  window.unionStarUnpacked.then(null, function () { /* boot hears of it */ });
})();
