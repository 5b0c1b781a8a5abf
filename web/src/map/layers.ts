/** How it is drawn: the layers over the ground, the lowest first. */

import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Theme } from "../settings.svelte";
import { FONT, GROUND } from "./style";

export const INK = { light: "#14202b", dark: "#f2f5f7" } as const;

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

const is = (drawn: string): ["==", ["get", "drawn"], string] => ["==", ["get", "drawn"], drawn];

/** All of our layers. */
export function layers(theme: Theme): LayerSpecification[] {
  return [...areaLayers(theme), ...crowdLayers(theme), ...markLayers(theme)];
}

/** A ring with a number. */
function crowdLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: "crowds",
      type: "circle",
      source: "incidents",
      filter: is("crowd"),
      paint: {
        "circle-radius": ["get", "radius"],
        "circle-color": GROUND[theme].land,
        "circle-opacity": 0.9,
        "circle-stroke-color": ["get", "colour"],
        "circle-stroke-width": 4,
      },
    },
    {
      id: "crowds-counts",
      type: "symbol",
      source: "incidents",
      filter: is("crowd"),
      layout: {
        "text-field": ["to-string", ["get", "count"]],
        "text-font": FONT,
        "text-size": 12,
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": INK[theme] },
    },
  ];
}

function areaLayers(theme: Theme): LayerSpecification[] {
  const ink = INK[theme];
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
      source: "incidents",
      filter: is("area"),
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
      source: "incidents",
      filter: is("mark"),
      layout: {
        ...icon,
        "icon-image": ["get", "icon"],
        "symbol-z-order": "source",
      } as never,
    },
    {
      id: "chosen",
      type: "symbol",
      source: "incidents",
      filter: is("chosen"),
      layout: { ...icon, "icon-image": "chosen" } as never,
    },
    {
      id: "tags",
      type: "symbol",
      source: "incidents",
      filter: is("tag"),
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
