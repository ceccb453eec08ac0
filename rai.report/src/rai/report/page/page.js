"use strict";
(function () {
  const one = (selector, within) => (within || document).querySelector(selector);
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const sets = JSON.parse(one("#trial-sets").textContent);
  const grouped = number => number.toLocaleString("en-US");

  // Texts are set as text, never as HTML.
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const textOf = cell => typeof cell === "string" ? cell : cell[1];
  const valueOf = cell => typeof cell === "string" ? (cell === "" ? null : cell) : cell[0];

  class Table {
    constructor(section) {
      this.section = section;
      this.body = one("tbody", section);
      this.count = one(".count", section);
      this.more = one(".more", section);
      this.chosen = one(".chosen", section);
      this.filter = one(".filter", section);
      this.headers = all("th", section);
      this.sorted = -1;
      this.direction = 1;
      this.ids = null;
      this.headers.forEach((header, i) => one("button", header).addEventListener("click", () => this.sortBy(i)));
      if (this.filter) this.filter.addEventListener("input", () => this.refresh());
      one(".next", section).addEventListener("click", () => this.show(this.shown + 1000));
      one(".all", section).addEventListener("click", () => this.show(this.rows.length));
      this.chosen.addEventListener("click", () => { this.ids = null; this.refresh(); });
    }

    // The data of a large table are read when they are first needed.
    load() {
      if (this.data) return;
      this.data = JSON.parse(one(".data", this.section).textContent);
      this.rows = this.data.rows;
      this.shown = Math.min(this.data.first, this.rows.length);
    }

    sortBy(column) {
      this.load();
      this.direction = this.sorted === column ? -this.direction : 1;
      this.sorted = column;
      this.headers.forEach((header, i) => header.setAttribute("aria-sort",
        i !== column ? "none" : this.direction > 0 ? "ascending" : "descending"));
      this.refresh();
    }

    // Rows without a value come last in either direction.
    compare(a, b) {
      const x = valueOf(a[this.sorted]);
      const y = valueOf(b[this.sorted]);
      if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
      const order = typeof x === "number" && typeof y === "number" ? x - y
        : String(x).localeCompare(String(y), "en", { numeric: true });
      return this.direction * order;
    }

    refresh() {
      this.load();
      const words = this.filter ? this.filter.value.toLowerCase().split(/\s+/).filter(Boolean) : [];
      this.rows = this.data.rows.filter(row => {
        if (this.ids && !this.ids.has(valueOf(row[this.data.id]))) return false;
        if (words.length === 0) return true;
        const text = row.map(textOf).join(" ").toLowerCase();
        return words.every(word => text.includes(word));
      });
      if (this.sorted >= 0) this.rows.sort((a, b) => this.compare(a, b));
      this.chosen.hidden = this.ids === null;
      this.show(this.data.first);
    }

    choose(ids, name) {
      this.load();
      this.ids = ids;
      this.chosen.textContent = "Trials of " + name + " \u00d7";
      this.chosen.setAttribute("aria-label", "Show all trials, not only those of " + name);
      if (this.filter) this.filter.value = "";
      this.refresh();
      this.section.scrollIntoView();
      this.chosen.focus({ preventScroll: true });
    }

    show(most) {
      this.load();
      this.shown = Math.min(most, this.rows.length);
      const rows = document.createDocumentFragment();
      for (let i = 0; i < this.shown; i++) rows.append(this.row(this.rows[i]));
      this.body.replaceChildren(rows);
      const total = this.rows.length;
      const part = this.shown < total ? grouped(this.shown) + " of " : "";
      const of = total < this.data.rows.length ? " (of " + grouped(this.data.rows.length) + ")" : "";
      this.count.textContent = part + grouped(total) + (total === 1 ? " row" : " rows") + of;
      this.more.hidden = this.shown >= total;
    }

    row(cells) {
      const row = make("tr");
      cells.forEach((cell, i) => {
        const kind = this.data.kinds[i];
        const text = textOf(cell);
        const entry = make("td", kind);
        if (kind === "command" && text !== "") {
          const copy = make("button", "copy", "Copy");
          copy.type = "button";
          entry.append(copy, make("code", "", text));
        } else if (typeof cell !== "string" && cell.length > 2) {
          const link = make("a", "trials", text);
          link.href = "#table-trials";
          link.dataset.set = cell[2];
          entry.append(link);
        } else {
          entry.textContent = text;
        }
        row.append(entry);
      });
      return row;
    }
  }

  const tables = new Map(all("section.table").map(section => [section.id, new Table(section)]));

  const trials = (event, link) => {
    const table = tables.get("table-trials");
    if (!table) return;
    event.preventDefault();
    const ids = new Set(sets.sets[Number(link.dataset.set)].map(i => sets.ids[i]));
    table.choose(ids, link.textContent);
  };

  const copy = button => {
    const text = one("code", button.parentElement).textContent;
    const done = () => {
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    };
    // Without permission to write to the clipboard, the reader copies what is selected.
    const select = () => {
      getSelection().selectAllChildren(one("code", button.parentElement));
      if (document.execCommand("copy")) done();
      else button.textContent = "Press Ctrl-C";
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, select);
    else select();
  };

  document.addEventListener("click", event => {
    const link = event.target.closest("a.trials");
    const button = event.target.closest("button.copy");
    if (link) trials(event, link);
    else if (button) copy(button);
  });

  // The choice of a theme stays, if the browser keeps anything for files.
  const themes = ["system", "light", "dark"];
  const stored = value => {
    try {
      if (value) localStorage.setItem("rai-theme", value);
      return localStorage.getItem("rai-theme");
    } catch (refused) {
      return null;
    }
  };
  const button = one("#theme");
  let theme = themes.includes(stored()) ? stored() : "system";
  const apply = () => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.textContent = "Theme: " + theme;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    stored(theme);
    apply();
  });
  apply();
})();
