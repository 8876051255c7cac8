{
  const field = document.currentScript.previousElementSibling;
  const input = field.querySelector("input");
  const status = field.querySelector("[role=status]");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let entries;
  field.hidden = false;
  input.addEventListener("input", () => {
    entries ??= [...field.parentElement.querySelectorAll(".explainer-index ul > li")].map(
      (entry) => [entry, plain(entry.textContent)],
    );
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [entry, text] of entries) {
      entry.hidden = !words.every((word) => text.includes(word));
      found += !entry.hidden;
    }
    for (const group of field.parentElement.querySelectorAll(".explainer-index > li, section")) {
      group.hidden = !group.querySelector(".explainer-index ul > li:not([hidden])");
    }
    status.textContent = words.length ? found || status.dataset.none : "";
  });
}
