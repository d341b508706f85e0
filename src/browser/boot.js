/* Starts the page. Plain ES5: the oldest browsers must be able to read it, to be told that they are too old. */
(function () {
  'use strict';
  var self = document.currentScript;

  function say(sentence) {
    var place = document.getElementById('boot-message');
    if (!place) {
      place = document.createElement('p');
      place.className = 'wrap alert';
      document.body.insertBefore(place, document.body.firstChild);
    }
    place.textContent = sentence;
    place.setAttribute('role', 'alert');
  }

  var able = typeof WebAssembly === 'object' && typeof Promise === 'function' &&
    typeof TextDecoder === 'function' && typeof Symbol === 'function' && typeof wasm_bindgen === 'function';
  function refuse() {
    say('您的浏览器版本过旧，无法打开本页。请改用新版 Edge、Chrome、火狐，或 360 安全浏览器的极速模式打开。');
  }
  if (!able) {
    refuse();
    return;
  }

  if (unionStarRescue.isSafe()) {
    return;
  }

  function inlined(element) {
    var text = atob(element.textContent);
    var bytes = new Uint8Array(text.length);
    for (var at = 0; at < text.length; at += 1) {
      bytes[at] = text.charCodeAt(at);
    }
    return Promise.resolve(bytes);
  }

  function fetched(name) {
    // The same request that the page preloads: same origin, with credentials.
    return fetch(name, { credentials: 'same-origin' }).then(function (answer) {
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      return answer.arrayBuffer();
    });
  }

  var element = document.getElementById('wasm');
  (element ? inlined(element) : fetched(self.getAttribute('data-wasm')))
    .then(function (bytes) {
      return wasm_bindgen({ module_or_path: bytes });
    })
    .then(null, function (error) {
      if (unionStarRescue.take(error)) {
        return;
      }
      if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
        refuse();
        return;
      }
      say('没有打开成功，可能是网络中断。请刷新重试；已填的内容仍在本机，不会丢失。');
      if (window.console) {
        console.error(error);
      }
    });
})();
