/**
 * Where the person is: everything that is on screen stands in the address, so that a
 * link opens the same picture for somebody else. The address is `#/view/id?name=value`.
 */

export const VIEWS = [
  "situation",
  "brief",
  "states",
  "review",
  "actors",
  "sources",
  "documents",
  "incidents",
  "series",
  "relations",
  "claims",
  "search",
  "add",
] as const;
export type View = (typeof VIEWS)[number];

export interface Place {
  view: View;
  /** The id or day after the view's name; empty for the view's list. */
  id: string;
  query: Record<string, string>;
}

/** What goes along when a link leads to another view. */
const CARRIED = ["as_of"];

export function parse(hash: string): Place {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [view = "", ...rest] = path.split("/").map(decodeURIComponent);
  const known = VIEWS.find((name) => name === view);
  return {
    view: known ?? "situation",
    id: known ? rest.join("/") : "",
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

export function format(place: Place): string {
  const path = [place.view, ...(place.id ? [place.id] : [])].map(encodeURIComponent);
  const query = Object.entries(place.query).filter(([, value]) => value !== "");
  const search = new URLSearchParams(query).toString();
  return `#/${path.join("/")}${search ? `?${search}` : ""}`;
}

class Route {
  at = $state<Place>(parse(""));

  constructor() {
    if (typeof window === "undefined") return;
    this.at = parse(location.hash);
    window.addEventListener("hashchange", () => (this.at = parse(location.hash)));
  }

  /** A value of the address, "" where it is not there. */
  get(name: string): string {
    return this.at.query[name] ?? "";
  }

  /** The moment the picture is asked for; "" is now. */
  get asOf(): string {
    return this.get("as_of");
  }

  /** An address for `href`; carries the moment along. */
  to(view: View, id = "", query: Record<string, string> = {}): string {
    const carried = CARRIED.map((name) => [name, this.get(name)]);
    return format({ view, id, query: { ...Object.fromEntries(carried), ...query } });
  }

  /** Change values of this view's address. Small steps leave no trace in the history. */
  set(change: Record<string, string>, keepHistory = false): void {
    const query = { ...this.at.query, ...change };
    const hash = format({ ...this.at, query });
    if (hash === format(this.at)) return;
    this.at = parse(hash);
    if (keepHistory) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  }

  go(view: View, id = "", query: Record<string, string> = {}): void {
    location.hash = this.to(view, id, query);
  }
}

export const route = new Route();

const GROUPS = { incident: "incidents", series: "series", relation: "relations" } as const;

/** Where a group is opened. */
export function groupAddress(group: { form: keyof typeof GROUPS; id: string }): string {
  return route.to(GROUPS[group.form], group.id);
}
