/** MapLibre's build for pages with a strict policy: the worker is a file of its own. */
declare module "maplibre-gl/dist/maplibre-gl-csp" {
  export * from "maplibre-gl";
  export { default } from "maplibre-gl";
}
