// Shows the problems of a page where they stand, while the site is served by `explainer serve`.
// It asks the server that it came from, and no other; a build has no trace of it.
(() => {
  "use strict";
  const script = document.currentScript;
  const server = new URL(".", script.src);
  const page = script.dataset.explainerPage;
  const SKIPPED = "sup, script, style, .headerlink, .explainer-label, .explainer-problem-note";
  const STYLE = `
    .explainer-problem { background: none; color: inherit; cursor: help; outline-offset: 2px;
      text-decoration: underline wavy #d32f2f; text-decoration-skip-ink: none;
      text-underline-offset: .2em }
    .explainer-problem-note { position: absolute; z-index: 99; max-width: min(32em, 94vw);
      padding: .7em .9em; border: 1px solid #d32f2f; border-radius: 4px; background: #fff;
      color: #222; font: 14px/1.45 system-ui, sans-serif; box-shadow: 0 4px 16px #0004 }
    .explainer-problem-note code { font-size: 12px; background: #eee; padding: 1px 4px; color: #222 }
    .explainer-problem-note p { margin: 0 0 .4em }
    .explainer-problem-note p:last-child { margin: 0 }
    .explainer-problem-count { position: fixed; z-index: 98; right: 1rem; bottom: 1rem;
      padding: .55em .9em; border: 0; border-radius: 2em; background: #b71c1c; color: #fff;
      font: 600 14px/1.2 system-ui, sans-serif; cursor: pointer; box-shadow: 0 2px 8px #0005 }
    .explainer-problem-count[data-none] { background: #1b5e20 }
    .explainer-problem-count:focus-visible, .explainer-problem:focus-visible {
      outline: 3px solid #1565c0 }
    @media print { .explainer-problem-count, .explainer-problem-note { display: none } }`;

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // The visible text below an element, with the node and the offset of each of its characters;
  // runs of white space are one space.
  const readText = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
      acceptNode: (node) =>
        node.nodeType === Node.ELEMENT_NODE
          ? node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP
          : NodeFilter.FILTER_ACCEPT,
    });
    let text = "";
    const at = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (let offset = 0; offset < node.data.length; offset++) {
        const character = /\s/.test(node.data[offset]) ? " " : node.data[offset];
        if (character === " " && text.endsWith(" ")) continue;
        text += character;
        at.push([node, offset]);
      }
    }
    return { text, at };
  };

  const normalized = (text) => text.replace(/\s+/g, " ").trim();

  // Where a problem stands in the text: its excerpt within the sentence, or all of the sentence.
  const find = (text, problem) => {
    const sentence = normalized(problem.sentence);
    const start = sentence ? text.indexOf(sentence) : -1;
    if (start < 0) return null;
    const excerpt = normalized(problem.excerpt);
    const inner = excerpt ? sentence.indexOf(excerpt) : -1;
    return inner < 0
      ? [start, start + sentence.length]
      : [start + inner, start + inner + excerpt.length];
  };

  // Wraps a range of the text in marks, one in each text node, and gives these.
  const mark = (at, [start, end]) => {
    const parts = [];
    for (const [node, offset] of at.slice(start, end)) {
      const last = parts.at(-1);
      if (last && last.node === node) last.end = offset + 1;
      else parts.push({ node, start: offset, end: offset + 1 });
    }
    return parts.reverse().map((part) => {
      const range = document.createRange();
      range.setStart(part.node, part.start);
      range.setEnd(part.node, part.end);
      const made = element("span", { className: "explainer-problem" });
      range.surroundContents(made);
      return made;
    }).reverse();
  };

  const note = element("div", { className: "explainer-problem-note", id: "explainer-problem-note",
    hidden: true });
  note.setAttribute("role", "tooltip");
  const count = element("button", { className: "explainer-problem-count", type: "button" });
  let marks = [];
  let unplaced = [];
  let next = 0;

  const describe = (problem) => [
    element("p", {}, element("code", { textContent: problem.code }), ` ${problem.message}`),
    ...(problem.hint ? [element("p", { textContent: problem.hint })] : []),
    element("p", {}, element("code", { textContent: problem.place })),
  ];

  const show = (anchor, problems) => {
    note.replaceChildren(...problems.flatMap(describe));
    note.hidden = false;
    const box = anchor.getBoundingClientRect();
    const own = note.getBoundingClientRect();
    const above = box.bottom + own.height + 8 > innerHeight && box.top > own.height;
    const top = above ? box.top - own.height - 6 : box.bottom + 6;
    const left = Math.max(8, Math.min(box.left, innerWidth - own.width - 8));
    note.style.top = `${Math.max(8, top) + scrollY}px`;
    note.style.left = `${left + scrollX}px`;
  };
  const hide = () => { note.hidden = true; };

  const clear = () => {
    hide();
    for (const each of document.querySelectorAll(".explainer-problem")) {
      const parent = each.parentNode;
      each.replaceWith(...each.childNodes);
      parent.normalize();
    }
    marks = [];
    unplaced = [];
  };

  const draw = ({ problems, total }) => {
    clear();
    const root = document.querySelector("article, main, [role=main]") || document.body;
    for (const problem of problems) {
      const { text, at } = readText(root);
      const range = find(text, problem);
      const made = range ? mark(at, range) : [];
      if (!made.length) {
        unplaced.push(problem);
        continue;
      }
      const [first] = made;
      first.tabIndex = 0;
      first.setAttribute("aria-describedby", note.id);
      marks.push(first);
      for (const each of made) {
        each.addEventListener("mouseenter", () => show(first, [problem]));
        each.addEventListener("mouseleave", hide);
      }
      first.addEventListener("focus", () => show(first, [problem]));
      first.addEventListener("blur", hide);
    }
    marks.sort((a, b) =>
      a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
    next = 0;
    const here = problems.length;
    const elsewhere = total - here;
    count.textContent = here
      ? `${here} problem${here === 1 ? "" : "s"} on this page`
      : elsewhere ? `No problem here, ${elsewhere} elsewhere` : "No problem";
    count.toggleAttribute("data-none", !here);
  };

  count.addEventListener("click", () => {
    const stops = marks.length + (unplaced.length ? 1 : 0);
    if (!stops) return;
    const index = next++ % stops;
    if (index < marks.length) {
      marks[index].scrollIntoView({ block: "center" });
      marks[index].focus({ preventScroll: true });
    } else {
      show(count, unplaced);
    }
  });
  count.addEventListener("blur", hide);
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  const ask = async () => {
    let version = 0;
    for (;;) {
      try {
        const query = new URLSearchParams({ page, version });
        const answer = await (await fetch(new URL(`problems?${query}`, server))).json();
        if (!script.isConnected) return;
        if (answer.version !== version) draw(answer);
        version = answer.version;
      } catch {
        await new Promise((resolve) => { setTimeout(resolve, 2000); });
      }
    }
  };

  const begin = () => {
    for (const old of document.querySelectorAll(
      ".explainer-problem-note, .explainer-problem-count, .explainer-problem-style")) old.remove();
    document.body.append(
      element("style", { className: "explainer-problem-style", textContent: STYLE }), note, count);
    ask();
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
})();
