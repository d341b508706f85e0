/* Ctrl+Z outside of a field is 撤销. Left to itself the browser would undo what was typed in some field last, wherever
   that is, and the page would take it for typed. Within a field it is the browser's own. Plain ES5. */
(function () {
  'use strict';
  function isField(element) {
    return element.tagName === 'TEXTAREA' || (element.tagName === 'INPUT' && !/^(checkbox|radio|button|file)$/.test(element.type));
  }

  document.addEventListener('keydown', function (event) {
    var isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && /^z$/i.test(event.key);
    var button = isUndo && !isField(event.target) ? document.getElementById('undo') : null;
    if (!button) { return; }
    event.preventDefault();
    button.click();
  });
})();
