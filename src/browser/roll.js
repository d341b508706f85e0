/* Has Chromium begin a new log for its databases. Where a kill has left a piece of a record at the end of the log, the
   next start goes on writing after it; the start after that cannot read the log and deletes the databases of the page
   (docs/durability.md). More than its write buffer, 4 MB, makes it put the log into a table and begin another. Plain
   ES5. */
var unionStarRoll = (function () {
  'use strict';
  var NAME = 'union-star-roll';
  var MANY = 85;
  function fill(database) {
    /* Larger ones would be files of their own, beside the log. */
    var text = new Array(60001).join('-');
    var transaction = database.transaction(NAME, 'readwrite');
    var store = transaction.objectStore(NAME);
    function put(at) {
      /* One a turn: the page goes on meanwhile. */
      if (at < MANY) { store.put(text, at).onsuccess = function () { put(at + 1); }; }
    }
    transaction.oncomplete = transaction.onabort = function () {
      database.close();
      indexedDB.deleteDatabase(NAME);
    };
    put(0);
  }

  return function () {
    /* Others keep their databases in another way. */
    if (!window.chrome) { return; }
    try {
      var opening = indexedDB.open(NAME, 1);
      opening.onupgradeneeded = function () { opening.result.createObjectStore(NAME); };
      opening.onsuccess = function () {
        try { fill(opening.result); } catch (error) { opening.result.close(); }
      };
    } catch (error) { /* no databases: nothing can be lost of them */ }
  };
})();
