// Comforts on top of pages that work without them: keys, drafts, guards. It speaks no language; every sentence stands in the page.

const DRAFT_DELAY = 1500;
const RETRY_FIRST = 3000;
const RETRY_LAST = 30000;
const KEEPALIVE_LIMIT = 60000; // browsers refuse larger bodies once the page is going away

/* ---------- keys ---------- */

const KEYS_OFF = "kasane.keys.off"; // a preference of this machine, nothing about anybody
let prefix = "";

const composing = (event) => event.isComposing || event.keyCode === 229;
const typing = (element) =>
    element instanceof HTMLElement &&
    (element.isContentEditable || element.matches("input:not([type=checkbox],[type=radio],[type=button],[type=submit]), textarea, select"));

document.addEventListener("keydown", (event) => {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || document.querySelector("dialog[open]") || localStorage.getItem(KEYS_OFF)) return;
    const wanted = prefix ? `${prefix} ${event.key}` : event.key;
    prefix = "";
    if (wanted === "?") {
        open("keys");
    } else {
        const target = document.querySelector(`[data-key="${CSS.escape(wanted)}"]`);
        if (!target) {
            if (document.querySelector(`[data-key^="${CSS.escape(wanted)} "]`)) prefix = wanted;
            return;
        }
        if (typing(target)) {
            target.focus();
            target.select?.();
        } else {
            target.click();
        }
    }
    event.preventDefault();
});

function open(id) {
    document.getElementById(id)?.showModal();
}

document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) open(opener.dataset.open);
    // A menu closes when one looks elsewhere.
    for (const menu of document.querySelectorAll("details.menu[open]")) {
        if (!menu.contains(event.target)) menu.open = false;
    }
});

document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || composing(event)) return;
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
    }
});

const keysSwitch = document.querySelector("[data-keys-switch]");
if (keysSwitch) {
    keysSwitch.checked = !localStorage.getItem(KEYS_OFF);
    keysSwitch.addEventListener("change", () =>
        keysSwitch.checked ? localStorage.removeItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, "1"));
}

/* ---------- news ---------- */

const NEWS_EVERY = 60000;

/** Tells that something new has come, and changes nothing else on the page; the server counts nobody as present for it. */
class News {
    constructor(region) {
        this.region = region;
        this.timer = setInterval(() => this.look(), NEWS_EVERY);
        window.addEventListener("focus", () => this.look());
        document.addEventListener("visibilitychange", () => this.look());
        this.look();
    }

    async look() {
        if (document.hidden || this.looking) return;
        this.looking = true;
        try {
            const answer = await fetch(this.region.dataset.news, {
                headers: this.tag ? { "If-None-Match": this.tag } : {},
                cache: "no-store",
                redirect: "manual", // a redirect is the sign-in page: the session has ended
            });
            if (answer.type === "opaqueredirect" || answer.status === 401) clearInterval(this.timer);
            if (answer.ok) this.tell(answer.headers.get("ETag"), (await answer.text()).split(" ").map(Number));
        } catch {
            // No network: the next look will do.
        } finally {
            this.looking = false;
        }
    }

    tell(tag, [waiting, newest]) {
        this.tag = tag;
        if (this.newest !== undefined && (newest > this.newest || waiting > this.waiting)) {
            this.region.querySelector("p").hidden = false;
        }
        this.newest = Math.max(newest, this.newest ?? 0);
        this.waiting = waiting;
        const count = document.querySelector("[data-news-count]");
        if (count) {
            count.hidden = waiting === 0;
            count.querySelector("span").textContent = waiting;
        }
    }
}

const newsRegion = document.querySelector("[data-news]");
if (newsRegion) new News(newsRegion);

/* ---------- drafts ---------- */

/** Keeps one form's draft on the server; the page never stores what was typed on this machine. */
class Draft {
    constructor(form) {
        this.form = form;
        this.state = form.querySelector("[data-draft-state]");
        this.dirty = false;
        this.wait = RETRY_FIRST;
        form.addEventListener("input", () => this.touched());
        form.addEventListener("change", () => this.touched());
    }

    touched() {
        this.dirty = true;
        this.later(DRAFT_DELAY);
    }

    later(delay) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.save(), delay);
    }

    body() {
        const fields = new URLSearchParams();
        for (const [name, value] of new FormData(this.form)) {
            const field = this.form.elements[name];
            if (typeof value === "string" && field?.type !== "password") fields.append(name, value);
        }
        return fields;
    }

    get address() {
        return `/drafts/${encodeURIComponent(this.form.elements["_form"].value)}`;
    }

    async save() {
        if (!this.dirty || this.saving) return;
        this.saving = true;
        this.dirty = false;
        this.abort = new AbortController();
        this.say("saving");
        let outcome = "failed";
        try {
            const answer = await fetch(this.address, {
                method: "POST",
                body: this.body(),
                redirect: "manual", // a redirect is the sign-in page: the session has ended
                signal: this.abort.signal,
            });
            if (answer.ok) outcome = "saved";
            else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) outcome = "expired";
        } catch (failure) {
            if (failure.name === "AbortError") outcome = null;
        }
        this.saving = false;
        if (outcome === null) return;
        this.say(outcome);
        if (outcome === "saved") {
            this.wait = RETRY_FIRST;
            if (this.dirty) this.later(DRAFT_DELAY);
        } else {
            this.dirty = true;
            this.later(this.wait);
            this.wait = Math.min(this.wait * 2, RETRY_LAST);
        }
    }

    /** The page may be going away: send without waiting for an answer. */
    flush() {
        if (!this.dirty) return;
        const body = this.body();
        if (body.toString().length < KEEPALIVE_LIMIT && navigator.sendBeacon(this.address, body)) {
            // A beacon brings no answer, so the form stays dirty and is saved again if the page comes back.
            this.later(DRAFT_DELAY);
        }
    }

    /** The form itself is on its way: a draft that arrives after it would come back from the dead. */
    stop() {
        clearTimeout(this.timer);
        this.abort?.abort();
        this.dirty = false;
    }

    say(state) {
        if (!this.state) return;
        const clock = new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });
        this.state.dataset.state = state;
        this.state.textContent = this.state.dataset[state] + (state === "saved" ? ` ${clock}` : "");
    }
}

const drafts = new Map();

function prepare(root) {
    for (const form of root.querySelectorAll("form[data-draft]")) {
        if (!drafts.has(form) && form.elements["_form"]) drafts.set(form, new Draft(form));
    }
    for (const form of drafts.keys()) {
        if (!form.isConnected) drafts.delete(form);
    }
    root.querySelector("[data-error-summary]")?.focus();
}

document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") drafts.forEach((draft) => draft.flush());
});
window.addEventListener("pagehide", () => drafts.forEach((draft) => draft.flush()));
window.addEventListener("online", () => drafts.forEach((draft) => draft.save()));
window.addEventListener("beforeunload", (event) => {
    if ([...drafts.values()].some((draft) => draft.dirty || draft.saving)) event.preventDefault();
});

/* ---------- submitting ---------- */

const sent = new Set();

document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    const button = event.submitter;
    if (button?.dataset.confirm && !button.dataset.confirmed) {
        event.preventDefault();
        event.stopPropagation();
        confirmThen(button);
        return;
    }
    delete button?.dataset.confirmed;
    if (sent.has(form)) {
        event.preventDefault();
        return;
    }
    if (form.hasAttribute("data-repeatable")) return; // downloads: the page stays
    sent.add(form);
    drafts.get(form)?.stop();
    // Afterwards, because a disabled button would not be sent along.
    setTimeout(() => form.querySelectorAll("button:not([type=button])").forEach((each) => {
        each.setAttribute("aria-disabled", "true");
    }));
}, true);

function release(form) {
    sent.delete(form);
    form.querySelectorAll("[aria-disabled=true]").forEach((each) => each.removeAttribute("aria-disabled"));
}

window.addEventListener("pageshow", () => [...sent].forEach(release));
document.addEventListener("htmx:afterRequest", (event) => sent.has(event.target) && release(event.target));

function confirmThen(button) {
    const dialog = document.getElementById("confirm");
    const yes = dialog.querySelector("[data-confirm-yes]");
    yes.dataset.label ??= yes.textContent;
    yes.textContent = button.dataset.confirmLabel ?? yes.dataset.label;
    dialog.querySelector(".dialog-text").textContent = button.dataset.confirm;
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => {
        if (dialog.returnValue !== "yes") return;
        button.dataset.confirmed = "yes";
        button.form.requestSubmit(button);
    }, { once: true });
    dialog.showModal();
}

/* ---------- small things ---------- */

// The most urgent issue is one of the issues: ◎ ticks its box, and an unticked box gives its ◎ back.
document.addEventListener("change", (event) => {
    const issue = event.target.closest("[data-issues] .issue");
    if (!issue) return;
    const [box, urgent] = issue.querySelectorAll("input");
    if (event.target === urgent) box.checked = true;
    else if (!box.checked) urgent.checked = false;
});

// A link of the error summary puts the cursor into the field, not only in sight of it.
document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const control = field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea") ?? field;
    field.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
});

document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
prepare(document);

// A choice that fits the issues is made beforehand, and follows them until somebody makes another by hand.
document.addEventListener("change", event => {
  const form = event.target.form;
  if (!form || !event.target.closest("[data-issues]")) return;
  const choices = [...form.querySelectorAll("[data-fits]")];
  const made = choices.find(choice => choice.checked);
  if (made && made.value !== form.dataset.offered) return;
  const main = form.querySelector("[data-issues] [type=radio]:checked") ?? form.querySelector("[data-issues] [type=checkbox]:checked");
  const fit = main && choices.find(choice => choice.dataset.fits.split(" ").includes(main.value));
  if (!fit) return;
  fit.checked = true;
  form.dataset.offered = fit.value;
});

/* ---------- a table in which one types as in a spreadsheet ---------- */

const CELL = "textarea.cell, select.cell, .cell-persons input";
const cellsOf = (row) => [...row.children].filter((each) => each.matches("td"));
const fieldOf = (cell) => cell?.querySelector(CELL);

/** Adds a row below the last one, as the server would have offered it; nothing when there are enough. */
function addLine(table) {
    const body = table.tBodies[0];
    if (body.rows.length >= Number(table.dataset.most)) return null;
    const slot = 1 + Math.max(0, ...[...body.querySelectorAll("[name^='line.']")].map((field) => Number(field.name.split(".")[1])));
    const template = table.parentElement.querySelector("[data-line-template]");
    const row = template.content.querySelector("tr").cloneNode(true);
    for (const each of [row, ...row.querySelectorAll("*")]) {
        for (const attribute of each.attributes) attribute.value = attribute.value.replaceAll("__", slot);
    }
    row.querySelector(".cell-no").textContent = body.rows.length + 1;
    body.append(row);
    return row;
}

function goTo(field) {
    if (!field) return false;
    field.focus();
    if (field.matches("textarea")) field.setSelectionRange(field.value.length, field.value.length);
    return true;
}

/** The field as many rows below (or above), in the same column. */
function below(field, rows) {
    const cell = field.closest("td");
    const row = cell.parentElement;
    const body = row.parentElement;
    const wanted = body.rows[row.sectionRowIndex + rows] ?? (rows > 0 ? addLine(body.parentElement) : null);
    return wanted && fieldOf(wanted.cells[cell.cellIndex]);
}

function beside(field, cells) {
    const all = cellsOf(field.closest("tr"));
    return fieldOf(all[all.indexOf(field.closest("td")) + cells]);
}

document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.closest?.("[data-lines]") || !field.matches(CELL)) return;
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const text = field.matches("textarea");
    const first = !text || field.selectionEnd === 0;
    const last = !text || field.selectionStart === field.value.length;
    const topLine = !text || !field.value.slice(0, field.selectionStart).includes("\n");
    const bottomLine = !text || !field.value.slice(field.selectionEnd).includes("\n");
    let moved = false;
    if (event.key === "Enter") {
        if (event.shiftKey) {
            if (text) return; // a line break inside the cell
            moved = goTo(below(field, -1));
        } else {
            moved = goTo(below(field, 1));
        }
        event.preventDefault(); // Enter in a table of many rows never sends the form
        return;
    }
    if (event.shiftKey) return;
    // In a list of choices up and down choose.
    if (event.key === "ArrowDown" && !field.matches("select") && bottomLine) moved = goTo(below(field, 1));
    else if (event.key === "ArrowUp" && !field.matches("select") && topLine) moved = goTo(below(field, -1));
    else if (event.key === "ArrowRight" && last) moved = goTo(beside(field, 1));
    else if (event.key === "ArrowLeft" && first) moved = goTo(beside(field, -1));
    if (moved) event.preventDefault();
});

/** Rows and cells of a copied table; quoted cells may hold tabs and line ends. */
function tableOf(text) {
    const rows = [[]];
    let cell = "";
    let quoted = false;
    const source = text.replaceAll("\r\n", "\n").replace(/\n$/, "");
    for (let i = 0; i < source.length; i++) {
        const character = source[i];
        if (quoted) {
            if (character !== '"') cell += character;
            else if (source[i + 1] === '"') cell += source[++i];
            else quoted = false;
        } else if (character === '"' && cell === "") {
            quoted = true;
        } else if (character === "\t" || character === "\n") {
            rows.at(-1).push(cell);
            cell = "";
            if (character === "\n") rows.push([]);
        } else {
            cell += character;
        }
    }
    rows.at(-1).push(cell);
    return rows;
}

/** Puts a copied text into a cell: a choice is made by its words, and stays when no choice says so. */
function fill(cell, value) {
    const words = value.trim();
    const field = fieldOf(cell);
    if (field.matches("textarea")) {
        field.value = value;
    } else if (field.matches("select")) {
        const option = [...field.options].find((each) => each.text.trim() === words);
        if (option) field.value = option.value;
    } else {
        const boxes = [...cell.querySelectorAll("input")];
        const named = boxes.filter((box) => words.split(/[、,，\s]+/).includes(box.closest("label").textContent.trim()));
        if (named.length) boxes.forEach((box) => { box.checked = named.includes(box); });
    }
}

document.addEventListener("paste", (event) => {
    const field = event.target;
    const table = field.closest?.("[data-lines]");
    if (!table || !field.matches(CELL)) return;
    const text = event.clipboardData.getData("text/plain");
    // Several lines of a letter belong into one cell; a table says that it is one.
    if (!text.includes("\t") && !/<table/i.test(event.clipboardData.getData("text/html"))) return;
    event.preventDefault();
    const column = cellsOf(field.closest("tr")).indexOf(field.closest("td"));
    let row = field.closest("tr");
    for (const values of tableOf(text)) {
        if (!row) break;
        const cells = cellsOf(row).slice(column);
        values.slice(0, cells.length).forEach((value, i) => fill(cells[i], value));
        row = row.nextElementSibling ?? addLine(table);
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener("click", (event) => {
    const more = event.target.closest("[data-more-lines]");
    if (!more) return;
    event.preventDefault();
    const row = addLine(more.closest("section").querySelector("[data-lines]"));
    if (row) goTo(fieldOf(cellsOf(row)[0]));
});

/* ---------- signing on the screen ---------- */

/** A place to sign with a finger or a pen; the drawing becomes the file that the form sends, as a scan would. */
class SigningPad {
    constructor(pad) {
        this.canvas = pad.querySelector("canvas");
        this.file = document.getElementById(pad.dataset.sign);
        this.drawn = false;
        pad.hidden = false;
        pad.addEventListener("toggle", () => this.fit());
        pad.querySelector("[data-sign-clear]").addEventListener("click", () => this.clear());
        this.canvas.addEventListener("pointerdown", (event) => this.down(event));
        this.canvas.addEventListener("pointermove", (event) => this.move(event));
        for (const end of ["pointerup", "pointercancel"]) {
            this.canvas.addEventListener(end, () => this.up());
        }
    }

    /** As many dots as the screen has, once it is seen and as long as nobody has signed. */
    fit() {
        if (this.drawn || !this.canvas.clientWidth) return;
        const scale = Math.max(2, window.devicePixelRatio);
        this.canvas.width = this.canvas.clientWidth * scale;
        this.canvas.height = this.canvas.clientHeight * scale;
        this.pen = this.canvas.getContext("2d");
        this.paper();
    }

    paper() {
        this.pen.fillStyle = "#fff";
        this.pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
        this.pen.strokeStyle = "#000";
        this.pen.lineWidth = this.canvas.height / 70;
        this.pen.lineCap = this.pen.lineJoin = "round";
    }

    /** Where the finger is among the dots, also after the screen was turned. */
    dot(event) {
        return [
            (event.offsetX * this.canvas.width) / this.canvas.clientWidth,
            (event.offsetY * this.canvas.height) / this.canvas.clientHeight,
        ];
    }

    down(event) {
        event.preventDefault();
        this.canvas.setPointerCapture(event.pointerId);
        this.signing = true;
        this.pen.beginPath();
        this.pen.moveTo(...this.dot(event));
    }

    move(event) {
        if (!this.signing) return;
        this.drawn = true;
        this.pen.lineTo(...this.dot(event));
        this.pen.stroke();
    }

    up() {
        if (!this.signing) return;
        this.signing = false;
        if (this.drawn) this.keep();
    }

    keep() {
        const bytes = Uint8Array.from(atob(this.canvas.toDataURL("image/png").split(",")[1]), (c) => c.charCodeAt(0));
        const files = new DataTransfer();
        files.items.add(new File([bytes], this.canvas.dataset.name, { type: "image/png" }));
        this.file.files = files.files;
    }

    clear() {
        this.drawn = false;
        this.paper();
        this.file.value = "";
    }
}

document.querySelectorAll("[data-sign]").forEach((pad) => new SigningPad(pad));
