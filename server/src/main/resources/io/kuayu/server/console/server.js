/** Asks the server. The key is kept in this tab and sent to this server alone. */
const KEY = "kuayu.key";

export const key = {
  get: () => sessionStorage.getItem(KEY) ?? "",
  set: (value) => (value ? sessionStorage.setItem(KEY, value) : sessionStorage.removeItem(KEY)),
};

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? "";
  }
}

async function ask(path, options = {}) {
  const headers = { ...options.headers };
  if (key.get()) {
    headers["X-API-Key"] = key.get();
  }
  const answer = await fetch(path, { ...options, headers });
  if (!answer.ok) {
    throw new Refusal(answer.status, await answer.json().catch(() => ({})));
  }
  return answer;
}

export async function get(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  return (await ask(query ? `${path}?${query}` : path)).json();
}

export async function text(path) {
  return (await ask(path)).text();
}

/** A picture as an address of its own, which a page may show without asking again. */
export async function picture(path) {
  const blob = await (await ask(path)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

export async function post(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  return (await ask(path, { method: "POST", headers, body: JSON.stringify(body), signal })).json();
}

export const segment = encodeURIComponent;
