/* In the page itself, before anything is painted: what is not to be seen even for a moment, and what is fetched first.
   The build writes its digest into the policy. Plain ES5. */
(function () {
  'use strict';
  var html = document.documentElement;

  window.unionStarIsHome = function () { return /^#?\/?$/.test(location.hash); };

  /* Another place than home was asked for: home is not shown first. */
  function away() {
    html.className = html.className.replace(' is-away', '') + (window.unionStarIsHome() ? '' : ' is-away');
  }
  away();
  window.addEventListener('hashchange', away);

  try {
    html.className += (localStorage.getItem('union-star/display') || '').replace(/[^ a-z-]/g, '');
    /* Dossiers are on their way: what they would push down is not shown yet. */
    if (Object.keys(localStorage).some(function (key) { return key.indexOf('union-star/dossier/') === 0; })) {
      html.className += ' has-dossiers';
    }
  } catch (error) { /* no storage: the page says so itself */ }

  /* Which part begins: the first, which comes with this page, has what a new dossier needs. What is kept the whole page
     reads, and home without dossiers stands as it is until that has come. In the single file there is the whole page
     alone. */
  var WHOLE = /* whole */null;
  var isEnough = window.unionStarIsHome() ? !/ has-dossiers/.test(html.className) : /^#\/(new$|desk)/.test(location.hash);
  window.unionStarFirst = WHOLE && isEnough ? 'app' : 'later';
  if (WHOLE && !isEnough) {
    var link = document.createElement('link');
    link.rel = 'preload';
    link.setAttribute('as', 'fetch');
    link.crossOrigin = 'anonymous';
    link.href = WHOLE;
    document.head.appendChild(link);
  }

  /* What is sent before anybody hears it would load the page anew. */
  document.addEventListener('submit', function (event) {
    if (!/ is-started/.test(html.className)) { event.preventDefault(); }
  });

  /* A script that did not come takes with it what would say so. */
  document.addEventListener('error', function (event) {
    var place = document.getElementById('boot-message');
    if (event.target.tagName !== 'SCRIPT' || / is-started/.test(html.className) || !place) { return; }
    place.textContent = place.getAttribute('data-cut');
    place.setAttribute('role', 'alert');
    html.className += ' is-told is-cut';
  }, true);
})();
