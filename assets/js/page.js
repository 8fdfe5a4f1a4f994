// Small manners of a page: reveals, one press, printing, focus, letters, a live count.
const AGAIN = 8_000;

export function reveal() {
  const holders = [...document.querySelectorAll("input[data-reveals]")];
  const show = () => {
    for (const input of holders) {
      const part = document.getElementById(input.dataset.reveals);
      if (part) part.hidden = !input.checked;
    }
  };
  if (!holders.length) return;
  document.addEventListener("change", show);
  addEventListener("pageshow", show);
  show();
}

// Courtesy only: the server alone knows that an act was done once.
export function pressOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || "many" in form.dataset || form.matches("[target]")) return;
    if (form.dataset.sent) return event.preventDefault();
    const buttons = [...form.querySelectorAll("button:not([type=button])")];
    const settle = () => {
      delete form.dataset.sent;
      for (const button of buttons) button.removeAttribute("aria-disabled");
    };
    form.dataset.sent = "yes";
    for (const button of buttons) button.setAttribute("aria-disabled", "true");
    setTimeout(settle, AGAIN);
    return undefined;
  });
}

export function print() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

// What matters most after loading takes the focus; a line of the summary leads to its field.
export function focusFirst() {
  document.querySelector("[data-focus-first]")?.focus();
  for (const link of document.querySelectorAll(".govuk-error-summary__list a")) {
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      (field.closest("fieldset, .govuk-form-group") ?? field).scrollIntoView({ block: "start" });
      field.focus({ preventScroll: true, focusVisible: true });
    });
  }
}

export function shortcuts() {
  if (document.body.dataset.shortcuts !== "on") return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const found = [...document.querySelectorAll("[data-shortcut]")].find((one) => one.dataset.shortcut === event.key);
    if (!found) return;
    event.preventDefault();
    found.click();
  });
}

async function look(line) {
  if (document.visibilityState !== "visible") return;
  try {
    const answer = await fetch(line.dataset.countUrl, { credentials: "same-origin", cache: "no-store", redirect: "manual", headers: { "X-Requested-With": "script" } });
    const number = answer.ok ? Number(await answer.text()) : Number.NaN;
    if (Number.isInteger(number) && number !== Number(line.dataset.countNow)) {
      for (const part of line.children) part.hidden = false;
    }
  } catch {
    // Out of reach for a moment: the next look will tell.
  }
}

export function liveCount() {
  for (const line of document.querySelectorAll("[data-count-url]")) {
    setInterval(() => look(line), Math.max(10, Number(line.dataset.every) || 30) * 1_000);
  }
}

async function fill(box, going) {
  if (document.visibilityState !== "visible") return;
  try {
    const answer = await fetch(box.dataset.progressUrl, { credentials: "same-origin", cache: "no-store", redirect: "manual", headers: { "X-Requested-With": "script" } });
    const number = answer.ok ? Number(await answer.text()) : Number.NaN;
    if (!Number.isInteger(number)) return;
    const bar = box.querySelector("progress");
    bar.value = Math.min(number, bar.max);
    box.querySelector("[data-progress-number]").textContent = String(bar.value);
    // How many there are may have become known only now; then the page is asked anew.
    if (number >= Number(box.dataset.progressUntil)) {
      clearInterval(going);
      location.reload();
    }
  } catch {
    // Out of reach for a moment: the next look will tell.
  }
}

// A bar that fills while something goes on without us, and the page again when it is done.
export function fillBars() {
  for (const box of document.querySelectorAll("[data-progress-url]")) {
    const going = setInterval(() => fill(box, going), 1_000);
  }
}

// A choice in the menu, or more room, closes it.
export function closeMenus() {
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.sg-more[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest?.("details.sg-more[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
}
