/* Holds the page still as the whole page takes over from its first part: what is looked at stays where it is on the
   screen, and what somebody was at has the keyboard. Asked before the one is taken away; what it returns, once the other
   has begun. Plain ES5. */
var unionStarStay = function (old, fresh) {
  'use strict';
  function row(node) { return node && node.closest ? node.closest('.row') : null; }
  function place(node) { return node.getBoundingClientRect(); }
  var active = document.activeElement;
  var at = row(active);
  /* That row, or the one in the middle of the screen. */
  var isSeen = at && place(at).bottom > 0 && place(at).top < window.innerHeight;
  var seen = isSeen ? at : row(document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2));
  var top = seen ? place(seen).top : 0;
  var height = window.scrollY;
  /* As high as before, until it is drawn again. */
  fresh.style.minHeight = old.offsetHeight + 'px';

  function again() {
    var there = seen && document.getElementById(seen.id);
    if (there) { window.scrollBy(0, place(there).top - top); }
    height = window.scrollY;
    var answer = active && active.getAttribute('data-answer');
    var field = null;
    if (active && active.id) {
      field = document.getElementById(active.id);
    } else if (at && answer && document.getElementById(at.id)) {
      field = document.getElementById(at.id).querySelector('[data-answer=' + answer + ']');
    }
    var now = document.activeElement;
    if (field && (!now || now === document.body || now.id === 'main')) { field.focus({ preventScroll: true }); }
  }

  return function () {
    setTimeout(again, 0);
    setTimeout(function () {
      fresh.style.minHeight = '';
      /* Unless somebody has scrolled on. */
      if (Math.abs(window.scrollY - height) < 2) { again(); }
    }, 1000);
  };
};
