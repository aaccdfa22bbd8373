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
