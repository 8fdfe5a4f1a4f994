// The one script of every page. Each part makes something better that works without it.
import { readyToBlank } from "./blank.js";
import { keepDraft } from "./draft.js";
import { findPeople } from "./finder.js";
import { closeMenus, fillBars, focusFirst, liveCount, pressOnce, print, reveal, shortcuts } from "./page.js";
import { usePasskeys } from "./passkey.js";
import { drawSignatures, takeSecret } from "./signing.js";

// Blanking first: whatever else should fail, the screen can be emptied.
for (const part of [readyToBlank, keepDraft, findPeople, reveal, usePasskeys, pressOnce, print, focusFirst, shortcuts, liveCount, fillBars, closeMenus, drawSignatures, takeSecret]) {
  try {
    part();
  } catch (error) {
    console.error(part.name, error instanceof Error ? error.name : "");
  }
}
