// On a small screen the sidebar lies over the page. Streamlit closes it after a choice in its navigation, for
// telephones that say they are one only, and opens it again for whoever once left it open.
if (innerWidth < 768) {
  const open = !document.querySelector("[data-testid=stExpandSidebarButton]");
  if (open) document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("stSidebarCollapsed-")) localStorage.removeItem(key);
  }
}
// Streamlit adds entries to the browser's history for one and the same choice, of another page say: one for each
// part of the address. "Back" goes back by one choice.
if (!window.atlasHistory) {
  window.atlasHistory = true;
  let chosen = false;
  const push = history.pushState.bind(history);
  history.pushState = (...entry) => {
    if (chosen) push(...entry);
    else history.replaceState(...entry);
    chosen = false;
  };
  const choose = () => { chosen = true; };
  addEventListener("pointerdown", choose, true);
  addEventListener("keydown", choose, true);
  // A click on the map.
  addEventListener("message", ({ data }) => data?.type === "streamlit:setComponentValue" && choose());
  addEventListener("popstate", () => { chosen = false; });
}
// What Streamlit says itself is English: on a French page the French takes its place, in texts, names and
// placeholders. The page's language is the reader's, and boxes that scroll are reached by the keyboard.
document.documentElement.lang = ATLAS.language;
window.atlasWords = ATLAS;
if (!window.atlasSpeaks) {
  window.atlasSpeaks = true;
  const NAMES = ["aria-label", "title", "placeholder"];
  const SCROLLS = ".atlas-wide, .atlas-scroll, .atlas-gaps, .atlas-columns, .atlas-doc .wide, .st-key-flow_box";
  const patterns = ATLAS.patterns.map(([pattern, french]) => [new RegExp(pattern), french]);
  const inFrench = (text) => {
    const words = text && text.trim();
    if (!words) return null;
    if (Object.hasOwn(ATLAS.french, words)) return ATLAS.french[words];
    const found = patterns.find(([pattern]) => pattern.test(words));
    return found ? words.replace(found[0], found[1]) : null;
  };
  const speak = (node) => {
    const french = inFrench(node.nodeValue);
    if (french === null || node.parentElement?.closest("textarea, [contenteditable]")) return;
    node.nodeValue = french;
  };
  const name = (node) => {
    for (const attribute of NAMES) {
      const french = inFrench(node.getAttribute(attribute));
      if (french !== null) node.setAttribute(attribute, french);
    }
  };
  const reach = () => {
    for (const box of document.querySelectorAll(SCROLLS)) {
      const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
      if (!scrolls || box.hasAttribute("aria-label")) continue;
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      const caption = box.querySelector("caption, h2, h3")?.textContent.trim();
      box.setAttribute("aria-label", caption || document.querySelector("h1")?.textContent.trim() || "");
    }
  };
  // Words of sources in the grid of a table, whose twin for paper says which columns hold them.
  const quote = () => {
    for (const head of document.querySelectorAll(".atlas-paper th[data-quoted]")) {
      const table = head.closest("[class*=st-key-rows_], [class*=st-key-table_]");
      const columns = [...table.querySelectorAll("canvas [role=columnheader]")];
      const at = columns.find((one) => one.textContent === head.textContent)?.ariaColIndex;
      if (at) table.querySelectorAll(`canvas [role=gridcell][aria-colindex="${at}"]`).forEach((one) => { one.lang = "fr"; });
    }
  };
  // How many filters are on, where what says so is closed.
  const count = () => {
    const button = document.querySelector("[data-testid=stExpandSidebarButton]");
    if (!button) return;
    const n = document.querySelector(".atlas-filters")?.dataset.n ?? "";
    const { language, french } = window.atlasWords;
    const words = language === "fr" ? french["Expand sidebar"] : "Menu and filters";
    const told = n ? `${words} (${n})` : words;
    if (button.dataset.n === n && button.getAttribute("aria-label") === told) return;
    button.dataset.n = n;
    button.setAttribute("aria-label", told);
  };
  const walk = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return speak(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
    name(root);
    root.querySelectorAll("[aria-label], [title], [placeholder]").forEach(name);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) speak(texts.currentNode);
    return undefined;
  };
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; reach(); count(); quote(); });
  };
  const look = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES };
  new MutationObserver((changes) => {
    if (window.atlasWords.language === "fr") {
      for (const change of changes) {
        if (change.type === "childList") change.addedNodes.forEach(walk);
        else if (change.type === "characterData") speak(change.target);
        else name(change.target);
      }
    }
    later();
  }).observe(document.body, look);
  if (ATLAS.language === "fr") walk(document.body);
  addEventListener("resize", later);
  later();
}
// The address of what is shown, for whoever wants to send it.
if (!window.atlasCopies) {
  window.atlasCopies = true;
  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Over plain HTTP browsers have the old way alone.
    const box = document.body.appendChild(document.createElement("textarea"));
    box.value = text;
    box.select();
    document.execCommand("copy");
    return box.remove();
  };
  const embedded = () => {
    const address = new URL(location.href);
    address.searchParams.set("embed", "true");
    address.searchParams.set("montrer", "carte");
    const frame = document.createElement("iframe");
    frame.src = address.href;
    frame.title = document.title;
    frame.width = "100%";
    frame.height = "640";
    frame.loading = "lazy";
    frame.style.border = "0";
    return frame.outerHTML;
  };
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.(".atlas-copy");
    if (!button) return;
    const words = button.textContent;
    await copy(button.dataset.what === "embed" ? embedded() : location.href);
    button.setAttribute("aria-live", "polite");
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 2000);
  });
}
// What a choice changed is told to whoever does not see it: the page's first answer, once it stands still.
if (!window.atlasTells) {
  window.atlasTells = true;
  const STILL = 600;
  const told = document.body.appendChild(document.createElement("p"));
  told.className = "atlas-told";
  told.setAttribute("role", "status");
  let last;
  let wait;
  const tell = () => {
    const page = document.querySelector("h1")?.textContent;
    const answer = document.querySelector("[data-testid=stMain] :is(.atlas-lead, .atlas-answer, .atlas-cards)");
    const words = answer ? answer.innerText.replace(/\s+/g, " ").trim() : "";
    // A page just opened is read from its beginning.
    if (last?.page === page && last.words && last.words !== words) told.textContent = words;
    last = { page, words };
  };
  const look = { subtree: true, childList: true, characterData: true };
  new MutationObserver(() => { clearTimeout(wait); wait = setTimeout(tell, STILL); }).observe(document.body, look);
}
// Arrows move from a search through its answers, Escape back.
if (!window.atlasSuggests) {
  window.atlasSuggests = true;
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.("[class*=st-key-suggest_]");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!box || !(step || event.key === "Escape")) return;
    const stops = [...box.querySelectorAll("input, button[kind=tertiary]")];
    const at = event.key === "Escape" ? 0 : stops.indexOf(event.target) + step;
    event.preventDefault();
    stops[Math.max(0, Math.min(at, stops.length - 1))].focus();
  });
}
// A menu opened by the keyboard is gone into: Streamlit draws it at the end of the page.
if (!window.atlasMenus) {
  window.atlasMenus = true;
  document.addEventListener("click", ({ target, detail }) => {
    // The keyboard's click has no count.
    const menu = detail === 0 && target.closest?.("[data-testid=stPopover] button");
    if (!menu) return;
    const until = Date.now() + 8000;
    const enter = () => {
      const first = document.querySelector("[data-testid=stPopoverBody] :is(button, a, input)");
      if (first) first.focus();
      else if (Date.now() < until && document.activeElement === menu) setTimeout(enter, 100);
    };
    setTimeout(enter, 100);
  });
}
// Rows of the reader's own that were not taken away are lost with the tab: the browser asks first, in its own words.
if (!window.atlasWarns) {
  window.atlasWarns = true;
  addEventListener("beforeunload", (event) => {
    if (document.querySelector(".atlas-copy[data-unsaved]")) event.preventDefault();
  });
}
// A row chosen in a table opens a sheet, which may lie out of sight: it is shown. Enter ticks the row and goes into
// its sheet, Escape back to the row.
if (!window.atlasRows) {
  window.atlasRows = true;
  const WAIT = 8000;
  const STILL = 150;
  const sheet = () => document.querySelector(".st-key-sheet");
  const inRows = (target) => target.closest?.("[class*=st-key-rows_] [data-testid=stDataFrame]");
  const show = (found) => {
    const { top, bottom } = found.getBoundingClientRect();
    if (top < 0 || Math.min(bottom, top + 200) > innerHeight) found.scrollIntoView({ block: "start" });
  };
  const enter = (found) => {
    found.tabIndex = -1;
    found.setAttribute("role", "region");
    found.setAttribute("aria-label", found.querySelector("h2")?.textContent ?? "");
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "start" });
  };
  let until = 0;
  let goes = false;
  let before = "";
  let wait;
  const expect = (target, into) => {
    until = inRows(target) ? Date.now() + WAIT : 0;
    goes = into;
    before = sheet()?.innerText ?? "";
  };
  document.addEventListener("pointerdown", ({ target }) => expect(target, false), true);
  new MutationObserver(() => {
    const found = until > Date.now() && sheet();
    if (!found || found.innerText === before) return;
    clearTimeout(wait);
    wait = setTimeout(() => { until = 0; (goes ? enter : show)(found); }, STILL);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  // What the arrows reached in the table gone from; a table drawn again is another element.
  let from = "";
  const grid = () => document.querySelector(`${from} canvas[data-testid=data-grid-canvas]`);
  const reached = () => grid()?.querySelector("[role=gridcell][aria-selected=true]");
  // The grid's own key for the box of that row.
  const tick = () => reached()?.dispatchEvent(
    new KeyboardEvent("keydown", { key: " ", code: "Space", keyCode: 32, shiftKey: true, bubbles: true, cancelable: true }),
  );
  const SENT = 400;
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.key === "Escape" && from && sheet()?.contains(target) && grid()) {
      grid().focus({ preventScroll: true });
      grid().scrollIntoView({ block: "nearest" });
      return;
    }
    if (event.key !== "Enter" || !inRows(target)?.contains(target.closest("canvas"))) return;
    const key = [...target.closest("[class*=st-key-rows_]").classList].find((one) => one.startsWith("st-key-rows_"));
    from = `.${CSS.escape(key)}`;
    const [cell, open] = [reached(), sheet()];
    // Of a link, Enter offers its address.
    if (cell?.textContent.startsWith("http")) return;
    event.preventDefault();
    event.stopPropagation();
    const row = cell?.closest("[role=row]");
    const ticked = row?.getAttribute("aria-selected") === "true";
    if (open && (!row || (ticked && row.textContent.includes(open.querySelector("h2")?.textContent)))) {
      enter(open);
      return;
    }
    expect(target, true);
    tick();
    // The sheet of a ticked row was closed, or gave way to another: the row is ticked anew.
    if (ticked) setTimeout(tick, SENT);
  }, true);
}
