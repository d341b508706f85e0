/* Starts the page and fetches its parts. Plain ES5: the oldest browsers must be able to read it, to be told that they
   are too old. It does not hold up the first paint; what has to be done before that is in early.js. */
var union_star = (function () {
  'use strict';
  var self = document.currentScript;
  var html = document.documentElement;
  /* For each part its script, Wasm and style; empty in the single file, where all of them stand in the page. */
  var parts = JSON.parse((self && self.getAttribute('data-parts')) || '{}');
  var loaded = {};
  var hasRun = false;
  var running = null;

  /* ---- What may run here: nothing but our own files ---- */
  function restrict() {
    /* The page's own policy gives 'unsafe-eval', which older browsers need to run Wasm. Those that know the narrower
       word are held to it; this tells the first version of each that knows it. */
    var narrow = !!Array.prototype.findLast && !(window.GestureEvent && !window.CSSContainerRule);
    var rules = [];
    if (narrow) { rules.push('script-src ' + self.getAttribute('data-scripts') + " 'wasm-unsafe-eval'"); }
    if (window.trustedTypes) { rules.push("require-trusted-types-for 'script'; trusted-types union-star"); }
    if (!rules.length) { return; }
    var meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = rules.join('; ');
    document.head.appendChild(meta);
  }

  var types = null;
  function trusted(address) {
    if (!window.trustedTypes) { return address; }
    types = types || window.trustedTypes.createPolicy('union-star', {
      createScriptURL: function (wanted) {
        var names = Object.keys(parts).map(function (name) { return parts[name].script; }).concat('sw.js');
        if (names.indexOf(wanted) < 0 && wanted.indexOf('blob:') !== 0) { throw new Error(wanted); }
        return wanted;
      }
    });
    return types.createScriptURL(address);
  }

  /* ---- What is said before the page stands, or instead of it ---- */
  function say(sentence) {
    var place = element('boot-message');
    place.textContent = sentence;
    place.setAttribute('role', 'alert');
    html.className += ' is-told';
  }

  function refuse() {
    say('您的浏览器版本过旧，无法打开本页。请改用新版 Edge、Chrome、火狐，或 360 安全浏览器的极速模式打开。');
  }

  /* ---- Parts ---- */
  function element(id) { return document.getElementById(id); }

  /* What stands in the single file. Nothing where something on the way has altered it. */
  function inlined(name) {
    var place = element('wasm-' + name);
    if (!place) { return null; }
    var signs = '';
    try { signs = atob(place.textContent); } catch (error) { /* no base64: the sum is another */ }
    var bytes = new Uint8Array(signs.length);
    var sum = 0;
    for (var at = 0; at < signs.length; at += 1) {
      bytes[at] = signs.charCodeAt(at);
      sum = (Math.imul(sum, 31) + bytes[at]) | 0;
    }
    return String(sum) === place.getAttribute('data-sum') ? bytes : null;
  }

  function bytes(got) {
    return got.arrayBuffer ? got.arrayBuffer().then(function (buffer) { return new Uint8Array(buffer); }) : got;
  }

  /* The bytes where they stand in the page; else the answer itself, which is compiled while it comes. */
  function fetched(name) {
    var unpacked = name === 'app' && window.unionStarUnpacked;
    if (unpacked) {
      /* Once: what was altered on its way comes as a file. */
      window.unionStarUnpacked = null;
      return unpacked.then(null, function () { return fetched(name); });
    }
    var inside = inlined(name);
    if (inside) { return Promise.resolve(inside); }
    if (!parts[name]) { return Promise.reject(new Error(name)); }
    /* The same request that the page preloads: same origin, with credentials. */
    return fetch(parts[name].wasm, { credentials: 'same-origin' }).then(function (answer) {
      /* A page in place of the file: of a portal, or of a server that has another version. */
      if (!answer.ok || /html/.test(answer.headers.get('content-type'))) { throw new Error(String(answer.status)); }
      return answer;
    });
  }

  /* Kept for the office part alone, which runs in the page and in a worker. */
  var office = null;
  function wasm(name) {
    if (name !== 'office') { return fetched(name); }
    office = office || fetched(name).then(bytes);
    office.then(null, function () { office = null; });
    return office;
  }

  function added(tag, set) {
    return new Promise(function (resolve, reject) {
      var node = document.createElement(tag);
      node.onload = function () { resolve(); };
      node.onerror = function () {
        /* So that the next try asks the network again. */
        node.parentNode.removeChild(node);
        reject(new Error(tag));
      };
      set(node);
      document.head.appendChild(node);
    });
  }

  /* Each part's looks build on those before it: the desk shows reports too. */
  var styled = {};
  function style(name) {
    if (!parts[name] || !parts[name].style) { return Promise.resolve(); }
    var before = name === 'office' ? style('later') : null;
    styled[name] = styled[name] || added('link', function (node) {
      node.rel = 'stylesheet';
      node.href = parts[name].style;
    });
    styled[name].then(null, function () { styled[name] = null; });
    return Promise.all([before, styled[name]]);
  }

  /* wasm-bindgen's scripts define names that are not properties of the window. */
  function glue(name) {
    if (name === 'app') { return typeof wasm_bindgen === 'function' ? wasm_bindgen : null; }
    if (name === 'later') { return typeof union_star_later === 'function' ? union_star_later : null; }
    return typeof union_star_office === 'function' ? union_star_office : null;
  }

  function script(name) {
    if (glue(name)) { return Promise.resolve(); }
    return added('script', function (node) { node.src = trusted(parts[name].script); });
  }

  /* A part's exports, once it runs. Asked again after a failure, it tries again. */
  function load(name) {
    if (!loaded[name]) {
      loaded[name] = Promise.all([wasm(name), script(name), style(name)]).then(function (got) {
        var start = glue(name);
        return start({ module_or_path: got[0] }).then(function () {
          hasRun = true;
          return start;
        });
      });
      loaded[name].then(null, function () { loaded[name] = null; });
    }
    return loaded[name];
  }

  /* What nobody needs at the start: the calm page of a Wasm that has stopped, a new log for Chromium's databases, what
     holds the page still as its parts change. */
  var come = null;
  function after() {
    if (typeof unionStarCalm === 'function') { return Promise.resolve(); }
    come = come || added('script', function (node) { node.src = trusted(parts.after.script); });
    come.then(null, function () { come = null; });
    return come;
  }

  /* A worker of the office part and the bytes to send it. */
  function worker() {
    return wasm('office').then(function (bytes) {
      var inlined = element('script-office');
      var address = inlined ? URL.createObjectURL(new Blob([inlined.textContent], { type: 'text/javascript' })) : parts.office.script;
      return { worker: new Worker(trusted(address)), wasm: bytes };
    });
  }

  /* The whole page takes over from its first part, with what is open. */
  function pass(carried) {
    Promise.resolve().then(function () {
      var first = running;
      if (running === glue('later') || unionStarRescue.hasStopped()) { return; }
      var old = element('app');
      var fresh = old.cloneNode(false);
      var stay = typeof unionStarStay === 'function' ? unionStarStay(old, fresh) : null;
      old.parentNode.replaceChild(fresh, old);
      running = glue('later');
      running.start(fresh, carried, false);
      if (stay) { stay(); }
      first.stop();
    }).then(null, fail);
  }

  /* What others changed in home (translators, extensions), and which of its buttons were pressed. */
  var changes = null;
  var isChanged = false;
  var pressed = [];
  function watch() {
    changes = new MutationObserver(function () { isChanged = true; });
    changes.observe(element('app'), { childList: true, characterData: true, subtree: true });
    document.addEventListener('click', function (event) {
      var button = running || !event.target.closest ? null : event.target.closest('#app button');
      if (button && pressed.indexOf(button) < 0) { pressed.push(button); }
    });
  }

  function begin(part, moved) {
    running = part;
    /* What is no longer as it was written cannot be taken over: it is drawn anew. */
    if (changes.takeRecords().length || isChanged) { element('app').textContent = ''; }
    changes.disconnect();
    part.start(element('app'), undefined, moved);
    /* What was pressed while nobody heard it is pressed now that somebody does: one after the other is drawn. */
    pressed.forEach(function (button) {
      setTimeout(function () {
        if (document.contains(button)) { button.click(); }
      }, 0);
    });
    html.className += ' is-started';
    setTimeout(keep, 1000);
    var hasDossiers = / has-dossiers/.test(html.className);
    if (hasDossiers) { after().then(null, function () { /* asked for again below */ }); }
    setTimeout(function () {
      after().then(function () {
        /* Once what is kept is read: where there was something before. */
        if (hasDossiers) { unionStarRoll(); }
      }).then(null, function () { /* asked for again where it is needed */ });
      /* How the page looks on paper. */
      style('later').then(null, function () { /* asked for again with the whole page */ });
    }, 500);
  }

  /* Home is the whole page's, which comes now; the first part begins where somebody goes on from home before that. What
     does not come is told once nothing else may come. */
  function home() {
    function go() {
      if (running || unionStarIsHome()) { return; }
      first = load('app');
      first.then(function (part) {
        if (!running && !unionStarIsHome()) { begin(part, true); }
      }, function (error) {
        first = null;
        if (hasFailed) { throw error; }
      }).then(null, fail);
    }
    var first = null;
    var hasFailed = false;
    window.addEventListener('hashchange', go);
    return load('later').then(function (whole) {
      if (!running) { begin(whole, !unionStarIsHome()); }
    }, function (error) {
      hasFailed = true;
      /* Where the first part runs or is coming, the page that needs the rest says so itself. */
      if (!running && (!first || unionStarIsHome())) { throw error; }
    });
  }

  /* What was still coming as the page was left has not failed. */
  var isLeft = false;
  window.addEventListener('pagehide', function () { isLeft = true; });
  window.addEventListener('pageshow', function () { isLeft = false; });

  function fail(error) {
    if (isLeft || unionStarRescue.take(error)) { return; }
    /* Where something has run, it was the network that brought something else. */
    if (!hasRun && (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError)) {
      refuse();
      return;
    }
    say(element('boot-message').getAttribute('data-cut'));
    if (window.console) { console.error(error); }
  }

  function start() {
    /* A script has not come, and it has been said. */
    if (/ is-cut/.test(html.className)) { return; }
    /* AbortController tells Chromium 66 from 64, where the page goes wrong. */
    var able = typeof WebAssembly === 'object' && typeof Promise === 'function' &&
      typeof TextDecoder === 'function' && typeof AbortController === 'function' && !!glue(parts.app ? 'app' : 'later');
    if (!able) {
      refuse();
      return;
    }
    if (unionStarRescue.isSafe()) { return; }
    var wasHome = unionStarIsHome();
    var first = unionStarFirst;
    watch();
    function atHome() { return first === 'app' && unionStarIsHome(); }
    (atHome() ? home() : load(first).then(function (part) {
      if (atHome()) { return home(); }
      begin(part, wasHome && !unionStarIsHome());
      return null;
    })).then(null, fail);
  }

  /* ---- Without a network ---- */
  function offer(waiting) {
    var place = element('update');
    place.hidden = false;
    place.querySelector('button').onclick = function () {
      /* Another window may have taken it already. */
      if (waiting.state !== 'installed') { location.reload(); }
      navigator.serviceWorker.addEventListener('controllerchange', function () { location.reload(); });
      waiting.postMessage('go');
    };
  }

  /* Without a service worker the browser's own store may keep the whole page, for when it is asked for. */
  function store() {
    ['wasm', 'script', 'style'].forEach(function (kind) {
      if (parts.later && !loaded.later) { fetch(parts.later[kind], { credentials: 'same-origin' }).then(bytes).then(null, function () { /* then it comes when it is asked for */ }); }
    });
  }

  function keep() {
    if (!self.hasAttribute('data-offline') || !navigator.serviceWorker || !window.isSecureContext) {
      store();
      return;
    }
    navigator.serviceWorker.register(trusted('sw.js')).then(function (registration) {
      function waits() {
        if (registration.waiting && navigator.serviceWorker.controller) { offer(registration.waiting); }
      }
      /* It may be coming already, found by another window. */
      function comes() {
        if (registration.installing) { registration.installing.addEventListener('statechange', waits); }
      }
      waits();
      comes();
      registration.addEventListener('updatefound', comes);
    }).then(null, function () { /* the page works without */ });
  }

  if (self) { restrict(); }
  document.addEventListener('DOMContentLoaded', start);

  return { load: load, worker: worker, pass: pass, after: after };
})();
