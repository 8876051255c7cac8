/* explainer theme 0.2.0 sha256:f269efda114a08e8bae80a2876883ea0 — written by `explainer theme`; edit, and it is left alone */
/*
 * What a page needs of a script around its text, in the place of the theme's own: the choice of
 * colours, the drawer, the table of contents that follows, the way back to the top. A page works
 * without any of it. Loaded where `extra.explainer.script` is `own`; asks no other host for anything.
 */
(() => {
  "use strict";
  const root = document.documentElement;
  const { body } = document;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);

  // The element that the page's address leads to.
  function target() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  }

  const own = document.currentScript;

  root.classList.remove("no-js");
  root.classList.add("js", "explainer-shell");

  // ── Focus: the theme's style sheet draws a ring around what has this class only.
  document.addEventListener("focusin", ({ target }) => {
    target.classList.toggle("focus-visible", target.matches(":focus-visible"));
  });
  document.addEventListener("focusout", ({ target }) => target.classList.remove("focus-visible"));

  // ── Colours: kept where the theme's own script looks for them before anything is drawn.
  const options = all("[data-md-component=palette] input");
  const colours = (option) => ({
    media: option.dataset.mdColorMedia,
    scheme: option.dataset.mdColorScheme,
    primary: option.dataset.mdColorPrimary,
    accent: option.dataset.mdColorAccent,
  });
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function paint(option) {
    const chosen = colours(option);
    // The choice "as the system" has colours of its own in the settings, which say nothing.
    const wanted = `(prefers-color-scheme: ${dark.matches ? "dark" : "light"})`;
    const followed = options.find((each) => each.dataset.mdColorMedia === wanted);
    const { scheme, primary, accent } = chosen.media === "(prefers-color-scheme)" && followed ? colours(followed) : chosen;
    Object.assign(body.dataset, {
      mdColorMedia: chosen.media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent,
    });
    for (const each of options) {
      const label = each.nextElementSibling;
      if (label?.matches("label")) label.hidden = each !== option;
    }
    requestAnimationFrame(() => {
      one("meta[name=color-scheme]")?.setAttribute("content", getComputedStyle(body).colorScheme);
      const { backgroundColor } = getComputedStyle(one(".md-header") ?? body);
      for (const meta of all("meta[name=theme-color]")) meta.content = backgroundColor;
    });
  }

  function stored() {
    try {
      return window.__md_get?.("__palette");
    } catch {
      // Storage may be refused, and what is in it may be anybody's.
      return null;
    }
  }

  if (options.length) {
    const kept = stored();
    const chosen = options[kept?.index] ?? options.find((each) => !each.dataset.mdColorMedia || matchMedia(each.dataset.mdColorMedia).matches) ?? options[0];
    chosen.checked = true;
    paint(chosen);
    for (const option of options) {
      option.addEventListener("change", () => {
        paint(option);
        window.__md_set?.("__palette", { index: options.indexOf(option), color: colours(option) });
      });
    }
    dark.addEventListener("change", () => paint(options.find((each) => each.checked)));
  }

  // ── The drawer: a checkbox opens it without a script. A button, for the keyboard, takes the place
  // of the label, with its look.
  const drawer = one("#__drawer");
  const label = one(".md-header label[for=__drawer]");
  if (drawer && label) {
    const menu = document.createElement("button");
    for (const { name, value } of label.attributes) menu.setAttribute(name, value);
    menu.type = "button";
    menu.append(...label.childNodes);
    label.replaceWith(menu);
    // A browser that restores a page restores the box as well.
    drawer.checked = false;
    const links = one(".md-nav--primary");
    menu.ariaLabel = links?.ariaLabel ?? null;
    const tell = () => {
      menu.ariaExpanded = String(drawer.checked);
      if (drawer.checked) links?.querySelector("a")?.focus({ preventScroll: true });
    };
    const close = () => {
      if (!drawer.checked) return;
      drawer.checked = false;
      tell();
      menu.focus({ preventScroll: true });
    };
    tell();
    menu.addEventListener("click", () => {
      drawer.checked = !drawer.checked;
      tell();
    });
    drawer.addEventListener("change", tell);
    links?.addEventListener("click", ({ target }) => target.closest("a[href]") && close());
    document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  }
  document.addEventListener("keydown", (event) => {
    if (!["Enter", " "].includes(event.key) || !event.target.matches("label[tabindex]")) return;
    event.preventDefault();
    event.target.click();
  });
  for (const toggle of all(".md-toggle--indeterminate")) toggle.indeterminate = true;

  // ── What is scrolled past: of the table of contents, and the title in the header.
  const title = one("[data-md-component=header-title]");
  const links = new Map();
  for (const link of all("[data-md-component=toc] a[href^='#']")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, [...(links.get(heading) ?? []), link]);
  }
  const passed = new Set();

  function follow() {
    let here;
    for (const heading of links.keys()) if (passed.has(heading)) here = heading;
    // What a link led to can be too near the end of the page to be passed.
    const aimed = target();
    if (links.has(aimed) && !passed.has(aimed) && innerHeight + scrollY > root.scrollHeight - 4) here = aimed;
    for (const [heading, found] of links) {
      for (const link of found) {
        link.classList.toggle("md-nav__link--passed", passed.has(heading));
        link.classList.toggle("md-nav__link--active", heading === here);
        if (heading === here) link.ariaCurrent = "location";
        else link.removeAttribute("aria-current");
        const pane = link.closest(".md-sidebar--secondary .md-sidebar__scrollwrap");
        if (heading === here && pane) {
          const away = link.getBoundingClientRect().top - pane.getBoundingClientRect().top;
          if (away < 0 || away > pane.clientHeight - 40) pane.scrollTop += away - pane.clientHeight / 2;
        }
      }
    }
  }

  const first = one(".md-content h1");
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting, intersectionRatio } of entries) {
      if (target === first) title?.classList.toggle("md-header__title--active", !isIntersecting);
      passed[intersectionRatio > 0.9 ? "delete" : "add"](target);
    }
    follow();
    // Below where a link puts a heading, under the header, and without an end at the bottom: so a
    // jump to a heading or over it counts.
  }, { rootMargin: "-80px 0px 9999999px 0px", threshold: [0, 0.9] });
  for (const heading of links.keys()) watcher.observe(heading);
  addEventListener("hashchange", follow);
  if (first) watcher.observe(first);

  // ── Back to the top: offered to who scrolls up, far from it.
  const top = one("[data-md-component=top]");
  if (top) {
    let last = scrollY;
    addEventListener("scroll", () => {
      if (Math.abs(scrollY - last) < 8) return;
      top.hidden = scrollY > last || scrollY < innerHeight;
      last = scrollY;
    }, { passive: true });
    top.addEventListener("click", () => {
      scrollTo({ top: 0 });
      one(".md-skip, .md-logo")?.focus({ preventScroll: true });
      top.hidden = true;
    });
  }

  // ── A link leads into what is folded; paper shows all of it.
  function unfold() {
    const led = target();
    const closed = [];
    for (let each = led; each; each = each.parentElement?.closest("details")) {
      if (each.matches("details:not([open])")) closed.push(each);
    }
    for (const each of closed) each.open = true;
    if (closed.length) led.scrollIntoView();
    const tab = led?.closest(".tabbed-set > input");
    if (tab) tab.checked = true;
  }
  addEventListener("hashchange", unfold);
  unfold();

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all(".md-content details:not([open])");
    for (const each of folded) each.open = true;
    const note = one(".explainer-paper");
    if (note) {
      const language = root.lang === "en" ? "en-GB" : root.lang;
      const day = new Date().toLocaleDateString(language || undefined, { dateStyle: "long" });
      note.textContent = `${note.dataset.url || location.href.split("#")[0]} \u2014 ${day}`;
    }
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });

  // ── Code: a button that copies it, and a place in the order of Tab if it scrolls.
  const blocks = all(".md-content pre > code");
  // Again whenever one is unfolded or the window changes.
  const sizes = new ResizeObserver((entries) => {
    const wide = entries.map(({ target }) => target.scrollWidth > target.clientWidth);
    for (const [place, { target }] of entries.entries()) {
      if (wide[place]) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const each of [...blocks, ...all(".md-content table:not([class])")]) sizes.observe(each);
  for (const code of blocks) {
    if (!navigator.clipboard || !own?.dataset.copy || code.closest(".mermaid")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "md-clipboard md-icon";
    button.title = own.dataset.copy;
    button.ariaLabel = own.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.innerText.replace(/\n$/, ""));
      button.title = own.dataset.copied;
      button.ariaLabel = own.dataset.copied;
    });
    code.parentElement.prepend(button);
  }

  // ── Tabs: the line below the chosen one.
  for (const set of all(".tabbed-set")) {
    const labels = all(":scope > .tabbed-labels > label", set);
    const mark = () => {
      const chosen = labels.find((label) => label.control?.checked);
      if (!chosen) return;
      chosen.parentElement.style.setProperty("--md-indicator-x", `${chosen.offsetLeft}px`);
      chosen.parentElement.style.setProperty("--md-indicator-width", `${chosen.offsetWidth}px`);
    };
    set.addEventListener("change", mark);
    new ResizeObserver(mark).observe(set);
  }

  // ── From disk a folder's page is a file; a browser does not look for it as a server does.
  if (location.protocol === "file:") {
    for (const link of all("a[href]")) {
      // A link in a drawing has no URL of its own to change.
      const url = new URL(link.getAttribute("href"), location);
      if (url.protocol !== "file:" || !url.pathname.endsWith("/")) continue;
      url.pathname += "index.html";
      link.setAttribute("href", url.href);
    }
  }

  // ── Offline: only a completed site has the worker, and only safe origins may have one.
  if (root.hasAttribute("data-completed") && "serviceWorker" in navigator && location.protocol.startsWith("http")) {
    addEventListener("load", () => {
      if (navigator.connection?.saveData) return;
      const register = () => navigator.serviceWorker.register(`${own.dataset.base}/sw.js`).catch(() => {});
      // After all that the reader waits for.
      if (window.requestIdleCallback) requestIdleCallback(register, { timeout: 1000 });
      else setTimeout(register, 500);
    });
  }
})();
