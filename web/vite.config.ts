import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds a running `marsad serve`. */
const SERVER = "http://127.0.0.1:8484";

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: "../marsad/serving/desk",
    emptyOutDir: true,
    // The policy of the page forbids data: scripts and styles: everything is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    target: "es2022",
  },
  server: { proxy: { "/v1": SERVER } },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
