/* explainer theme 0.2.0 sha256:51d7652977249ada49750c5dff45a4b6 — written by `explainer theme`; edit, and it is left alone */
/*
 * Cards at citations, folded parts that links lead into, and addresses that are copied or sent.
 * Each link leads somewhere without this; no word is in here, since pages have them as data.
 */
(() => {
  "use strict"

  const CITATIONS = ".footnote-ref, .explainer-listed"
  const GAP = 6
  const target = hash => {
    try { return document.getElementById(decodeURIComponent(hash.slice(1))) } catch { return null }
  }

  /* ── Folded parts ────────────────────────────────────────────────────────────────────── */

  const unfold = element => {
    let opened = false
    for (let at = element?.closest("details"); at; at = at.parentElement.closest("details")) {
      opened ||= !at.open
      at.open = true
    }
    return opened
  }

  const follow = () => {
    const element = target(location.hash)
    const fold = element?.matches("h2") && element.parentElement.querySelector(
      `#${CSS.escape(element.id)} + .explainer-references > details`)
    if (unfold(element) || fold && unfold(fold)) element.scrollIntoView()
  }
  addEventListener("hashchange", follow)
  follow()

  // Paper has all of it; browsers that print what is folded need no help.
  const folded = []
  addEventListener("beforeprint", () => {
    folded.push(...document.querySelectorAll("details.explainer-fold:not([open])"))
    for (const each of folded) each.open = true
  })
  addEventListener("afterprint", () => {
    for (const each of folded.splice(0)) each.open = false
  })

  /* ── What a built page leaves out to be lighter ──────────────────────────────────────── */

  // A link to a source's words has all of them, and a mark in a picture the words of its event.
  const complete = from => {
    const said = from?.closest?.("a.explainer-words")
    const [, start, first] = said?.href.match(/^(.*:~:text=)(.*)$/) ?? []
    const whole = said && encodeURIComponent(said.textContent).replace(/[-!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    if (first && whole.startsWith(first)) said.href = start + whole
    const mark = from?.closest?.(".explainer-lanes a")
    if (!mark || mark.querySelector("title")) return
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title")
    const event = target(mark.getAttribute("href"))?.cloneNode(true)
    for (const each of event?.querySelectorAll("sup, .explainer-category") ?? []) each.remove()
    title.textContent = event?.innerText.replace(/\s+/g, " ").trim()
    mark.prepend(title)
  }
  for (const type of ["pointerover", "focusin"]) addEventListener(type, event => complete(event.target))

  /* ── The card ────────────────────────────────────────────────────────────────────────── */

  const list = document.querySelector(".explainer-references > details")
  const words = list?.dataset
  let card, at, pinned, dismissed, timer

  const link = (text, href, name) => {
    const made = Object.assign(document.createElement("a"), {href, textContent: text})
    made.className = name
    return made
  }

  // What an entry of the list has, without what only the list needs.
  const piece = (from, name) => {
    const copy = from.cloneNode(true)
    for (const each of copy.querySelectorAll(".footnote-backref, .explainer-more, .explainer-archive")) each.remove()
    copy.removeAttribute("id")
    copy.className = name
    return copy
  }

  const fill = (entry, number) => {
    const item = entry.closest("li")
    const source = item.querySelector(":scope > .explainer-source")
      ?? item.parentElement.closest("li").querySelector(":scope > .explainer-source")
    const fact = item.querySelector(":scope > p:not(.explainer-source)")
    const said = source.parentElement
    const more = document.createElement("p")
    const quoted = fact?.querySelector("a.explainer-words")
    complete(quoted)
    if (quoted) more.append(link(words.open, quoted.href, "explainer-open"))
    for (const each of said.querySelectorAll(
      ":scope > .explainer-source > :is(.explainer-archive, .explainer-more)")) {
      more.append(each.cloneNode(true))
    }
    more.append(link(words.all, `#${item.id}`, "explainer-all"))
    more.className = "explainer-card-links"
    card.replaceChildren(piece(source, "explainer-card-source"))
    if (fact) card.append(piece(fact, "explainer-card-fact"))
    for (const each of card.children) each.id = each.className
    card.append(more)
    card.setAttribute("aria-label", words.card.replace("{number}", number))
  }

  // Below its reference, or above where there is more room: beside it in no case, and never on it.
  const place = () => {
    const [first] = at.getClientRects()
    const {clientWidth: width, clientHeight: height} = document.documentElement
    const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0
    const top = Math.max(header, 0) + GAP
    const below = height - first.bottom - 2 * GAP
    const above = first.top - top - GAP
    card.style.maxHeight = ""
    const under = card.offsetHeight <= below || below >= above
    const room = Math.max(under ? below : above, 80)
    card.style.maxHeight = `${room}px`
    const tall = Math.min(card.offsetHeight, room)
    const wide = card.offsetWidth
    const left = Math.min(Math.max(first.left + first.width / 2 - wide / 2, GAP), width - wide - GAP)
    card.style.left = `${left + scrollX}px`
    card.style.top = `${(under ? first.bottom + GAP : first.top - GAP - tall) + scrollY}px`
  }

  const close = () => {
    clearTimeout(timer)
    if (!at) return
    for (const name of ["aria-expanded", "aria-controls", "aria-describedby"]) at.removeAttribute(name)
    at = pinned = null
    card.remove()
  }

  const open = (reference, pin) => {
    clearTimeout(timer)
    const entry = target(reference.hash)
    if (!entry?.closest(".explainer-references") || !("popover" in HTMLElement.prototype)) return false
    if (at !== reference) {
      close()
      card ??= Object.assign(document.createElement("div"), {
        id: "explainer-card", className: "explainer-card", popover: "manual", role: "group",
      })
      at = reference
      fill(entry, reference.textContent)
      // Behind its reference, so that the next stop of the keyboard is in it.
      ;(reference.closest("sup") ?? reference).after(card)
      card.showPopover()
      place()
      reference.setAttribute("aria-expanded", "true")
      reference.setAttribute("aria-controls", card.id)
      reference.setAttribute("aria-describedby", "explainer-card-source explainer-card-fact")
    }
    pinned ||= pin
    return true
  }

  const soon = (what, after) => {
    clearTimeout(timer)
    timer = setTimeout(what, after)
  }
  const reference = event => event.target.closest?.(CITATIONS)
  const inside = node => at && (card.contains(node) || at.contains(node))

  const cards = () => {
    addEventListener("pointerover", event => {
      if (event.pointerType !== "mouse") return
      const over = reference(event)
      if (over && over !== at && over !== dismissed) soon(() => open(over), 120)
      else if (inside(event.target)) clearTimeout(timer)
      else if (!over) {
        dismissed = null
        if (!pinned && !inside(document.activeElement)) soon(close, 300)
        else clearTimeout(timer)
      }
    })
    addEventListener("focusin", event => {
      const on = reference(event)
      if (on && on !== dismissed && on.matches(":focus-visible")) open(on)
      else if (!inside(event.target)) close()
      if (on !== dismissed) dismissed = null
    })
    addEventListener("pointerdown", event => { if (!inside(event.target)) close() })
    addEventListener("keydown", event => {
      if (event.key !== "Escape" || !at) return
      const was = at
      const within = card.contains(document.activeElement)
      dismissed = was
      close()
      if (within) was.focus()
      event.stopPropagation()
    }, true)
    // The first tap shows the card, the second goes to the list. With the keyboard the card is
    // there already.
    addEventListener("click", event => {
      const on = reference(event)
      if (card && event.target.closest?.(".explainer-all")) {
        unfold(target(event.target.hash))
        setTimeout(close)
      }
      if (!on || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const second = at === on && (pinned || event.detail === 0)
      if (!second && open(on, true)) event.preventDefault()
      else {
        unfold(target(on.hash))
        close()
      }
    })
    addEventListener("resize", () => at && place())
  }
  if (list) cards()

  /* ── Addresses: of a section, of this page in a bibliography, of a report ─────────────── */

  const copied = (element, text) => {
    if (!navigator.clipboard) return false
    navigator.clipboard.writeText(text).then(() => {
      element.classList.add("explainer-copied")
      const status = document.querySelector(".explainer-page-foot [role=status]")
      if (status) status.textContent = foot.dataset.copied
      setTimeout(() => {
        element.classList.remove("explainer-copied")
        if (status) status.textContent = ""
      }, 2000)
    }, () => {})
    return true
  }

  const foot = document.querySelector(".explainer-page-foot")
  if (foot && navigator.clipboard) {
    for (const each of document.querySelectorAll(".headerlink")) each.title = foot.dataset.copyLink
    for (const text of foot.querySelectorAll(".explainer-cite-page pre")) {
      const button = Object.assign(document.createElement("button"), {
        type: "button", textContent: foot.dataset.copy,
      })
      button.addEventListener("click", () => copied(button, text.textContent))
      text.before(button)
    }
  }

  let chosen = ""
  document.addEventListener("selectionchange", () => {
    const selection = getSelection()
    const text = String(selection).replace(/\s+/g, " ").trim()
    if (text && selection.anchorNode?.parentElement?.closest("article")) chosen = text.slice(0, 500)
  })

  addEventListener("click", event => {
    const heading = event.target.closest?.(".headerlink")
    if (heading) copied(heading, heading.href)
    const report = event.target.closest?.(".explainer-report")
    if (report && chosen) {
      const mark = encodeURIComponent(report.dataset.before)
      report.href = report.href.replace(mark, mark + encodeURIComponent(` ${chosen}`))
      chosen = ""
    }
  })
})()
