/* Outside of a field Ctrl+Z is 撤销, Ctrl+Y and Ctrl+Shift+Z are 重做. Left to itself the browser would undo what was
   typed in some field last, wherever that is, and the page would take it for typed. Within a field they are the
   browser's own. Plain ES5. */
(function () {
  'use strict';
  function isField(element) {
    return element.tagName === 'TEXTAREA' || (element.tagName === 'INPUT' && !/^(checkbox|radio|button|file)$/.test(element.type));
  }

  function asked(event) {
    var key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isField(event.target)) { return null; }
    if (key === 'z') { return event.shiftKey ? 'redo' : 'undo'; }
    return key === 'y' && !event.shiftKey ? 'redo' : null;
  }

  document.addEventListener('keydown', function (event) {
    /* Some programs that fill in fields send keys without a name. */
    var button = event.key ? document.getElementById(asked(event)) : null;
    if (!button) { return; }
    event.preventDefault();
    button.click();
  });
})();
