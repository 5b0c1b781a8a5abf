/**
 * The one file that fetches. Every answer has its type from the OpenAPI schema; every
 * failure is a `Failure` with a sentence that says what to do.
 */

import type { components } from "./schema";

type Schemas = components["schemas"];
export type ActorDetail = Schemas["ActorDetail"];
export type ActorItem = Schemas["ActorItem"];
export type Agreement = Schemas["Agreement"];
export type Bar = Schemas["Bar"];
export type Brief = Schemas["Brief"];
export type BriefItem = Schemas["BriefItem"];
export type BriefLine = Schemas["Line"];
export type Changes = Schemas["Changes"];
export type Claim = Schemas["ClaimItem"];
export type Columns = Schemas["Columns"];
export type Control = Schemas["ControlItem"];
export type DocumentDetail = Schemas["DocumentDetail"];
export type DocumentItem = Schemas["DocumentItem"];
export type Flow = Schemas["Flow"];
export type Grade = Schemas["Grade"];
export type GroupRef = Schemas["GroupRef"];
export type Hit = Schemas["Hit"];
export type IncidentDetail = Schemas["IncidentDetail"];
export type Job = Schemas["Job"];
export type JudgementDone = Schemas["JudgementDone"];
export type Loss = Schemas["Loss"];
export type Meta = Schemas["Meta"];
export type NewJudgement = Schemas["NewJudgement"];
export type NewText = Schemas["NewText"];
export type Opposition = Schemas["OppositionItem"];
export type Place = Schemas["Place"];
export type RelationDetail = Schemas["RelationDetail"];
export type RelationItem = Schemas["RelationItem"];
export type ReviewItem = Schemas["ReviewItem"];
export type Route = Schemas["Route"];
export type SearchResult = Schemas["SearchResult"];
export type Session = Schemas["SessionItem"];
export type SourceDetail = Schemas["SourceDetail"];
export type SourceItem = Schemas["SourceItem"];
export type Span = Schemas["Span"];
export type Stats = Schemas["Stats"];
export type TollDetail = Schemas["TollDetail"];
export type TollItem = Schemas["TollItem"];

export interface Page<T> {
  as_of: string;
  revision: number;
  total: number;
  next: string | null;
  items: T[];
}

/** What went wrong, told by the server or (status 0) because it does not answer. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What lists of states are narrowed by. */
export interface StateQuery {
  as_of: string;
  from: string;
  to: string;
  place: string;
}

type Query = Record<string, string | number | boolean | string[] | null | undefined>;

let csrf: string | null = null;

function address(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) {
      if (one !== null && one !== undefined && one !== "") search.append(name, String(one));
    }
  }
  const text = search.toString();
  return `/v1/${path}${text ? `?${text}` : ""}`;
}

async function ask<T>(method: string, url: string, init: RequestInit = {}): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set("Accept", "application/json");
  if (method !== "GET" && csrf) headers.set("X-CSRF-Token", csrf);
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, method, headers, credentials: "same-origin" });
  } catch (wrong) {
    if (wrong instanceof DOMException && wrong.name === "AbortError") throw wrong;
    throw new Failure(0, "offline", "");
  }
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
  const problem = (await answer.json().catch(() => ({}))) as Partial<Schemas["Problem"]>;
  throw new Failure(
    answer.status,
    problem.code ?? "unknown",
    problem.detail ?? `${answer.status} ${answer.statusText}`,
  );
}

function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return ask("GET", address(path, query), signal ? { signal } : {});
}

function send<T>(method: string, path: string, body: unknown): Promise<T> {
  return ask(method, address(path, {}), {
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

const id = encodeURIComponent;

export const api = {
  /** Vocabularies, limits, who asks. Keeps the token that changes need. */
  async meta(): Promise<Meta> {
    const meta = await get<Meta>("meta");
    csrf = meta.session.csrf;
    return meta;
  },
  /** Every incident of the picture, as columns. */
  columns: (query: Query, signal?: AbortSignal) => get<Columns>("map", query, signal),
  incident: (name: string, asOf: string) =>
    get<IncidentDetail>(`incidents/${id(name)}`, { as_of: asOf }),
  incidents: (query: Query) => get<Page<Schemas["IncidentItem"]>>("incidents", query),
  control: (query: Query, signal?: AbortSignal) => get<Page<Control>>("control", query, signal),
  tolls: (query: Query) => get<Page<TollItem>>("tolls", query),
  toll: (name: string, asOf: string) => get<TollDetail>(`tolls/${id(name)}`, { as_of: asOf }),
  relation: (name: string, asOf: string) =>
    get<RelationDetail>(`relations/${id(name)}`, { as_of: asOf }),
  agreements: (query: Query) => get<Page<Agreement>>("agreements", query),
  routes: (query: Query) => get<Page<Route>>("routes", query),
  losses: (query: Query) => get<Page<Loss>>("losses", query),
  displacement: (query: Query) => get<Page<Flow>>("displacement", query),
  documents: (query: Query) => get<Page<DocumentItem>>("documents", query),
  document: (name: string, asOf: string) =>
    get<DocumentDetail>(`documents/${id(name)}`, { as_of: asOf }),
  actors: (query: Query) => get<Page<ActorItem>>("actors", query),
  actor: (name: string, asOf: string) => get<ActorDetail>(`actors/${id(name)}`, { as_of: asOf }),
  sources: (query: Query) => get<Page<SourceItem>>("sources", query),
  source: (name: string, asOf: string) =>
    get<SourceDetail>(`sources/${id(name)}`, { as_of: asOf }),
  rate: (name: string, reliability: string, reason: string) =>
    send<SourceItem>("PUT", `sources/${id(name)}/reliability`, { reliability, reason }),
  claims: (query: Query) => get<Page<Claim>>("claims", query),
  claim: (name: string, asOf: string) => get<Claim>(`claims/${id(name)}`, { as_of: asOf }),
  brief: (day: string, asOf: string) => get<BriefItem>("brief", { on: day, as_of: asOf }),
  search: (text: string, asOf: string, signal?: AbortSignal) =>
    get<SearchResult>("search", { q: text, as_of: asOf, limit: 50 }, signal),
  stats: (asOf: string) => get<Stats>("stats", { as_of: asOf }),
  review: (limit: number) => get<Page<ReviewItem>>("review", { limit }),
  judge: (judgement: NewJudgement) => send<JudgementDone>("POST", "judgements", judgement),
  undo: (judgement: number) =>
    send<JudgementDone>("POST", `judgements/${judgement}/undo`, { reason: "" }),
  addText: (text: NewText) => send<Job>("POST", "documents", text),
  addFile: (file: File) =>
    ask<Job>("POST", address("files", { name: file.name }), {
      headers: { "Content-Type": "application/octet-stream" },
      body: file,
    }),
  addSamples: () => send<Job>("POST", "samples", {}),
  job: (name: string) => get<Job>(`jobs/${id(name)}`),
  async signIn(name: string, password: string): Promise<Session> {
    const session = await send<Session>("POST", "session", { name, password });
    csrf = session.csrf;
    return session;
  },
  signOut: () => ask<void>("DELETE", address("session", {})),
  /** Calls `changed` whenever the picture changes; gives what stops it. */
  watch(changed: () => void): () => void {
    const events = new EventSource(address("events", {}));
    events.addEventListener("picture", changed);
    return () => events.close();
  },
};
