/* Keeps the page's own files, so that it opens without a network. The build writes their names, which change with what
   is in them; a newer version waits until it is asked for. */
(function () {
  'use strict';
  var FIRST = /* first */[];
  var REST = /* rest */[];
  /* Another copy of the page may live under the same origin, with files of its own. */
  var OURS = 'union-star ' + self.registration.scope + ' ';
  var CACHE = OURS + 'union-star-/* version */';

  function add(cache, names) {
    return cache.addAll(names.map(function (name) {
      /* Only what has no digest in its name may have changed under it. */
      return new Request(name, { cache: /-[0-9a-f]{10}\./.test(name) ? 'default' : 'reload' });
    }));
  }

  self.addEventListener('install', function (event) {
    event.waitUntil(caches.open(CACHE).then(function (cache) {
      return add(cache, FIRST).then(function () { return add(cache, REST); });
    }));
  });

  self.addEventListener('activate', function (event) {
    /* Pages of an older version may still ask for its parts: then its files stay until the next one comes. */
    event.waitUntil(self.clients.matchAll({ includeUncontrolled: true }).then(function (pages) {
      return pages.length > 1 ? [] : caches.keys();
    }).then(function (names) {
      return Promise.all(names.map(function (name) {
        return name.indexOf(OURS) === 0 && name !== CACHE ? caches.delete(name) : null;
      }));
    }).then(function () { return self.clients.claim(); }));
  });

  self.addEventListener('message', function (event) {
    if (event.data === 'go') { self.skipWaiting(); }
  });

  self.addEventListener('fetch', function (event) {
    var request = event.request;
    if (request.method !== 'GET' || request.url.indexOf(self.registration.scope) !== 0) { return; }
    /* The page itself under its own address alone: other pages may live in the same folder. */
    var name = request.url.slice(self.registration.scope.length).replace(/[?#].*/, '');
    if (name === '' || name === 'index.html') { name = './'; }
    var ours = FIRST.indexOf(name) >= 0 || REST.indexOf(name) >= 0;
    if (!ours && !/-[0-9a-f]{10}\.\w+$/.test(name)) { return; }
    event.respondWith(caches.open(CACHE).then(function (cache) { return cache.match(name); }).then(function (kept) {
      /* A part of an older version, for a page that still runs it. */
      return kept || caches.match(request);
    }).then(null, function () { return null; }).then(function (kept) { return kept || fetch(request); }));
  });
})();
