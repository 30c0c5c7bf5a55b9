/* The menu as a button. Without this script it is a <details>, which opens by itself. */
(function () {
  var details = document.querySelector("details.menu");
  if (!details) return;
  var list = details.querySelector("nav");
  var menu = document.createElement("div");
  var button = document.createElement("button");
  menu.className = "menu";
  button.type = "button";
  button.textContent = details.querySelector("summary").textContent;
  button.setAttribute("aria-controls", list.id);

  function show(open) {
    button.setAttribute("aria-expanded", String(open));
    list.hidden = !open;
    menu.classList.toggle("is-open", open);
  }
  button.addEventListener("click", function () {
    show(list.hidden);
  });
  menu.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !list.hidden) {
      show(false);
      button.focus();
    }
  });
  show(details.open);
  menu.appendChild(button);
  menu.appendChild(list);
  details.parentNode.replaceChild(menu, details);
})();
