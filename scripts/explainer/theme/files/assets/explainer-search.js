/*
 * The search box: a combobox (ARIA 1.2) with a list of results. What is typed, what the engine finds
 * (`explainer-search-engine.js`), what is shown and said. Loaded at the first touch of the box.
 */
(() => {
  "use strict";
  const { Engine, address, excerpt } = globalThis.explainerSearch;
  const box = document.querySelector("[data-explainer-search]");
  const [input, panel, list, onward] = ["input", ".explainer-search__panel", "[role=listbox]", "ul"].map(
    (each) => box.querySelector(each),
  );
  const [count, meant, said] = ["count", "meant", "said"].map((each) =>
    box.querySelector(`.explainer-search__${each}`),
  );
  const toggle = document.getElementById("__search");
  const root = new URL(`${box.dataset.base.replace(/\/$/, "")}/`, document.baseURI);
  const SNIPPET = 110;
  const STEP = 10;
  const PAUSE = 200;

  let engine = null;
  let result = null;
  let shown = 0;
  let active = -1;
  let asked = "";
  let speaking = 0;

  // ── The index: that of the step after the build, else the theme's, as `mkdocs serve` has it.

  async function index() {
    if (globalThis.explainerSearchIndex) return globalThis.explainerSearchIndex;
    for (const name of ["search/search_index.json", "search.json"]) {
      try {
        const answer = await fetch(new URL(name, root));
        if (answer.ok) return fromTheme(await answer.json());
      } catch {
        // The other builder has it under the other name.
      }
    }
    return fromTheme({ docs: [] });
  }

  function fromTheme({ docs, items }) {
    const text = (html) =>
      new DOMParser()
        .parseFromString(html || "", "text/html")
        .body.textContent.replace(/\s+/g, " ")
        .trim();
    const { one, other, none } = box.dataset;
    const made = {
      language: document.documentElement.lang.slice(0, 2),
      words: { one, other: other.replace("#", "{count}"), none, kinds: [], verdicts: [] },
      common: [],
      same: [],
      onward: [],
      pages: [],
      kinds: [],
      places: [],
      anchors: [],
      titles: [],
      notes: [],
      verdicts: [],
      texts: [],
    };
    const pages = new Map();
    for (const each of docs || items) {
      const [page, anchor = ""] = each.location.split("#");
      const title = text(each.title);
      if (!pages.has(page)) pages.set(page, made.pages.push([page, title]) - 1);
      made.kinds.push(/[?？]$/.test(title) ? 0 : 3);
      made.places.push(pages.get(page));
      made.anchors.push(anchor);
      made.titles.push(title);
      made.notes.push("");
      made.verdicts.push(0);
      made.texts.push(text(each.text));
    }
    return made;
  }

  // ── What is shown.

  const element = (tag, name, ...content) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...content);
    return made;
  };
  const marked = (parts) => parts.map(([text, hit]) => (hit ? element("mark", "", text) : text));
  const filled = (text, values) => (text || "").replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function href(url) {
    const found = new URL(url, root);
    // A folder that is opened from disk shows its list of files.
    if (found.protocol === "file:") found.pathname = found.pathname.replace(/\/$/, "/index.html");
    return found.href;
  }

  function option({ doc }, at) {
    const { index: data } = engine;
    const verdict = data.words.verdicts[data.verdicts[doc] - 1];
    // The heading of a page has its name before a colon, if it has one.
    const [page] = (data.pages[data.places[doc]][1] || "").split(/: |：/);
    const where = data.notes[doc] || (data.titles[doc].startsWith(page) ? "" : page);
    const kind = data.words.kinds[data.kinds[doc]];
    const badge =
      verdict && element("span", `explainer-verdict explainer-verdict--${verdict[0]}`, verdict[1]);
    const link = element(
      "a",
      "explainer-search__hit",
      element(
        "span",
        "explainer-search__where md-typeset",
        ...(kind ? [element("b", "", kind)] : []),
        ...(badge ? [" ", badge] : where ? [kind ? ` · ${where}` : where] : []),
      ),
      " ",
      element("span", "explainer-search__title", data.titles[doc]),
      " ",
      element(
        "span",
        "explainer-search__text",
        ...marked(excerpt(engine, data.texts[doc], result.stems, SNIPPET)),
      ),
    );
    link.href = href(address(data, doc));
    link.id = `explainer-search-${at}`;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  }

  function more() {
    const next = result.found.slice(shown, shown + STEP);
    list.append(...next.map((hit, i) => option(hit, shown + i)));
    shown += next.length;
  }

  function show() {
    const query = input.value.trim();
    if (!engine || query === asked) return;
    asked = query;
    select(-1);
    list.replaceChildren();
    shown = 0;
    result = engine.search(query);
    const { words } = engine.index;
    const total = result.found.length;
    more();
    panel.scrollTop = 0;
    count.textContent = !query
      ? ""
      : total === 1
        ? words.one
        : filled(total ? words.other : words.none, { count: total, query });
    suggest(words);
    onward.hidden = !query || total > 0 || !engine.index.onward.length;
    onward.replaceChildren(...(onward.hidden ? [] : engine.index.onward.map(leading)));
    if (!onward.hidden) count.append(` ${words.onward || ""}`);
    open(Boolean(query));
    clearTimeout(speaking);
    // Not at every key: a screen reader would never come to an end.
    speaking = setTimeout(() => (said.textContent = count.textContent), PAUSE);
  }

  function leading([url, title]) {
    const link = element("a", "", title);
    link.href = href(url);
    return element("li", "", link);
  }

  function suggest(words) {
    meant.hidden = !result.meant || !words.meant;
    if (meant.hidden) return;
    const button = element("button", "", result.meant);
    button.type = "button";
    button.addEventListener("click", () => {
      input.value = result.meant;
      input.focus();
      show();
    });
    meant.replaceChildren(`${words.meant} `, button, "?");
  }

  // ── Open and closed, and which result the arrows have reached.

  function open(whether) {
    const wide = whether && panel.hidden;
    panel.hidden = !whether;
    input.setAttribute("aria-expanded", String(whether && shown > 0));
    if (wide) document.documentElement.classList.add("explainer-searching");
  }

  function close() {
    open(false);
    select(-1);
    box.classList.remove("explainer-search--open");
    document.documentElement.classList.remove("explainer-searching");
    clearTimeout(speaking);
    said.textContent = "";
    if (toggle) toggle.checked = false;
  }

  function leave() {
    close();
    asked = "";
    input.blur();
    box.cameFrom?.focus({ preventScroll: true });
  }

  function select(to) {
    list.children[active]?.setAttribute("aria-selected", "false");
    if (to >= shown && result && shown < result.found.length) more();
    active = to >= shown ? -1 : to < -1 ? shown - 1 : to;
    const link = list.children[active];
    link?.setAttribute("aria-selected", "true");
    link?.scrollIntoView({ block: "nearest" });
    if (link) input.setAttribute("aria-activedescendant", link.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function go(event) {
    show();
    const link = list.children[Math.max(active, 0)];
    if (!link) return;
    const { ctrlKey, metaKey, shiftKey } = event;
    link.dispatchEvent(
      new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
    );
  }

  const KEYS = {
    ArrowDown: () => select(active + 1),
    ArrowUp: () => select(active - 1),
    Enter: go,
    Escape: leave,
  };

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.isComposing) return;
    event.preventDefault();
    // The page's own keys, such as the one that closes a card, are not meant.
    event.stopPropagation();
    KEYS[event.key](event);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
  });
  box.addEventListener("focusin", (event) => {
    if (event.target === input) show();
  });
  box.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !box.contains(relatedTarget)) close();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!box.contains(target)) close();
  });
  // A result on the page that is open: the page stays, and the box has to go.
  list.addEventListener("click", ({ ctrlKey, metaKey, shiftKey }) => {
    if (!ctrlKey && !metaKey && !shiftKey) setTimeout(close);
  });
  panel.addEventListener("scroll", () => {
    if (
      result &&
      shown < result.found.length &&
      panel.scrollHeight - panel.scrollTop - panel.clientHeight < 200
    )
      more();
  });
  box.querySelector(".explainer-search__close").addEventListener("click", leave);
  box.querySelector("form").addEventListener("submit", (event) => event.preventDefault());

  index()
    .then((data) => new Engine(data).build())
    .then((built) => {
      engine = built;
      box.dataset.built = "";
      if (box.contains(document.activeElement)) show();
    });
})();
