/** The sandbox's control API, one function a call. */

const ROOT = "/sandbox/api";

/** What the sandbox refused, in words for the person at the page. */
class Refused extends Error {}

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(ROOT + path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refused("The sandbox does not answer. See whether it still runs, then reload this page.");
  }
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(answer?.message ?? `The sandbox refused this (${response.status}).`);
  return answer;
}

const query = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined)).toString();

export const getState = () => call("GET", "/state");
export const getCommands = () => call("GET", "/commands");
export const getMessages = (channel, as) => call("GET", `/channels/${channel}/messages?${query({ as })}`);
export const getInteraction = (id, wait) => call("GET", `/interactions/${id}?${query({ wait })}`);
export const getRequests = (after) => call("GET", `/requests?${query({ after })}`);
export const getClock = () => call("GET", "/clock");
export const getFaults = () => call("GET", "/faults");

export const runCommand = (body) => call("POST", "/commands", body);
export const autocomplete = (body) => call("POST", "/autocomplete", body);
export const press = (body) => call("POST", "/press", body);
export const submit = (body) => call("POST", "/submit", body);
export const say = (body) => call("POST", "/messages", body);
export const setClock = (change) => call("POST", "/clock", change);
export const addFault = (fault) => call("POST", "/faults", fault);
export const clearFaults = () => call("DELETE", "/faults");
export const openDirect = (as, application) => call("POST", "/direct", { as, application });
export const gateway = (what) => call("POST", "/gateway", { do: what });
export const addMember = (guild, member) => call("POST", `/guilds/${guild}/members`, member);
export const addRole = (guild, role) => call("POST", `/guilds/${guild}/roles`, role);
export const changeMember = (guild, id, change) => call("PATCH", `/guilds/${guild}/members/${id}`, change);

/** Live news for one member; the browser reconnects by itself, and *on.open* says that news may have been missed. */
export function stream(as, on) {
  const source = new EventSource(`${ROOT}/stream?${query({ as })}`);
  source.addEventListener("open", on.open);
  source.addEventListener("error", on.lost);
  source.addEventListener("message", (event) => on.news(JSON.parse(event.data)));
  return source;
}

/** A file as the control API takes it. */
export async function encodeFile(file) {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new Refused(`“${file.name}” could not be read.`));
    reader.readAsDataURL(file);
  });
  return { name: file.name, base64: url.slice(url.indexOf(",") + 1) };
}
