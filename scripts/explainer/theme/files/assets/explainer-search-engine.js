/*
 * Finds entries of a site by words: BM25F over title, note and text, with the forms of a word, words
 * of like meaning, the beginning of a last word, and slips of the finger. It knows no page: the box
 * (`explainer-search.js`) hands it the index that `explainer postbuild` made, or the theme's.
 */
(() => {
  "use strict";

  const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+|[.,](?=\p{N})[\p{N}]+)*/gu;
  // Languages that put no spaces between words: two characters at a time.
  const UNSPACED =
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
  const FIELDS = [
    { boost: 5, b: 0.5 },
    { boost: 2.5, b: 0.3 },
    { boost: 1, b: 0.6 },
  ];
  const K1 = 1.6;
  // At equal relevance an answer stands above a claim, and a claim above a source.
  const KINDS = [1.25, 1.3, 1.12, 1, 0.75, 0.7];
  // An entry that has all words counts for more than one that has one of them often.
  const COVERAGE = 1.5;
  const SYNONYM = 0.55;
  const BEGUN = 0.85;
  const SLICE = 12;

  const plain = (text) => {
    const lower = text.toLowerCase().replace(/’/g, "'");
    return /[^\x00-\x7f]/.test(lower) ? lower.normalize("NFKD").replace(/\p{M}/gu, "") : lower;
  };

  /** The words of a text with the place of each: `[word, start, end]`. */
  function words(text) {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const start = match.index;
      const word = plain(match[0]).replace(/'s$/, "").replace(/[',]/g, "");
      if (!word) continue;
      if (UNSPACED.test(word)) {
        const letters = [...match[0]];
        const last = Math.max(1, letters.length - 1);
        for (let i = 0, at = start; i < last; at += letters[i].length, i++) {
          const pair = letters.slice(i, i + 2).join("");
          found.push([plain(pair), at, at + pair.length]);
        }
      } else found.push([word, start, start + match[0].length]);
    }
    return found;
  }

  /**
   * The form that a word shares with its plural, its past and the like: by rule in English, and by a
   * list of `forms` in any language.
   */
  function stemmer(language, forms) {
    const known = new Map();
    const cut = (word) => {
      if (word.length < 4 || /\d/.test(word)) return word;
      let stem = word;
      if (/ies$/.test(stem) && stem.length > 4) stem = stem.slice(0, -3) + "y";
      else if (/(?:ss|sh|ch|x|zz)es$/.test(stem)) stem = stem.slice(0, -2);
      else if (/[^su]s$/.test(stem)) stem = stem.slice(0, -1);
      const bare = stem.replace(/(?:ing|ed|ly|er|ment|ion)$/, "");
      if (bare !== stem && bare.length > 2 && /[aeiouy]/.test(bare)) {
        stem = /([^aeiouls])\1$/.test(bare) ? bare.slice(0, -1) : bare;
      }
      return stem.length > 3 ? stem.replace(/e$/, "").replace(/y$/, "i") : stem;
    };
    const rule = language === "en" ? cut : (word) => word;
    for (const group of forms) for (const word of group) known.set(word, rule(group[0]));
    return (word) => {
      let stem = known.get(word);
      if (stem === undefined) known.set(word, (stem = rule(word)));
      return stem;
    };
  }

  const ROWS = [0, 1, 2].map(() => new Uint8Array(64));

  /**
   * How many slips are between two words, at most `most` + 1: a letter too many, too few, wrong, or
   * two exchanged (optimal string alignment).
   */
  function slips(a, b, most) {
    const far = most + 1;
    if (Math.abs(a.length - b.length) > most || b.length > 62) return far;
    let [before, last, row] = ROWS;
    for (let j = 0; j <= b.length; j++) last[j] = j;
    for (let i = 1; i <= a.length; i++) {
      row[0] = i;
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let cost = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        if (last[j] < cost) cost = last[j] + 1;
        if (row[j - 1] < cost) cost = row[j - 1] + 1;
        const crossed = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (crossed && before[j - 2] < cost) cost = before[j - 2] + 1;
        row[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return far;
      [before, last, row] = [last, row, before];
    }
    return last[b.length];
  }

  class Engine {
    constructor(index) {
      this.index = index;
      this.size = index.titles.length;
      this.stem = stemmer(index.language, index.forms || []);
      this.common = new Set(index.common);
      this.postings = new Map();
      this.forms = new Map();
      this.lengths = FIELDS.map(() => new Float32Array(this.size));
      this.titles = [];
      this.same = new Map();
    }

    /** Read all entries, a few milliseconds at a time, so that a page stays alive meanwhile. */
    async build() {
      let since = performance.now();
      for (let i = 0; i < this.size; i++) {
        this.add(i);
        if (performance.now() - since > SLICE) {
          await new Promise((done) => setTimeout(done));
          since = performance.now();
        }
      }
      this.averages = this.lengths.map((all) => all.reduce((sum, n) => sum + n, 0) / this.size || 1);
      for (const group of this.index.same) this.relate(group);
      this.byLength = [];
      for (const [word, count] of this.forms) {
        const at = word.length;
        (this.byLength[at] ||= []).push([word, count]);
      }
      this.sorted = [...this.forms.keys()].sort();
      return this;
    }

    add(i) {
      const { titles, notes, texts } = this.index;
      const fields = [titles[i], notes[i], texts[i]];
      for (let field = 0; field < fields.length; field++) {
        const found = fields[field] ? words(fields[field]) : [];
        this.lengths[field][i] = found.length;
        for (const [word] of found) {
          this.forms.set(word, (this.forms.get(word) || 0) + 1);
          const stem = this.stem(word);
          let list = this.postings.get(stem);
          if (!list) this.postings.set(stem, (list = { docs: [], counts: [] }));
          let at = list.docs.length - 1;
          if (list.docs[at] !== i) {
            at = list.docs.push(i) - 1;
            list.counts.push(0, 0, 0);
          }
          list.counts[at * 3 + field]++;
        }
        if (field === 0) this.titles.push(found.map(([word]) => this.stem(word)));
      }
    }

    /** The words and phrases of a group, each with the others. */
    relate(group) {
      const phrases = group.map((name) =>
        words(name).map(([word]) => {
          // A word that no entry has is known all the same.
          if (!this.forms.has(word)) this.forms.set(word, 1);
          return this.stem(word);
        }),
      );
      phrases.forEach((phrase, i) => {
        const key = phrase.join(" ");
        const others = phrases.filter((other, j) => j !== i && other.join(" ") !== key);
        if (key) this.same.set(key, [...(this.same.get(key) || []), ...others]);
      });
      this.longest = Math.max(this.longest || 1, ...phrases.map((phrase) => phrase.length));
    }

    /** How much each entry that has a word is about it, and how rare the word is. */
    weigh(stem) {
      const list = this.postings.get(stem);
      if (!list) return null;
      if (!list.weights) {
        const { docs, counts } = list;
        list.idf = Math.log(1 + (this.size - docs.length + 0.5) / (docs.length + 0.5));
        list.weights = Float32Array.from(docs, (doc, at) => {
          let sum = 0;
          FIELDS.forEach(({ boost, b }, field) => {
            const count = counts[at * 3 + field];
            const length = this.lengths[field][doc] / this.averages[field];
            if (count) sum += (boost * count) / (1 - b + b * length);
          });
          return (sum * (K1 + 1)) / (sum + K1);
        });
      }
      return list;
    }

    /** What a reader may have meant by each word: alternatives, each a phrase and its weight. */
    plan(query) {
      const typed = words(query);
      const open = /[\p{L}\p{M}\p{N}]$/u.test(query);
      let terms = typed.map(([word, start, end], i) =>
        this.term(word, start, end, open && i === typed.length - 1),
      );
      const telling = terms.filter((term) => !term.common);
      if (telling.length) terms = telling;
      const joined = this.join(terms);
      return { terms: joined, meant: this.meant(query, terms) };
    }

    term(word, start, end, last) {
      const stem = this.stem(word);
      const term = { word, stem, start, end, common: this.common.has(word), alternatives: [] };
      const known = this.postings.has(stem) || this.same.has(stem);
      if (known || term.common) term.alternatives.push({ stems: [stem], weight: 1 });
      if (last && word.length > 1) {
        const begun = this.beginning(word, stem);
        if (begun.length) term.common = false;
        for (const other of begun) term.alternatives.push({ stems: [other], weight: known ? 0.5 : BEGUN });
      }
      if (!known && !term.common && word.length > 2) {
        const close = term.alternatives.length ? [] : this.close(word);
        if (close[0] && this.common.has(close[0].word)) term.common = true;
        for (const { word: other, weight } of close) {
          term.alternatives.push({ stems: [this.stem(other)], weight });
        }
        if (close.length) term.meant = close[0].word;
      }
      return term;
    }

    /** The stems of words that begin like one that is still being typed, the most usual ones. */
    beginning(word, stem) {
      const all = this.sorted;
      let low = 0;
      for (let high = all.length; low < high;) {
        const middle = (low + high) >> 1;
        if (all[middle] < word) low = middle + 1;
        else high = middle;
      }
      const found = [];
      for (; low < all.length && all[low].startsWith(word); low++) {
        if (all[low] !== word) found.push(all[low]);
      }
      found.sort((a, b) => this.forms.get(b) - this.forms.get(a));
      return [...new Set(found.map(this.stem))].filter((other) => other !== stem).slice(0, 12);
    }

    /** The known words that are few slips away, the likeliest first. */
    close(word) {
      const most = /\d/.test(word) ? 1 : word.length > 7 ? 2 : 1;
      const found = [];
      const look = (other, count) => {
        const n = slips(word, other, most);
        if (n > most) return;
        const first = word[0] === other[0] ? 0 : 0.35;
        found.push({ word: other, cost: n + first - 0.06 * Math.log2(1 + count), slips: n });
      };
      for (let n = Math.max(2, word.length - most); n <= word.length + most; n++) {
        for (const [other, count] of this.byLength[n] || []) look(other, count);
      }
      for (const other of this.common) if (!this.forms.has(other)) look(other, 8);
      found.sort((a, b) => a.cost - b.cost || (a.word < b.word ? -1 : 1));
      const best = found[0];
      return found
        .filter(({ cost }) => cost < best.cost + 0.6)
        .slice(0, 4)
        .map(({ word: other, cost }) => ({ word: other, weight: 0.9 - 0.5 * (cost - best.cost) }));
    }

    /** Terms with the words of like meaning; of a phrase that has some, one term is made. */
    join(terms) {
      const result = terms.map((term) => ({ ...term, alternatives: [...term.alternatives] }));
      for (let size = Math.min(this.longest || 1, terms.length); size; size--) {
        for (let i = 0; i + size <= terms.length; i++) {
          const stems = terms.slice(i, i + size).map((term) => term.alternatives[0]?.stems[0] ?? term.stem);
          for (const other of this.same.get(stems.join(" ")) || []) {
            // Each word of the phrase is answered by all of the other.
            for (let j = i; j < i + size; j++) result[j].alternatives.push({ stems: other, weight: SYNONYM });
          }
        }
      }
      return result;
    }

    meant(query, terms) {
      let text = query;
      let changed = false;
      for (const { meant, start, end } of [...terms].reverse()) {
        if (!meant) continue;
        text = text.slice(0, start) + meant + text.slice(end);
        changed = true;
      }
      return changed ? text.trim() : "";
    }

    /** The entries that a query finds, the best first: `{found, terms, meant}`. */
    search(query) {
      // Thousands with spaces between them are one number, as they are with commas.
      const numbered = query.replace(
        /(?<![\p{L}\p{N}])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\p{N})/gu,
        (number) => number.replace(/\D/g, ""),
      );
      const { terms, meant } = this.plan(numbered);
      const score = new Float32Array(this.size);
      const covered = new Float32Array(this.size);
      const titled = new Float32Array(this.size);
      let whole = 0;
      for (const term of terms) {
        const best = new Map();
        let rarity = 0;
        for (const { stems, weight } of term.alternatives) {
          const lists = stems.map((stem) => this.weigh(stem));
          if (lists.some((list) => !list)) continue;
          const idf = Math.max(...lists.map((list) => list.idf));
          rarity ||= idf;
          const of = lists.length > 1 ? both(lists) : null;
          const { docs, weights } = of || lists[0];
          for (let at = 0; at < docs.length; at++) {
            const value = weights[at] * Math.min(idf, rarity * 1.3) * weight;
            if (!(best.get(docs[at]) >= value)) best.set(docs[at], value);
          }
        }
        whole += rarity;
        term.found = best;
        for (const [doc, value] of best) {
          score[doc] += value;
          covered[doc] += rarity;
        }
      }
      const stems = new Map();
      for (const term of terms)
        for (const { stems: all, weight } of term.alternatives) {
          for (const stem of all) if (!(stems.get(stem) >= weight)) stems.set(stem, weight);
        }
      const found = [];
      for (let doc = 0; doc < this.size; doc++) {
        if (!score[doc]) continue;
        const share = covered[doc] / whole;
        const value = score[doc] * share ** COVERAGE * KINDS[this.index.kinds[doc]] * this.fit(doc, stems);
        found.push({ doc, value, share });
      }
      found.sort((a, b) => b.value - a.value || a.doc - b.doc);
      const least = found.length ? found[0].value * 0.25 : 0;
      return {
        found: found.filter(({ value, share }) => value >= least || share > 0.99),
        terms,
        stems,
        meant,
      };
    }

    /** More for a title that is all about the query than for one that has much else. */
    fit(doc, stems) {
      const title = this.titles[doc];
      let hit = 0;
      let all = 0;
      for (const stem of title) {
        const known = this.common.has(stem) ? 0.1 : 1;
        all += known;
        hit += known * (stems.get(stem) || 0);
      }
      return all ? 1 + 0.6 * (hit / all) ** 2 : 1;
    }
  }

  /** The entries that have all words of a phrase; each weighs as its weakest word. */
  function both(lists) {
    const [first, ...others] = lists;
    const maps = others.map(({ docs, weights }) => new Map(docs.map((doc, at) => [doc, weights[at]])));
    const docs = [];
    const weights = [];
    first.docs.forEach((doc, at) => {
      const values = maps.map((map) => map.get(doc));
      if (values.every((value) => value !== undefined)) {
        docs.push(doc);
        weights.push(Math.min(first.weights[at], ...values));
      }
    });
    return { docs, weights };
  }

  /**
   * The part of a text that says most of what was found in `room` characters, and what follows it,
   * as pieces `[text, whether it is marked]`. Only whole words are marked.
   */
  function excerpt(engine, text, stems, room) {
    const all = words(text).map(([word, start, end]) => {
      const stem = engine.stem(word);
      return { start, end, stem, weight: stems.get(stem) || 0 };
    });
    const hits = all.filter((word) => word.weight);
    let from = 0;
    let best = 0;
    for (const { start } of hits) {
      const seen = new Map();
      for (const hit of hits) {
        if (hit.start < start || hit.end > start + room) continue;
        seen.set(hit.stem, Math.max(seen.get(hit.stem) || 0, hit.weight));
      }
      let value = 0;
      for (const [stem, weight] of seen) value += weight * (engine.weigh(stem)?.idf || 0);
      if (value > best + 0.01) [best, from] = [value, start];
    }
    // From the beginning of its sentence, if that leaves room, else from a word before.
    const sentence = Math.max(...[". ", "? ", "! "].map((end) => text.lastIndexOf(end, from))) + 2;
    if (from < room * 0.6) from = 0;
    else if (from - sentence < room * 0.4 && sentence > 1) from = sentence;
    else from = all.find(({ start }) => start >= from - 30)?.start ?? from;
    // The style sheet cuts what does not fit.
    const to = Math.min(text.length, from + room * 3);
    return pieces(
      text,
      hits.filter(({ start, end }) => start >= from && end <= to),
      from,
      to,
    );
  }

  function pieces(text, hits, from, to) {
    const found = from ? [["… ", false]] : [];
    let at = from;
    for (const { start, end } of hits) {
      if (start < at) continue;
      if (start > at) found.push([text.slice(at, start), false]);
      found.push([text.slice(start, end), true]);
      at = end;
    }
    if (at < to) found.push([text.slice(at, to), false]);
    return found;
  }

  const slug = (title) =>
    title
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, "")
      .replace(/[ -]+/g, "-")
      .replace(/^-|-$/g, "");

  /** The address of an entry, relative to the site's. */
  function address(index, doc) {
    const anchor = index.anchors[doc] === 0 ? slug(index.titles[doc]) : index.anchors[doc];
    const [page] = index.pages[index.places[doc]];
    return anchor ? `${page}#${anchor}` : page;
  }

  globalThis.explainerSearch = { Engine, address, excerpt, slips, words };
})();
