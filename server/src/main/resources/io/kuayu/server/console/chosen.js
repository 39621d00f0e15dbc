/** Whose list is shown; kept while the page moves between its views. */
export const chosen = {
  user: "", events: [], composed: false, domains: null, k: 10, diversity: 0, filter: "",
  together: false, calibrated: false,
};

export function add(item) {
  const last = chosen.events.reduce((most, event) => Math.max(most, event.timestamp), 0);
  const timestamp = Math.max(last + 1, chosen.composed || !last ? Math.floor(Date.now() / 1000) : last + 1);
  chosen.events = [...chosen.events, { ...item, timestamp, type: "view" }];
  chosen.composed = true;
}

export function leaveOut(event) {
  chosen.events = chosen.events.filter((other) => other !== event);
  chosen.composed = true;
}
