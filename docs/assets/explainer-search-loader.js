/* explainer theme 0.2.0 sha256:5739998aaa8e4e0f7865b0e4551d2748 — written by `explainer theme`; edit, and it is left alone */
/*
 * Fetches the search when a reader first touches its box, asks for it by a key or opens it with the
 * theme's button; until then a page has nothing of it but this.
 */
(() => {
  "use strict";
  const box = document.querySelector("[data-explainer-search]");
  if (!box) return;
  const input = box.querySelector("input");
  const toggle = document.getElementById("__search");
  document.documentElement.classList.replace("no-js", "js");

  let asked = false;
  const load = () => {
    if (asked) return;
    asked = true;
    const { engine, index, script } = box.dataset;
    for (const source of [engine, index, script].filter(Boolean)) {
      const element = document.createElement("script");
      // In this order: the last one needs the others.
      element.async = false;
      element.src = source;
      document.head.append(element);
    }
  };
  const open = () => {
    load();
    box.classList.add("explainer-search--open");
    input.focus();
  };

  box.addEventListener("pointerdown", load);
  box.addEventListener("focusin", ({ relatedTarget }) => {
    // Where Escape leads back to.
    if (!box.contains(relatedTarget)) box.cameFrom = relatedTarget;
    // On a phone the box is seen only when it is open.
    box.classList.add("explainer-search--open");
    load();
  });
  toggle?.addEventListener("change", () => {
    if (toggle.checked) open();
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.(
      "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]",
    );
    const slash = event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const find = event.key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !find) return;
    event.preventDefault();
    open();
  });
})();
