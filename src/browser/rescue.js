/* Sees that the page's Wasm has stopped: then the calm page comes (calm.js). After two stops within a minute nothing is
   started before somebody says so. Plain ES5, before everything else. */
var unionStarRescue = (function () {
  'use strict';
  var STOPS = 'union-star/stops';
  var MINUTE = 60000;
  var stopped = false;

  function lately() {
    var times;
    try {
      times = JSON.parse(sessionStorage.getItem(STOPS)) || [];
    } catch (error) {
      times = [];
    }
    var now = Date.now();
    return times.filter(function (time) {
      return now - time < MINUTE;
    });
  }

  function remember(times) {
    try {
      sessionStorage.setItem(STOPS, JSON.stringify(times));
    } catch (error) {
      // Then the next stop is again the first.
    }
  }

  // A trap; or a stack that is used up, which leaves the Wasm just as broken.
  function isStop(error) {
    return error instanceof WebAssembly.RuntimeError ||
      Boolean(error) && /^(RangeError|InternalError)$/.test(error.name);
  }

  function reopen() {
    remember([]);
    location.reload();
  }

  // The calm page; a sentence and a way on where that does not come.
  function show(safe) {
    union_star.after().then(null, function () {
      return new Promise(function (resolve) { setTimeout(resolve, 1000); }).then(union_star.after);
    }).then(function () {
      unionStarCalm(safe, reopen);
    }).then(null, function () {
      var place = document.getElementById('boot-message');
      place.textContent = '页面停了下来，最后一步操作可能没有记下。此前填写的内容都在本机。';
      place.setAttribute('role', 'alert');
      place.className += ' is-told';
      document.getElementById('app').textContent = '';
      var button = place.appendChild(document.createElement('button'));
      button.className = 'button';
      button.textContent = '重新打开';
      button.onclick = reopen;
    });
  }

  // Whether an error out of the Wasm is a stop; if so, the calm page comes.
  function take(error) {
    var stop = isStop(error);
    if (stop && !stopped) {
      // Later: of a used up stack nothing is left to do it with.
      setTimeout(function () {
        var times = lately().concat(Date.now());
        remember(times);
        show(times.length > 1);
      });
      stopped = true;
    }
    return stop;
  }

  // Caught where the Wasm is called: to listeners for errors, Chromium before 2021 says no more than “Script error.”
  function guarded(call) {
    return function () {
      try {
        return call.apply(null, arguments);
      } catch (error) {
        take(error);
        throw error;
      }
    };
  }

  function guard(made) {
    var all = (made.instance || made).exports;
    var exports = {};
    Object.keys(all).forEach(function (name) {
      exports[name] = typeof all[name] === 'function' ? guarded(all[name]) : all[name];
    });
    return { instance: { exports: exports }, module: made.module };
  }

  if (typeof WebAssembly === 'object') {
    ['instantiate', 'instantiateStreaming'].forEach(function (name) {
      var start = WebAssembly[name];
      if (start) {
        WebAssembly[name] = function () {
          return start.apply(WebAssembly, arguments).then(guard);
        };
      }
    });
  }
  return {
    take: take,
    hasStopped: function () { return stopped; },
    // Whether nothing is to be started now; if so, the page says why.
    isSafe: function () {
      var safe = lately().length > 1;
      if (safe) {
        stopped = true;
        show(true);
      }
      return safe;
    }
  };
})();
