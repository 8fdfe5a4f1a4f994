// The passkey ceremonies: options from the server, the device's answer back to it.
import { post } from "./post.js";
import { say } from "./words.js";

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function words(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte));
  return btoa(letters.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const opened = (list = []) => list.map((known) => ({ ...known, id: bytes(known.id) }));

function toCreate(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: opened(options.excludeCredentials),
  };
}

function toGet(options) {
  return { ...options, challenge: bytes(options.challenge), allowCredentials: opened(options.allowCredentials) };
}

function sent(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = words(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: words(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function ceremony(form) {
  const fields = new URLSearchParams(new FormData(form));
  const asked = await post(form.dataset.optionsUrl, fields, { wait: 15_000 });
  if (!asked.ok) throw new Error("options");
  const options = await asked.json();
  if (options.error) return options;
  const credential = form.matches("[data-passkey-register]")
    ? await navigator.credentials.create({ publicKey: toCreate(options) })
    : await navigator.credentials.get({ publicKey: toGet(options) });
  const body = JSON.stringify({ credential: sent(credential), fields: Object.fromEntries(fields) });
  const answer = await post(form.dataset.resultUrl, body, { json: true, wait: 15_000 });
  return answer.json();
}

// The form carries what was written before: it is sent on, with the token of the new sign-in.
function sendOn(form, told) {
  form.elements.csrf_token.value = told.csrf_token;
  form.action = told.send_to;
  form.submit();
}

async function perform(form, tell) {
  tell("");
  try {
    const told = await ceremony(form);
    if (told.send_to) return sendOn(form, told);
    if (told.next) return location.assign(told.next);
    tell(told.error || say("passkeyFailed"));
  } catch {
    tell(say("passkeyFailed"));
  }
  return undefined;
}

export function usePasskeys() {
  for (const form of document.querySelectorAll("form[data-passkey-register], form[data-passkey-sign-in]")) {
    const status = form.querySelector("[data-passkey-status]");
    const tell = (text) => { if (status) status.textContent = text; };
    form.dataset.many = ""; // a ceremony may be begun again
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!window.PublicKeyCredential) tell(say("passkeyNone"));
      else perform(form, tell);
    });
  }
}
