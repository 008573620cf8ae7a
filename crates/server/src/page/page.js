// Sends a text or a file to the server and shows the report that it makes; nothing is kept when the page is closed.
"use strict";

const at = id => document.getElementById(id);
const said = at("status");
let asked = null;
let html = "";

/** Tells what happens, to screen readers, too. */
function tell(text, wrong = false) {
  said.textContent = text;
  said.classList.toggle("wrong", wrong);
}

/** Asks for a report of what was asked last, in a format. */
async function report(format) {
  const key = at("key").value.trim();
  const headers = { "Content-Type": asked.type, ...(key && { Authorization: `Bearer ${key}` }) };
  const query = new URLSearchParams({ ...asked.query, report: format });
  const answer = await fetch(`${asked.path}?${query}`, { method: "POST", headers, body: asked.body });
  if (answer.ok) return answer.text();
  if (answer.status === 401) {
    at("key-label").hidden = false;
    at("key").focus();
  }
  const error = await answer.json().then(body => body.error, () => null);
  throw new Error(error ? [error.message, error.hint].filter(Boolean).join(". ") : `The server answered ${answer.status}`);
}

/** Checks what is asked and shows the report. */
async function check(what) {
  asked = what;
  at("check").disabled = true;
  tell("Checking …");
  try {
    html = await report("html");
    show(html);
  } catch (error) {
    tell(error instanceof TypeError ? "The server cannot be reached" : error.message, true);
  } finally {
    at("check").disabled = false;
  }
}

/** Puts the report's own elements and styles below the form. */
function show(html) {
  const made = new DOMParser().parseFromString(html, "text/html");
  const styles = [...made.querySelectorAll("style")];
  made.querySelectorAll("script, a.skip").forEach(element => element.remove());
  at("report").replaceChildren(...styles, ...made.body.childNodes);
  document.body.classList.add("has-report");
  at("copies").hidden = false;
  const lead = at("report").querySelector(".lead");
  tell(lead ? `Checked: ${[...lead.children].map(part => part.textContent).join(", ")}` : "Checked: the report says why there is nothing to show");
  at("report").focus({ preventScroll: true });
  at("copies").scrollIntoView({ block: "start" });
}

at("form").addEventListener("submit", event => {
  event.preventDefault();
  const text = at("text").value;
  if (!text.trim()) return tell("There is no text yet", true);
  const body = { text, name: "text", ...(at("format").value && { format: at("format").value }) };
  check({ path: "v1/check", type: "application/json", query: {}, body: JSON.stringify(body) });
});

at("text").addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) at("form").requestSubmit();
});

/** Checks a file as it is. */
function file(chosen) {
  if (chosen) check({ path: "v1/check/file", type: "application/octet-stream", query: { name: chosen.name }, body: chosen });
}

at("file").addEventListener("change", () => file(at("file").files[0]));
for (const kind of ["dragenter", "dragover"]) {
  addEventListener(kind, event => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    document.body.classList.add("dragging");
  });
}
addEventListener("dragleave", event => {
  if (!event.relatedTarget) document.body.classList.remove("dragging");
});
addEventListener("drop", event => {
  document.body.classList.remove("dragging");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  file(event.dataTransfer.files[0]);
});

/** Copies a text, also where the page is not served over TLS. */
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: text }));
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (!copied) throw new Error("The browser does not let the page copy: save the report instead");
}

at("copies").addEventListener("click", async event => {
  const { copy: format, save } = event.target.dataset;
  try {
    if (format) {
      await copy(await report(format));
      tell("The report is in the clipboard");
    }
    if (save) {
      const text = save === "html" ? html : await report(save);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text]));
      link.download = `mtlint.${save}`;
      link.click();
      URL.revokeObjectURL(link.href);
      tell(`The report is saved as mtlint.${save}`);
    }
  } catch (error) {
    tell(error.message, true);
  }
});
