/* Answers the code on a leaflet: /?v=booklet-1 says what has changed since that one was printed. */
(function () {
  var code = new URLSearchParams(location.search).get("v");
  var box = document.getElementById("your-leaflet");
  if (!code || !box) return;
  var page = box.getAttribute("data-from");

  function say(found) {
    var link = document.createElement("a");
    box.textContent = "";
    if (found) {
      Array.from(found.children).slice(1).forEach(function (part) {
        box.appendChild(document.importNode(part, true));
      });
      link.textContent = "More about this leaflet";
    } else {
      link.textContent = "See if your leaflet is still right";
    }
    link.href = page + (found ? "#" + encodeURIComponent(code) : "");
    link.className = "lone";
    box.appendChild(link);
  }

  box.hidden = false;
  fetch(page)
    .then(function (answer) { return answer.ok ? answer.text() : ""; })
    .then(function (html) {
      var other = new DOMParser().parseFromString(html, "text/html");
      say(Array.from(other.querySelectorAll(".printed")).find(function (part) { return part.id === code; }));
    })
    .catch(function () { say(null); });
})();
