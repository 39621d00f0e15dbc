/** Shows /openapi.json as a page: each operation with its parameters, body, answers and a command that asks it. */
import { make, note } from "./page.js";
import { get } from "./server.js";

const main = document.getElementById("main");

function schemaName(schema) {
  return schema.$ref.split("/").pop();
}

/** A schema in one line; a named one is a link. */
function type(schema) {
  if (!schema || Object.keys(schema).length === 0) {
    return ["anything"];
  }
  if (schema.$ref) {
    return [make("a", { href: `#schema-${schemaName(schema)}` }, schemaName(schema))];
  }
  if (schema.enum) {
    return [schema.enum.join(" | ")];
  }
  if (schema.items) {
    return ["list of ", ...type(schema.items)];
  }
  if (schema.properties) {
    const inner = Object.entries(schema.properties).flatMap(([name, value], at) => [at ? ", " : "", `${name}: `, ...type(value)]);
    return ["{ ", ...inner, " }"];
  }
  if (schema.additionalProperties) {
    return ["names to ", ...type(schema.additionalProperties)];
  }
  const bounds = ["minimum", "maximum"].filter((bound) => schema[bound] !== undefined).map((bound) => `${bound} ${schema[bound]}`);
  return [[[].concat(schema.type ?? "anything").join(" or "), ...bounds].join(", ")];
}

function table(heads, rows) {
  const line = (cell, cells) => make("tr", {}, cells.map((content) => make(cell, {}, ...[].concat(content))));
  return make("div", { class: "scroll" }, make("table", {}, make("thead", {}, line("th", heads)), make("tbody", {}, rows.map((row) => line("td", row)))));
}

function fields(schema) {
  const required = schema.required ?? [];
  return table(
    ["Field", "Type", "Meaning"],
    Object.entries(schema.properties).map(([name, value]) => [
      make("code", {}, name),
      type(value),
      [required.includes(name) ? "required" : "", value.description ?? ""].filter(Boolean).join("; "),
    ]),
  );
}

function sample(schema, all, depth = 0) {
  if (schema.$ref) {
    return depth > 4 ? {} : sample(all[schemaName(schema)], all, depth + 1);
  }
  if (schema.enum) {
    return schema.enum[0];
  }
  if (schema.items) {
    return [sample(schema.items, all, depth + 1)];
  }
  if (schema.properties) {
    const names = schema.required?.length ? schema.required : Object.keys(schema.properties).slice(0, 3);
    return Object.fromEntries(names.map((name) => [name, sample(schema.properties[name], all, depth + 1)]));
  }
  const values = { integer: schema.minimum ?? 1, number: schema.minimum ?? 0, boolean: true, object: {} };
  return values[[].concat(schema.type)[0]] ?? "…";
}

function command(method, path, operation, all) {
  const query = (operation.parameters ?? []).filter((one) => one.in === "query" && one.required).map((one) => `${one.name}=…`);
  const address = `"${location.origin}${path}${query.length ? `?${query.join("&")}` : ""}"`;
  const lines = [`curl${method === "GET" ? "" : ` -X ${method}`} ${address}`, `  -H "X-API-Key: $KUAYU_KEY"`];
  const body = operation.requestBody?.content?.["application/json"]?.schema;
  if (body) {
    lines.push('  -H "Content-Type: application/json"', `  -d '${JSON.stringify(sample(body, all))}'`);
  }
  return make("pre", { tabindex: "0" }, lines.join(" \\\n"));
}

function answers(operation, responses) {
  return Object.entries(operation.responses).map(([status, answer]) => {
    const whole = answer.$ref ? responses[schemaName(answer)] : answer;
    const shapes = Object.entries(whole.content ?? {}).flatMap(([media, content], at) => [
      at ? ", or " : "",
      ...type(content.schema),
      media === "application/json" ? "" : ` (${media})`,
    ]);
    return [status === "default" ? "otherwise" : status, shapes, whole.description ?? ""];
  });
}

function operation(method, path, one, components) {
  const parts = [
    make("h3", {}, make("span", { class: `method ${method.toLowerCase()}` }, method), path),
    make("p", {}, one.summary, one.description ? `. ${one.description}` : ""),
  ];
  if (one.parameters?.length) {
    const rows = one.parameters.map((each) => [
      make("code", {}, each.name),
      each.in,
      type(each.schema),
      [each.required ? "required" : "", each.description ?? ""].filter(Boolean).join("; "),
    ]);
    parts.push(make("h4", {}, "Parameters"), table(["Name", "In", "Type", "Meaning"], rows));
  }
  for (const [media, content] of Object.entries(one.requestBody?.content ?? {})) {
    parts.push(make("h4", {}, "Body"), make("p", {}, ...type(content.schema), ` (${media})`));
  }
  parts.push(make("h4", {}, "Answers"), table(["Status", "Body", ""], answers(one, components.responses)));
  parts.push(make("h4", {}, "Try it"), command(method, path, one, components.schemas));
  return make("section", { class: "card", id: one.operationId }, ...parts);
}

function show(description) {
  const { components } = description;
  const all = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => [method.toUpperCase(), path, one]),
  );
  const index = make("nav", { class: "index", "aria-label": "Operations" },
    all.map(([method, path, one]) => make("a", { href: `#${one.operationId}` }, make("span", { class: `method ${method.toLowerCase()}` }, method), path)));
  const schemas = Object.entries(components.schemas).map(([name, schema]) =>
    make("section", { class: "card", id: `schema-${name}` }, make("h3", {}, name), schema.properties ? fields(schema) : make("p", {}, ...type(schema))));
  main.classList.add("api");
  main.replaceChildren(index, make("div", {},
    make("h1", {}, "REST API"),
    make("p", {}, description.info.description),
    make("h2", {}, "Operations"), all.map((one) => operation(...one, components)),
    make("h2", {}, "Shapes"), schemas));
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

get("openapi.json").then(show, (problem) => main.append(note(problem.message, "problem")));
