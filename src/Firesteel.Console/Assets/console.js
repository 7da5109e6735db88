"use strict";
(() => {
  const root = document.documentElement;
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const toggle = () => {
    root.dataset.theme = dark() ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme};path=/;max-age=31536000;samesite=lax`;
  };
  const keys = document.getElementById("keys");
  const showKeys = () => keys.open ? keys.close() : keys.showModal();
  document.getElementById("theme").addEventListener("click", toggle);
  document.getElementById("help").addEventListener("click", showKeys);

  // Rows are walked through with j and k; the row's first link takes the focus, so that Enter opens it.
  const step = by => {
    const rows = [...document.querySelectorAll("main tbody tr")].filter(row => row.offsetParent);
    if (!rows.length) return;
    const now = rows.indexOf(document.querySelector("tr.here"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, now + by))];
    rows[now]?.classList.remove("here");
    next.classList.add("here");
    const target = next.querySelector("a");
    if (target) target.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const pages = { o: "overview/", j: "jobs/", s: "stages/", q: "SQL/", e: "executors/" };
  let go = false;
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
    const key = event.key;
    if (go) {
      go = false;
      const tab = pages[key] && document.querySelector(`.tabs a[data-key="${pages[key]}"]`);
      if (tab) { event.preventDefault(); tab.click(); }
      return;
    }
    if (key === "/") { event.preventDefault(); document.getElementById("search").select(); document.getElementById("search").focus(); }
    else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "t") toggle();
    else if (key === "?") showKeys();
    else if (key === "g") go = true;
    else if (key === "Enter" && !event.target.closest("a, button, summary")) document.querySelector("tr.here a")?.click();
  });
  // A filter that is not set does not belong into the address.
  for (const form of document.querySelectorAll("form.filters, form.find"))
    form.addEventListener("formdata", event => { for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name); });
  document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
})();
