// Called on an element, or on the page, with the kinds of events that its scripts wait for.
function (kinds) {
  const known = (globalThis.own_listeners ||= new Map());
  if (this === document || this === window) globalThis.own_page_listeners = kinds;
  else known.set(this, kinds);
}
