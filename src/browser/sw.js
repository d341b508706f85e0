/* Keeps the page's own files, so that it opens without a network. The build writes their names, which change with what
   is in them; a newer version waits until it is asked for. */
(function () {
  'use strict';
  var FIRST = /* first */[];
  var REST = /* rest */[];
  var CACHE = 'union-star-/* version */';

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
    event.waitUntil(caches.keys().then(function (names) {
      return Promise.all(names.map(function (name) {
        return name.indexOf('union-star-') === 0 && name !== CACHE ? caches.delete(name) : null;
      }));
    }).then(function () { return self.clients.claim(); }));
  });

  self.addEventListener('message', function (event) {
    if (event.data === 'go') { self.skipWaiting(); }
  });

  self.addEventListener('fetch', function (event) {
    var request = event.request;
    if (request.method !== 'GET' || request.url.indexOf(self.registration.scope) !== 0) { return; }
    var name = request.mode === 'navigate' ? './' : request.url.slice(self.registration.scope.length);
    if (FIRST.indexOf(name) < 0 && REST.indexOf(name) < 0) { return; }
    event.respondWith(caches.open(CACHE).then(function (cache) {
      return cache.match(name).then(function (kept) { return kept || fetch(request); });
    }));
  });
})();
