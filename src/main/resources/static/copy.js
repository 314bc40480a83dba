// Shows the copy buttons, which would do nothing without a script, and makes them work.
const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");
document.body.append(said);

// For pages without TLS, where browsers refuse the clipboard.
function copyBySelection(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const word = button.firstChild;
  const usual = word.data;
  button.hidden = false;
  button.addEventListener("click", async () => {
    word.data = (await copy(button.dataset.copy)) ? "Copied" : "Not copied";
    said.textContent = word.data;
    button.focus();
    setTimeout(() => {
      word.data = usual;
      said.textContent = "";
    }, 2500);
  });
}
