/** The one file that drives MapLibre: incidents, their areas, who holds what. */

import rtlPlugin from "@mapbox/mapbox-gl-rtl-text/mapbox-gl-rtl-text.min.js?url";
import type { FeatureCollection, Geometry } from "geojson";
import type { ExpressionSpecification, LayerSpecification, MapMouseEvent } from "maplibre-gl";
import maplibregl from "maplibre-gl/dist/maplibre-gl-csp";
import worker from "maplibre-gl/dist/maplibre-gl-csp-worker.js?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { Protocol } from "pmtiles";
import type { Control, Place } from "../api";
import { GRADES, type Incident, TYPES } from "../incidents";
import type { Language, Theme } from "../settings.svelte";
import { holderColour } from "./holders";
import { CONTESTED, drawChosen, drawHatch, drawMark } from "./marks";
import { circle, heart, marksOf, MOST_MARKS, NARROW_KM, type Spot, spotsOf, WIDE_KM } from "./spots";
import { FONT, GROUND, groundStyle } from "./style";
import { geometryOf } from "./wkt";

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

const INK = { light: "#14202b", dark: "#f2f5f7" } as const;
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

function collect(features: FeatureCollection["features"]): FeatureCollection {
  return { type: "FeatureCollection", features };
}

function feature(geometry: Geometry, properties: object): FeatureCollection["features"][0] {
  return { type: "Feature", properties: { ...properties }, geometry };
}

function polygon(ring: [number, number][]): Geometry {
  return { type: "Polygon", coordinates: [ring] };
}

function point(lat: number, lon: number, properties: object): FeatureCollection["features"][0] {
  return feature({ type: "Point", coordinates: [lon, lat] }, properties);
}

/** The area of a place: its outline where one is known, else how far it may lie off. */
function geometryAt(place: Place): Geometry | null {
  const shape = place.shape ? geometryOf(place.shape) : null;
  if (shape || place.lat === null || place.lon === null) return shape;
  return polygon(circle(place.lat, place.lon, place.radius_km ?? 5));
}

function areas(spots: readonly Spot[]): FeatureCollection {
  const wide = spots.filter((spot) => spot.radius >= NARROW_KM);
  return collect(wide.map(({ lat, lon, radius }) => feature(polygon(circle(lat, lon, radius, 28)), {})));
}

function marks(spots: readonly Spot[]): FeatureCollection {
  return collect(
    spots.flatMap((spot) =>
      marksOf(spot).map(({ incident, lat, lon, shift }) =>
        point(lat, lon, {
          id: incident.id,
          icon: `${incident.type}-${incident.grade}`,
          shift,
          weight: incident.consequence,
        }),
      ),
    ),
  );
}

/** The name of a wide place on its rim, and how many marks were left out of a crowd. */
function tags(spots: readonly Spot[]): FeatureCollection {
  return collect(
    spots.flatMap((spot) => {
      const hidden = spot.incidents.length - MOST_MARKS;
      const [first] = marksOf({ ...spot, incidents: spot.incidents.slice(0, 1) });
      if (!first) return [];
      const isWide = first.lat !== spot.lat;
      const text = [isWide ? spot.name : "", hidden > 0 ? `+${hidden}` : ""].join(" ").trim();
      const lines = Math.sqrt(Math.min(spot.incidents.length, MOST_MARKS));
      return text ? [point(first.lat, first.lon, { text, lift: [0, -1 - lines * 0.8] })] : [];
    }),
  );
}

const SIZE: ExpressionSpecification = [
  "interpolate",
  ["linear"],
  ["zoom"],
  4,
  0.42,
  7,
  0.72,
  9,
  1,
];

/** Our layers, the lowest first. */
function layers(theme: Theme): LayerSpecification[] {
  return [...areaLayers(theme), ...markLayers(theme)];
}

function areaLayers(theme: Theme): LayerSpecification[] {
  const ink = INK[theme];
  const is = (drawn: string): ["==", ["get", "drawn"], string] => ["==", ["get", "drawn"], drawn];
  return [
    {
      id: "control-held",
      type: "fill",
      source: "control",
      filter: is("held"),
      paint: { "fill-color": ["get", "colour"], "fill-opacity": theme === "dark" ? 0.36 : 0.3 },
    },
    {
      id: "control-vague",
      type: "fill",
      source: "control",
      filter: is("vague"),
      paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.09 },
    },
    {
      id: "control-hatched",
      type: "fill",
      source: "control",
      filter: is("hatched"),
      paint: { "fill-pattern": ["image", ["get", "hatch"]], "fill-opacity": 0.75 },
    },
    {
      id: "control-edge",
      type: "line",
      source: "control",
      paint: { "line-color": ["get", "colour"], "line-width": 1.2, "line-opacity": 0.9 },
    },
    {
      id: "areas",
      type: "line",
      source: "areas",
      paint: {
        "line-color": ink,
        "line-width": 0.8,
        "line-opacity": 0.4,
        "line-dasharray": [3, 3],
      },
    },
    {
      id: "place-ground",
      type: "fill",
      source: "place",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": ink, "fill-opacity": 0.1 },
    },
    {
      id: "place-edge",
      type: "line",
      source: "place",
      paint: { "line-color": ink, "line-width": 2 },
    },
  ];
}

function markLayers(theme: Theme): LayerSpecification[] {
  const ink = INK[theme];
  const icon = {
    "icon-size": SIZE,
    "icon-offset": ["array", "number", 2, ["get", "shift"]],
    "icon-allow-overlap": true,
    "icon-ignore-placement": true,
  } as const;
  return [
    {
      id: "marks",
      type: "symbol",
      source: "marks",
      layout: {
        ...icon,
        "icon-image": ["get", "icon"],
        "symbol-sort-key": ["get", "weight"],
      } as never,
    },
    {
      id: "chosen",
      type: "symbol",
      source: "marks",
      filter: ["==", ["get", "id"], ""],
      layout: { ...icon, "icon-image": "chosen" } as never,
    },
    {
      id: "tags",
      type: "symbol",
      source: "tags",
      minzoom: 5,
      layout: {
        "text-field": ["get", "text"],
        "text-font": FONT,
        "text-size": 11,
        "text-offset": ["array", "number", 2, ["get", "lift"]] as never,
        "text-padding": 2,
      },
      paint: {
        "text-color": ink,
        "text-halo-color": GROUND[theme].halo,
        "text-halo-width": 1.4,
      },
    },
  ];
}
