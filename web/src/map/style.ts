/**
 * The ground of the map: Natural Earth shapes and GeoNames names out of two files that
 * come with the desk. No sprite, no glyphs, nothing from elsewhere: letters are drawn
 * with the fonts of the machine.
 */

import type {
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
} from "maplibre-gl";
import type { Language, Theme } from "../settings.svelte";

interface Ground {
  sea: string;
  land: string;
  water: string;
  river: string;
  border: string;
  province: string;
  name: string;
  country: string;
  halo: string;
}

export const GROUND: Record<Theme, Ground> = {
  light: {
    sea: "#dfe6ec",
    land: "#f6f5f1",
    water: "#cfdce6",
    river: "#bccfdd",
    border: "#a39c90",
    province: "#d3cec4",
    name: "#4a4f55",
    country: "#7b7f84",
    halo: "#f6f5f1",
  },
  dark: {
    sea: "#10171e",
    land: "#1c242c",
    water: "#131c25",
    river: "#25394a",
    border: "#5d666f",
    province: "#353e47",
    name: "#b3bcc5",
    country: "#838d97",
    halo: "#1c242c",
  },
};

export const FONT = ["system-ui", "Segoe UI", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans"];

const ATTRIBUTION =
  "Natural Earth · GeoNames. Borders as on the ground; they take no side.";

export function groundStyle(theme: Theme, language: Language): StyleSpecification {
  const file = (name: string) =>
    `pmtiles://${new URL(`map/${name}.pmtiles`, document.baseURI).href}`;
  return {
    version: 8,
    sources: {
      shapes: { type: "vector", url: file("shapes"), attribution: ATTRIBUTION },
      names: { type: "vector", url: file("names") },
    },
    layers: [...shapes(GROUND[theme]), ...names(GROUND[theme], language)],
  };
}

function shapes(ground: Ground): LayerSpecification[] {
  const line = (
    id: string,
    color: string,
    width: ExpressionSpecification | number,
    dash?: number[],
  ): LayerSpecification => ({
    id,
    type: "line",
    source: "shapes",
    "source-layer": id,
    layout: { "line-join": "round" },
    paint: {
      "line-color": color,
      "line-width": width,
      ...(dash ? { "line-dasharray": dash } : {}),
    },
  });
  const area = (id: string, color: string): LayerSpecification => ({
    id,
    type: "fill",
    source: "shapes",
    "source-layer": id,
    paint: { "fill-color": color, "fill-antialias": true },
  });
  return [
    { id: "sea", type: "background", paint: { "background-color": ground.sea } },
    area("land", ground.land),
    line("rivers", ground.river, grow(3, 0.4, 9, 2)),
    area("lakes", ground.water),
    line("provinces", ground.province, grow(4, 0.5, 10, 1.2), [3, 2]),
    line("borders", ground.border, grow(2, 0.6, 10, 2)),
  ];
}

function names(ground: Ground, language: Language): LayerSpecification[] {
  const told: ExpressionSpecification =
    language === "ar" ? ["coalesce", ["get", "a"], ["get", "n"]] : ["get", "n"];
  const layer = (
    id: string,
    what: string,
    size: ExpressionSpecification,
    color: string,
    more: object = {},
  ): LayerSpecification => ({
    id,
    type: "symbol",
    source: "names",
    "source-layer": "names",
    filter: ["==", ["get", "t"], what],
    layout: {
      "text-field": told,
      "text-font": FONT,
      "text-size": size,
      "symbol-sort-key": ["get", "r"],
      "text-padding": 4,
      ...more,
    },
    paint: { "text-color": color, "text-halo-color": ground.halo, "text-halo-width": 1.2 },
  });
  const spaced = language === "ar" ? {} : { "text-letter-spacing": 0.08 };
  return [
    layer("towns", "t", grow(4, 10, 9, 12.5), ground.name, {
      "text-anchor": "top",
      "text-offset": [0, 0.6],
    }),
    layer("provinces-names", "p", grow(5, 10, 8, 12), ground.country, spaced),
    layer("countries", "c", grow(2, 10, 6, 15), ground.country, spaced),
  ];
}

function grow(from: number, low: number, to: number, high: number): ExpressionSpecification {
  return ["interpolate", ["linear"], ["zoom"], from, low, to, high];
}
