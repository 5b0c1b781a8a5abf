/** The one file that drives MapLibre: incidents, their areas, who holds what. */

import rtlPlugin from "@mapbox/mapbox-gl-rtl-text/mapbox-gl-rtl-text.min.js?url";
import type { FeatureCollection } from "geojson";
import type { MapMouseEvent } from "maplibre-gl";
import maplibregl from "maplibre-gl/dist/maplibre-gl-csp";
import worker from "maplibre-gl/dist/maplibre-gl-csp-worker.js?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { Protocol } from "pmtiles";
import type { Control, Place } from "../api";
import { GRADES, type Incident, TYPES } from "../incidents";
import type { Language, Theme } from "../settings.svelte";
import { areas, collect, feature, geometryAt, marks, tags } from "./features";
import { holderColour } from "./holders";
import { INK, layers } from "./layers";
import { CONTESTED, drawChosen, drawHatch, drawMark } from "./marks";
import { heart, type Spot, spotsOf, WIDE_KM } from "./spots";
import { GROUND, groundStyle } from "./style";

/** Where the map looks: latitude, longitude, zoom. */
export type Look = [number, number, number];

export interface Told {
  opened: (id: string) => void;
  moved: (look: Look, box: [number, number, number, number]) => void;
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
/** Milliseconds between redrawings while a handle of the time bar is dragged. */
const PACE = 120;

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
  private control: Control[] = [];
  private selected: string | null = null;
  private place: Place | null = null;
  private ready = false;
  private framed: boolean;
  private timer: ReturnType<typeof setTimeout> | null = null;

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
    this.map.once("idle", () =>
      container
        .querySelector(".maplibregl-compact-show")
        ?.classList.remove("maplibregl-compact-show"),
    );
    this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "bottom-right");
    this.map.on("style.load", () => this.dress());
    // Tests and screenshots wait for this.
    this.map.on("idle", () => (container.dataset.drawn = String(this.spots.length)));
    this.map.on("moveend", () => this.tellMove());
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
    this.later();
  }

  /** Put a ring around an incident; with `fly`, bring it into view. */
  select(id: string | null, fly = false): void {
    this.selected = id;
    if (this.ready) this.map.setFilter("chosen", this.isChosen());
    const spot = this.spots.find((s) => s.incidents.some((one) => one.id === id));
    if (fly && spot) {
      const near = Math.max(this.map.getZoom(), spot.radius > 60 ? 6 : 8);
      this.map.easeTo({ center: [spot.lon, spot.lat], zoom: near, duration: 300 });
    }
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

  private later(): void {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.draw();
    }, this.framed ? PACE : 0);
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
    for (const id of ["control", "areas", "place", "marks", "tags"]) {
      this.map.addSource(id, { type: "geojson", data: NOTHING });
    }
    // Names stand over the marks, so that a place can be read under its incidents.
    const firstName = this.map.getLayer("towns") ? "towns" : undefined;
    for (const layer of layers(theme)) this.map.addLayer(layer, firstName);
    this.ready = true;
    this.map.setFilter("chosen", this.isChosen());
    this.drawPlace();
    this.draw();
  }

  private draw(): void {
    if (!this.ready) return;
    this.put("control", this.controlAreas());
    this.put("areas", areas(this.spots));
    this.put("marks", marks(this.spots));
    this.put("tags", tags(this.spots));
    if (!this.framed && this.spots.length) {
      this.framed = true;
      this.fit();
    }
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

  private isChosen(): ["==", ["get", "id"], string] {
    return ["==", ["get", "id"], this.selected ?? ""];
  }

  private under(event: MapMouseEvent): string[] {
    if (!this.ready) return [];
    const { x, y } = event.point;
    const box: [[number, number], [number, number]] = [
      [x - 4, y - 4],
      [x + 4, y + 4],
    ];
    const found = this.map.queryRenderedFeatures(box, { layers: ["marks"] });
    return [...new Set(found.map((feature) => String(feature.properties.id)))];
  }

  private click(event: MapMouseEvent): void {
    const [first] = this.under(event);
    if (first) this.told.opened(first);
  }

  private hover(event: MapMouseEvent): void {
    const ids = this.under(event);
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
