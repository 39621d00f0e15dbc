/** Builds elements. Text from outside only ever becomes text: there is no way to pass markup. */
export function make(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

const SVG = "http://www.w3.org/2000/svg";

export function draw(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "width%") {
      element.style.width = `${Math.max(0, Math.min(100, value))}%`;
    } else if (name === "colour") {
      element.style.setProperty("--colour", value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return element;
}

/** Calls the function when nothing new has come for a while. */
export function calm(wait, call) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), wait);
  };
}

export function note(text, kind = "empty") {
  return make("p", { class: kind, role: kind === "problem" ? "alert" : "status" }, text);
}
