/* The worker's side of the second Wasm. The script of wasm-bindgen stands before this one. */
(function () {
  'use strict';
  var ready = null;
  self.onmessage = function (event) {
    var ask = event.data;
    ready = ready || wasm_bindgen({ module_or_path: ask.wasm });
    ready.then(function () {
      var bytes = wasm_bindgen.make(ask.kind, ask.dossier);
      self.postMessage({ bytes: bytes }, [bytes.buffer]);
    }).then(null, function (error) {
      // A trap has no sentence for people: the page says its own.
      self.postMessage({ error: error instanceof Error && !(error instanceof WebAssembly.RuntimeError) ? error.message : '' });
    });
  };
})();
