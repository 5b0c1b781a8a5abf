/** The one file that drives MapLibre: incidents, their areas, who holds what. */

import rtlPlugin from "@mapbox/mapbox-gl-rtl-text/mapbox-gl-rtl-text.min.js?url";
import type { FeatureCollection } from "geojson";
import type { MapGeoJSONFeature, MapMouseEvent } from "maplibre-gl";
import maplibregl from "maplibre-gl/dist/maplibre-gl-csp";
import worker from "maplibre-gl/dist/maplibre-gl-csp-worker.js?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { Protocol } from "pmtiles";
import type { Control, Place } from "../api";
import { GRADES, type Incident, TYPES } from "../incidents";
import type { Language, Theme } from "../settings.svelte";
import { type Crowd, gather, NEAR_ZOOM } from "./crowds";
import { collect, feature, geometryAt, pictureOf } from "./features";
import { holderColour } from "./holders";
import { INK, layers } from "./layers";
import { CONTESTED, drawChosen, drawHatch, drawMark } from "./marks";
import { Pace } from "./pace";
import { bounds, heart, type Spot, spotsOf, WIDE_KM } from "./spots";
import { GROUND, groundStyle } from "./style";

/** Where the map looks: latitude, longitude, zoom. */
export type Look = [number, number, number];

export interface Told {
  opened: (id: string) => void;
  moved: (look: Look, box: [number, number, number, number]) => void;
  /** So many crowds are drawn. */
  gathered: (crowds: number) => void;
  /** The incidents under the pointer and where that is; none when it left. */
  hovered: (ids: string[], x: number, y: number) => void;
}

export interface Options {
  theme: Theme;
  language: Language;
  look: Look | null;
  /** A style of one's own for the ground, from the settings. */
  style: string | null;
  words: { zoomIn: string; zoomOut: string; title: string };
}

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };
/** Milliseconds between redrawings while a handle of the time bar is dragged: at least,
 * and at most where drawing is slow. */
const PACE = 120;
const MOST_REST = 700;

let prepared = false;

function prepare(): void {
  if (prepared) return;
  prepared = true;
  maplibregl.setWorkerUrl(new URL(worker, document.baseURI).href);
  maplibregl.addProtocol("pmtiles", new Protocol().tile);
  void maplibregl.setRTLTextPlugin(new URL(rtlPlugin, document.baseURI).href, true);
}

export class WarMap {
  private readonly map: maplibregl.Map;
  private spots: Spot[] = [];
  private crowds: Crowd[] = [];
  /** The whole zoom for which crowds were last gathered. */
  private gatheredAt = -1;
  private control: Control[] = [];
  private selected: string | null = null;
  private place: Place | null = null;
  private ready = false;
  private framed: boolean;
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** When the picture was last given out to be drawn; 0 once it is on the screen. */
  private begun = 0;
  /** Milliseconds that this took. */
  private took = 0;

  /** Raises an error where the browser has no WebGL. */
  constructor(
    container: HTMLElement,
    private options: Options,
    private readonly told: Told,
  ) {
    prepare();
    this.framed = options.look !== null;
    const [lat, lon, zoom] = options.look ?? [34, 38, 4.5];
    this.map = new maplibregl.Map({
      container,
      style: this.style(),
      center: [lon, lat],
      zoom,
      minZoom: 1,
      maxZoom: 13,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      attributionControl: false,
      locale: {
        "Map.Title": options.words.title,
        "NavigationControl.ZoomIn": options.words.zoomIn,
        "NavigationControl.ZoomOut": options.words.zoomOut,
      },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new maplibregl.AttributionControl({ compact: true }), "bottom-right");
    // The note of origin is there to be opened; it does not stay over the map.
    this.map.once("idle", () => {
      container
        .querySelector(".maplibregl-compact-show")
        ?.classList.remove("maplibregl-compact-show");
      new Pace(this.map);
    });
    this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "bottom-right");
    this.map.on("style.load", () => this.dress());
    this.map.on("idle", () => this.rest());
    this.map.on("moveend", () => this.tellMove());
    this.map.on("zoom", () => {
      if (this.ready && this.level() !== this.gatheredAt) this.later();
    });
    this.map.on("click", (event) => this.click(event));
    this.map.on("mousemove", (event) => this.hover(event));
    this.map.on("mouseout", () => this.told.hovered([], 0, 0));
  }

  /** Draw these incidents, at most every `PACE` milliseconds. */
  setIncidents(incidents: readonly Incident[]): void {
    this.spots = spotsOf(incidents);
    this.later();
  }

  /** Shade who holds what. */
  setControl(rows: readonly Control[]): void {
    this.control = rows.filter((row) => row.place.lat != null && row.place.level !== "country");
    if (this.ready) this.put("control", this.controlAreas());
  }

  /** Put a ring around an incident. */
  select(id: string | null): void {
    this.selected = id;
    this.later();
  }

  /** Show how far the place of the open incident reaches. */
  setPlace(place: Place | null): void {
    this.place = place;
    if (this.ready) this.drawPlace();
  }

  /** Another theme or language. */
  restyle(theme: Theme, language: Language): void {
    if (theme === this.options.theme && language === this.options.language) return;
    this.options = { ...this.options, theme, language };
    this.ready = false;
    this.map.setStyle(this.style(), { diff: false });
  }

  /** Bring most incidents into view. */
  fit(): void {
    const box = heart(this.spots);
    if (box) this.map.fitBounds(box, { padding: 40, maxZoom: 9, duration: 0 });
  }

  resize(): void {
    this.map.resize();
  }

  destroy(): void {
    if (this.timer) clearTimeout(this.timer);
    this.map.remove();
  }

  private style() {
    return this.options.style ?? groundStyle(this.options.theme, this.options.language);
  }

  /** Draw soon. What drawing took last time is left for the rest of the page, thrice. */
  private later(): void {
    const rest = Math.min(MOST_REST, Math.max(PACE, 3 * this.took));
    this.timer ??= setTimeout(() => this.next(), this.framed ? rest : 0);
  }

  /** Draw, unless the last picture is not on the screen yet: they must not pile up. */
  private next(): void {
    this.timer = null;
    if (this.begun) this.later();
    else this.draw();
  }

  /** Add our pictures, sources and layers to a style that has just been loaded. */
  private dress(): void {
    const { theme } = this.options;
    for (const type of TYPES) {
      for (const grade of GRADES) {
        const mark = drawMark(type, grade, INK[theme], GROUND[theme].land, 2);
        this.map.addImage(`${type}-${grade}`, mark, { pixelRatio: 2 });
      }
    }
    this.map.addImage("chosen", drawChosen(INK[theme], 2), { pixelRatio: 2 });
    for (const id of ["control", "place", "incidents"]) {
      this.map.addSource(id, { type: "geojson", data: NOTHING });
    }
    // Names stand over the marks, so that a place can be read under its incidents.
    const firstName = this.map.getLayer("towns") ? "towns" : undefined;
    for (const layer of layers(theme)) this.map.addLayer(layer, firstName);
    this.ready = true;
    this.put("control", this.controlAreas());
    this.drawPlace();
    this.draw();
  }

  private draw(): void {
    if (!this.ready) return;
    this.gatheredAt = this.level();
    const gathered = gather(this.spots, this.gatheredAt, this.selected);
    this.crowds = gathered.crowds;
    this.told.gathered(gathered.crowds.length);
    this.put("incidents", pictureOf(gathered, this.selected));
    this.begun = performance.now();
    if (!this.framed && this.spots.length) {
      this.framed = true;
      this.fit();
    }
  }

  private rest(): void {
    if (this.begun) this.took = performance.now() - this.begun;
    this.begun = 0;
    // Tests and screenshots wait for this.
    this.map.getContainer().dataset.drawn = String(this.spots.length);
  }

  private drawPlace(): void {
    const where = this.place ? geometryAt(this.place) : null;
    this.put("place", collect(where ? [feature(where, {})] : []));
  }

  private put(source: string, data: FeatureCollection): void {
    this.map.getSource<maplibregl.GeoJSONSource>(source)?.setData(data);
  }

  private controlAreas(): FeatureCollection {
    const { theme } = this.options;
    // The smaller over the larger: a held town inside a contested province is seen.
    const rows = [...this.control].sort(
      (a, b) => (b.place.radius_km ?? 5) - (a.place.radius_km ?? 5),
    );
    return collect(
      rows.flatMap((row) => {
        const contested = row.basis === "contested";
        const colour = contested ? CONTESTED : holderColour(row.holder, theme);
        const hatch = `hatch-${colour}-${contested}`;
        if (!this.map.hasImage(hatch)) {
          this.map.addImage(hatch, drawHatch(colour, contested, 2), { pixelRatio: 2 });
        }
        const where = geometryAt(row.place);
        // Nobody holds every spot of a whole region: it is hardly tinted.
        const vague = (row.place.radius_km ?? 0) > WIDE_KM;
        const drawn = vague ? "vague" : row.basis === "assessed" ? "held" : "hatched";
        return where ? [feature(where, { drawn, colour, hatch })] : [];
      }),
    );
  }

  private level(): number {
    return Math.floor(this.map.getZoom());
  }

  /** What is drawn of `layer` under the pointer. */
  private under(event: MapMouseEvent, layer: "marks" | "crowds"): MapGeoJSONFeature[] {
    if (!this.ready) return [];
    const { x, y } = event.point;
    const box: [[number, number], [number, number]] = [
      [x - 4, y - 4],
      [x + 4, y + 4],
    ];
    return this.map.queryRenderedFeatures(box, { layers: [layer] });
  }

  private incidentsUnder(event: MapMouseEvent): string[] {
    return [...new Set(this.under(event, "marks").map(({ properties }) => String(properties.id)))];
  }

  private crowdUnder(event: MapMouseEvent): Crowd | undefined {
    const [first] = this.under(event, "crowds");
    return first && this.crowds[Number(first.properties.at)];
  }

  private click(event: MapMouseEvent): void {
    const [first] = this.incidentsUnder(event);
    const crowd = first ? undefined : this.crowdUnder(event);
    if (first) this.told.opened(first);
    else if (crowd) this.openCrowd(crowd);
  }

  /** Come near enough for a crowd to fall apart. */
  private openCrowd(crowd: Crowd): void {
    const box = bounds(spotsOf(crowd.incidents));
    const zoom = Math.min(this.map.getZoom() + 2, NEAR_ZOOM);
    if (box) this.map.fitBounds(box, { padding: 60, maxZoom: Math.max(zoom, 5), duration: 300 });
  }

  private hover(event: MapMouseEvent): void {
    if (event.originalEvent.buttons) return;
    const own = this.incidentsUnder(event);
    const ids = own.length ? own : (this.crowdUnder(event)?.incidents.map((one) => one.id) ?? []);
    this.map.getCanvas().style.cursor = ids.length ? "pointer" : "";
    this.told.hovered(ids, event.point.x, event.point.y);
  }

  private tellMove(): void {
    const { lat, lng } = this.map.getCenter();
    const box = this.map.getBounds();
    this.told.moved(
      [lat, lng, this.map.getZoom()],
      [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()],
    );
  }
}
