// Saves a draft of the open form on the server; nothing is ever kept in the browser.
import { post } from "./post.js";
import { say } from "./words.js";

const PAUSE = 5_000; // after typing stops
const APART = 10_000; // between two saves
const PATIENCE = 15_000; // for one answer

class Unsaved extends Error {}

class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.draftUrl;
    this.status = document.querySelector("[data-draft-status]");
    this.dirty = false;
    this.saving = null;
    this.lastAt = 0;
    form.addEventListener("input", () => this.touched());
    form.addEventListener("change", () => this.touched());
    form.addEventListener("submit", () => this.rest());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.dirty) this.save({ keepalive: true }).catch(() => {});
    });
  }

  touched() {
    this.dirty = true;
    clearTimeout(this.timer);
    const since = Date.now() - this.lastAt;
    this.timer = setTimeout(() => this.save().catch(() => {}), Math.max(PAUSE, APART - since));
  }

  rest() {
    clearTimeout(this.timer);
    this.dirty = false;
  }

  // Saves what stands in the form at this moment. Rejects when it could not be kept.
  save(options = {}) {
    clearTimeout(this.timer);
    // Typed text alone: to a page that takes no file, no form of parts is sent.
    const typed = new URLSearchParams(new FormData(this.form));
    const after = this.saving ?? Promise.resolve();
    this.saving = after.catch(() => {}).then(() => this.send(typed, options));
    return this.saving;
  }

  async send(typed, options) {
    this.lastAt = Date.now();
    this.dirty = false;
    const known = this.form.querySelector("[data-draft-ref]");
    if (known?.name) typed.set(known.name, known.value);
    let reason = "offline";
    try {
      const answer = await post(this.url, typed, { redirect: "manual", wait: options.keepalive ? 0 : PATIENCE, ...options });
      if (answer.ok) return this.kept(await answer.json().catch(() => ({})), known);
      const out = answer.type === "opaqueredirect" || [400, 401, 403].includes(answer.status);
      reason = out ? "signedOut" : answer.status < 500 ? "refused" : "offline";
    } catch {
      reason = "offline";
    }
    this.dirty = true;
    if (reason === "offline") this.timer = setTimeout(() => this.save().catch(() => {}), APART);
    this.tell("failed", say("unsaved", { reason: say(reason) }));
    throw new Unsaved(reason);
  }

  kept(told, known) {
    if (known && told.draft) known.value = told.draft;
    this.tell("saved", say("saved", { time: told.saved_at ?? clockTime(new Date()) }));
  }

  tell(state, words) {
    if (!this.status) return;
    this.status.dataset.state = state;
    (this.status.querySelector("[data-draft-words]") ?? this.status).textContent = words;
  }
}

function clockTime(at) {
  const hour = at.getHours() % 12 || 12;
  return `${hour}:${String(at.getMinutes()).padStart(2, "0")}${at.getHours() < 12 ? "am" : "pm"}`;
}

let draft = null;

export function keepDraft() {
  const form = document.querySelector("form[data-draft-url]");
  if (!form) return;
  draft = new Draft(form);
  for (const button of document.querySelectorAll("[data-no-script]")) button.hidden = true;
}

// For the blank screen: read the form now, send it in the background, say how it ended.
export function saveOpenDraft() {
  return draft?.dirty ? () => draft.save() : null;
}
