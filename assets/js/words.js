// The words the script says stand on the page, translated by the server.
export function say(name, values = {}) {
  const found = document.body.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`] ?? "";
  return found.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}
