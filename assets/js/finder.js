// Finds a person by name while typing: an ARIA combobox over an ordinary field.
import { post } from "./post.js";
import { say } from "./words.js";

const PAUSE = 250;
const SHORTEST = 2;

class Finder {
  constructor(field) {
    this.field = field;
    this.found = [];
    this.active = -1;
    this.asked = 0;
    this.target = document.getElementById(field.dataset.finderTarget);
    this.template = document.getElementById(field.dataset.finderTemplate);
    this.unknown = document.getElementById(field.dataset.finderUnknownTarget ?? "");
    this.next = this.target.querySelectorAll("[data-row]").length;
    this.dress();
    this.listen();
  }

  dress() {
    const { field } = this;
    this.box = document.createElement("div");
    this.box.className = "sg-finder";
    field.replaceWith(this.box);
    this.list = document.createElement("div");
    this.list.className = "sg-finder__list";
    this.list.id = `${field.id}-found`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", document.querySelector(`label[for="${field.id}"]`)?.textContent ?? "");
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "govuk-visually-hidden";
    this.status.setAttribute("role", "status");
    this.box.append(field, this.list, this.status);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", this.list.id);
    field.autocomplete = "off";
    for (const button of field.form.querySelectorAll("[data-finder-submit]")) button.hidden = true;
  }

  listen() {
    this.field.addEventListener("input", (event) => {
      event.stopPropagation(); // what is looked for is no part of the draft
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    });
    this.field.addEventListener("change", (event) => event.stopPropagation());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => setTimeout(() => this.close(), 200));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.index));
    });
    this.target.addEventListener("click", (event) => {
      const button = event.target.closest("[data-remove-row]");
      if (button) this.remove(button.closest("[data-row]"));
    });
  }

  async ask() {
    const text = this.field.value.trim();
    const mine = ++this.asked;
    if (text.length < SHORTEST) return this.close();
    try {
      const answer = await post(this.field.dataset.finderUrl, new URLSearchParams({ text }), { redirect: "manual", wait: 10_000 });
      if (!answer.ok) throw new Error(String(answer.status));
      const people = await answer.json();
      if (mine === this.asked) this.show(people);
    } catch {
      if (mine === this.asked) this.fail();
    }
  }

  fail() {
    for (const button of this.field.form.querySelectorAll("[data-finder-submit]")) button.hidden = false;
    this.close();
    this.status.textContent = say("notFound");
  }

  show(people) {
    const chosen = new Set([...this.target.querySelectorAll('[data-fill="ref"]')].map((kept) => kept.value));
    this.found = people.filter((person) => !chosen.has(person.ref));
    const { finderUnknown, finderUnknownHint } = this.field.dataset;
    this.status.textContent = this.found.length ? say("found", { n: this.found.length }) : say("none");
    if (finderUnknown && this.unknown) this.found.push({ unknown: true, name: finderUnknown, where: finderUnknownHint });
    this.active = -1;
    this.list.replaceChildren(...this.found.map((person, index) => this.option(person, index)));
    if (!this.found.length) {
      const none = document.createElement("div");
      none.className = "sg-finder__none";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = say("none");
      this.list.append(none);
    }
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.field.removeAttribute("aria-activedescendant");
  }

  option(person, index) {
    const made = document.createElement("div");
    made.className = "sg-finder__option";
    made.id = `${this.list.id}-${index}`;
    made.dataset.index = String(index);
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    const where = document.createElement("span");
    where.className = "sg-finder__where";
    where.textContent = person.where ?? "";
    made.append(person.name, " ", where);
    return made;
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && open && this.found.length) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = this.found.length;
      this.point(this.active < 0 && step < 0 ? places - 1 : (this.active + step + places) % places);
    } else if (event.key === "Enter") {
      // Enter here means "this person", never "send the whole form".
      event.preventDefault();
      if (open && this.active >= 0) this.choose(this.active);
      else this.ask();
    }
  }

  point(index) {
    this.active = index;
    for (const option of this.list.children) {
      const on = option.dataset.index === String(index);
      option.setAttribute("aria-selected", String(on));
      if (on) {
        this.field.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    }
  }

  choose(index) {
    const person = this.found[index];
    if (!person) return;
    if (person.unknown) {
      if (!this.unknown.checked) this.unknown.click();
      this.unknown.focus();
    } else {
      this.add(person);
    }
    this.field.value = "";
    this.close();
  }

  add(person) {
    const n = String(this.next++);
    const copy = this.template.content.cloneNode(true);
    for (const part of copy.querySelectorAll("*")) {
      for (const { name, value } of [...part.attributes]) {
        if (value.includes("__N__")) part.setAttribute(name, value.replaceAll("__N__", n));
      }
      const fill = part.dataset.fill;
      if (fill && part instanceof HTMLInputElement) part.value = person[fill] ?? "";
      else if (fill) part.textContent = person[fill] ?? "";
    }
    this.target.append(copy);
    this.status.textContent = say("added", { name: person.name });
    this.changed();
  }

  remove(row) {
    const name = row.querySelector('[data-fill="name"]')?.textContent ?? "";
    row.remove();
    this.status.textContent = say("removed", { name });
    this.field.focus();
    this.changed();
  }

  changed() {
    this.target.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

export function findPeople() {
  for (const field of document.querySelectorAll("input[data-finder-url]")) new Finder(field);
}
