/* The calm page: what is kept on this device goes out as files, and the page is opened again. Fetched after the start,
   or when a Wasm has stopped. Plain ES5, without a line of the Wasm: it is what has failed. */
var unionStarCalm = (function () {
  'use strict';
  var DOSSIERS = 'union-star/dossier/';
  // How the page looks: all that may be forgotten without a loss.
  var SETTINGS = 'union-star/display';

  // Calls back with the texts that are kept, by key; local storage alone where there is no database.
  function everything(call) {
    var found = [];
    function add(key, text) {
      if (String(key).indexOf(DOSSIERS) === 0 && typeof text === 'string') {
        found.push({ id: key.slice(DOSSIERS.length), text: text });
      }
    }
    function done() {
      var last = call;
      call = function () {};
      last(found);
    }
    try {
      for (var at = 0; at < localStorage.length; at += 1) {
        add(localStorage.key(at), localStorage.getItem(localStorage.key(at)));
      }
    } catch (error) {
      // Forbidden: the database may still answer.
    }
    try {
      var opening = indexedDB.open('union-star');
      opening.onupgradeneeded = function () {
        // None yet: left as the page itself would have made it.
        opening.result.createObjectStore('kept');
      };
      opening.onerror = opening.onblocked = done;
      opening.onsuccess = function () {
        try {
          var transaction = opening.result.transaction('kept');
          transaction.oncomplete = transaction.onerror = transaction.onabort = function () {
            opening.result.close();
            done();
          };
          transaction.objectStore('kept').openCursor().onsuccess = function (event) {
            var cursor = event.target.result;
            if (cursor) {
              add(cursor.key, cursor.value);
              cursor.continue();
            }
          };
        } catch (error) {
          done();
        }
      };
    } catch (error) {
      done();
    }
  }

  // A record of version 2: union-star/2 GENERATION PARENT LENGTH CHECKSUM, then its body. Nobody checks the sum here:
  // what can be read is given out.
  function record(text) {
    var end = text.indexOf('\n');
    var head = text.slice(0, end).split(' ');
    return { generation: Number(head[1]), parent: head[2], mark: head[4], body: JSON.parse(text.slice(end + 1)) };
  }

  // What a step did to a dossier: it names the field and brings what the file holds there now.
  function apply(dossier, action) {
    var to = action.to;
    if (action.set === 'all') {
      to.id = dossier.id;
      return to;
    }
    var parts = Object.keys(to);
    if (parts.indexOf(action.set) < 0) {
      parts.push(action.set);
    }
    parts.forEach(function (part) {
      if (!action.of) {
        dossier[part] = to[part];
        return;
      }
      dossier[part] = dossier[part] || {};
      dossier[part][action.of] = to[part] ? to[part][action.of] : undefined;
    });
    return dossier;
  }

  // The newest state that the records of one dossier lead to; none where nothing can be read.
  function newest(texts) {
    var states = [];
    var steps = {};
    texts.forEach(function (one) {
      try {
        if (one.text.charAt(0) === '{') {
          var old = JSON.parse(one.text);
          states.push({ generation: 0, mark: '', saved: Number(old.saved) || 0, dossier: old.dossier });
          return;
        }
        var read = record(one.text);
        if (read.body.dossier) {
          states.push({ generation: read.generation, mark: read.parent, saved: read.body.saved, dossier: read.body.dossier });
        } else {
          steps[read.generation + ' ' + read.parent] = read;
        }
      } catch (error) {
        // Damaged: others lead on.
      }
    });
    states.forEach(function (state) {
      var step;
      while ((step = steps[state.generation + 1 + ' ' + state.mark])) {
        state.dossier = apply(state.dossier, step.body.action);
        state.generation = step.generation;
        state.mark = step.mark;
        state.saved = step.body.saved;
      }
    });
    states = states.filter(function (state) { return state.dossier && state.dossier.union; });
    states.sort(function (a, b) { return b.generation - a.generation || b.saved - a.saved; });
    return states[0];
  }

  // One file for each dossier, the open one first: the newest state that can be read, else the texts as they are.
  function files(found) {
    var all = {};
    found.forEach(function (one) {
      var id = one.id.replace(/\/(a|b|\d{12,}(\.[0-9a-f]{8})?)$/, '');
      if (one.text !== 'spent') {
        all[id] = (all[id] || []).concat(one);
      }
    });
    var here = location.hash.split('/')[2];
    return Object.keys(all).map(function (id) {
      var texts = all[id];
      var state = newest(texts);
      if (!state) {
        var text = texts.length > 1 ? texts.map(function (one) { return one.id + '\n' + one.text + '\n'; }).join('') : texts[0].text;
        return { id: id, saved: -1, name: '未能读出-' + id + '.txt', text: text };
      }
      var name = String(state.dossier.union.name || '').replace(/[\u0000-\u001f\\\/:*?"<>|]/g, '').trim();
      return {
        id: id,
        saved: state.saved,
        name: (name.slice(0, 60) || '未命名工会') + '-' + state.dossier.year + '.union-star.json',
        text: JSON.stringify(state.dossier)
      };
    }).sort(function (a, b) {
      return (b.id === here) - (a.id === here) || b.saved - a.saved;
    });
  }

  function put(parent, name, className, text) {
    var element = document.createElement(name);
    element.className = className;
    element.textContent = text || '';
    parent.appendChild(element);
    return element;
  }

  function when(date) {
    var minutes = date.getMinutes();
    return '保存于 ' + (date.getMonth() + 1) + ' 月 ' + date.getDate() + ' 日 ' + date.getHours() + ':' + (minutes < 10 ? '0' : '') + minutes;
  }

  function button(parent, className, text, act) {
    var element = put(parent, 'button', className, text);
    element.type = 'button';
    element.onclick = act;
  }

  function hand(file) {
    var link = put(document.body, 'a', '');
    link.href = URL.createObjectURL(new Blob([file.text], { type: 'application/json' }));
    link.download = file.name;
    link.click();
    document.body.removeChild(link);
  }

  function forget(reopen) {
    try {
      Object.keys(localStorage).forEach(function (key) {
        if (key.indexOf(SETTINGS) === 0) {
          localStorage.removeItem(key);
        }
      });
    } catch (error) {
      // Forbidden: then there are none.
    }
    // Home, in case it is one page that stops.
    location.hash = '';
    reopen();
  }

  // In place of everything. `reopen` forgets the stops.
  return function (safe, reopen) {
    var app = document.getElementById('app');
    var page = document.createElement('div');
    put(put(put(page, 'header', 'top is-site'), 'div', 'wrap top-line'), 'span', 'brand', '星级自评');
    var main = put(page, 'main', 'wrap narrow calm');
    var title = put(main, 'h1', '', safe ? '接连两次出了问题' : '出了点问题');
    title.tabIndex = -1;
    put(main, 'p', 'lead', safe ?
      '为了不影响已填的内容，这次没有打开。请先导出备份，再重新打开；如果还是这样，请清除界面设置，或换一个浏览器导入备份。' :
      '页面停了下来，最后一步操作可能没有记下。此前填写的内容都在本机，请先导出备份，再重新打开。');
    var list = put(main, 'ul', 'calm-files');
    list.setAttribute('aria-live', 'polite');
    var actions = put(main, 'p', 'actions');
    button(actions, 'button primary', '重新打开', safe ? reopen : function () {
      location.reload();
    });
    if (safe) {
      button(actions, 'button', '清除界面设置', function () {
        forget(reopen);
      });
      put(main, 'p', 'note', '清除的只是显示方面的设置，档案不受影响。');
    }
    app.parentNode.replaceChild(page, app);
    page.id = 'app';
    document.documentElement.className += ' is-started';
    title.focus();
    everything(function (found) {
      var all = files(found);
      all.forEach(function (file) {
        var line = put(list, 'li', '');
        var name = put(line, 'span', 'calm-name', file.name.replace('.union-star.json', ''));
        if (file.saved > 0) {
          put(name, 'span', 'note', when(new Date(file.saved)));
        }
        button(line, 'button', '导出备份', function () {
          hand(file);
        });
      });
      if (!all.length) {
        put(list, 'li', '', '本机没有存下的档案。');
      }
    });
  };
})();
