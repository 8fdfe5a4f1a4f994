// Blanks the screen: the page goes at once, the draft is saved, the elevation is dropped.
import { saveOpenDraft } from "./draft.js";
import { post } from "./post.js";
import { say } from "./words.js";

const PRESSES = 3;
const WITHIN = 1_500; // three presses of Shift
const TRIES = 3;
const PATIENCE = 5_000;
const DRAFT_FIRST = 2_000;

let blanking = false;

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function stubborn(act) {
  for (let tried = 1; ; tried += 1) {
    try {
      return await act();
    } catch (error) {
      if (tried === TRIES) throw error;
      await pause(tried * 1_000);
    }
  }
}

// Takes everything off the page; returns what was on it, so that unsaved words can come back.
function empty() {
  const taken = document.createDocumentFragment();
  const title = document.title;
  document.title = "Safeguard";
  taken.append(...document.body.childNodes);
  document.body.append(cover(""));
  return { taken, title };
}

function cover(words) {
  const sheet = document.createElement("div");
  sheet.className = "sg-cover";
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  line.textContent = words;
  sheet.append(line);
  return sheet;
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "sg-button sg-button--secondary";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function wipe(taken) {
  for (const field of taken.querySelectorAll("input, textarea, select")) field.value = "";
  taken.replaceChildren();
}

// The words are on no server yet: offer them back rather than lose them.
function offerBack({ taken, title }) {
  const sheet = cover(say("notKept"));
  sheet.append(
    button(say("uncover"), () => {
      document.body.replaceChildren(taken);
      document.title = title;
      blanking = false;
    }),
  );
  document.body.replaceChildren(sheet);
  sheet.querySelector("button").focus();
}

export async function blankNow(url) {
  if (blanking || !url) return;
  blanking = true;
  const save = saveOpenDraft();
  const saved = save ? stubborn(save) : Promise.resolve();
  const page = empty();
  // The draft goes first, but the elevation does not wait long for it.
  const first = Promise.race([saved.catch(() => {}), pause(DRAFT_FIRST)]);
  const dropped = first.then(() => stubborn(() => post(url, null, { wait: PATIENCE }))).then(
    (answer) => (answer.redirected ? answer.url : url),
    () => url,
  );
  try {
    await saved;
  } catch {
    offerBack(page);
    return;
  }
  wipe(page.taken);
  location.replace(await dropped);
}

function listenForShift(url) {
  let presses = [];
  let alone = false;
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) presses = [];
  });
  document.addEventListener("pointerdown", () => { alone = false; presses = []; });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    const now = Date.now();
    presses = [...presses.filter((at) => now - at < WITHIN), now];
    if (presses.length >= PRESSES) blankNow(url);
  });
}

// Left alone: the page is covered, nothing else. The server's own clock ends the elevation.
function coverWhenIdle(seconds) {
  let timer;
  let sheet = null;
  const uncover = () => {
    sheet.remove();
    sheet = null;
    for (const part of document.body.children) part.inert = false;
    wait();
  };
  const hide = () => {
    if (sheet || blanking) return;
    for (const part of document.body.children) part.inert = true;
    sheet = cover(say("covered"));
    sheet.append(button(say("uncover"), uncover));
    document.body.append(sheet);
    sheet.querySelector("button").focus();
  };
  const wait = () => {
    clearTimeout(timer);
    if (!sheet) timer = setTimeout(hide, seconds * 1_000);
  };
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll", "focusin"]) {
    document.addEventListener(kind, wait, { passive: true, capture: true });
  }
  wait();
}

export function readyToBlank() {
  const { blankUrl, idleSeconds } = document.body.dataset;
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-blank]");
    if (!pressed) return;
    event.preventDefault();
    blankNow(pressed.dataset.blankUrl || blankUrl);
  });
  if (blankUrl) listenForShift(blankUrl);
  if (Number(idleSeconds) > 0) coverWhenIdle(Number(idleSeconds));
  // A page kept by the browser may show what its reader may no longer see.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
