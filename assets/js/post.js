// Every request the script makes: a POST with the page's token, never a name in an address.
export function token() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}

export function post(url, body, options = {}) {
  const headers = { "X-CSRFToken": token(), "X-Requested-With": "script", Accept: "application/json" };
  if (options.json) headers["Content-Type"] = "application/json";
  return fetch(url, {
    method: "POST",
    body,
    headers,
    credentials: "same-origin",
    cache: "no-store",
    redirect: options.redirect ?? "follow",
    keepalive: options.keepalive ?? false,
    signal: options.wait ? AbortSignal.timeout(options.wait) : undefined,
  });
}
