/**
 * The marks of incidents: colour and sign tell the type, the ring tells the grade. The
 * colours are Okabe and Ito's, told apart by colour-blind eyes; the signs say the same
 * without any colour. Drawn once as paths, used by the map (canvas) and lists (SVG).
 */

import type { Grade } from "../api";
import type { Type } from "../incidents";

/** Fill of the disc, and whether its sign is dark. */
export const COLOURS: Record<Type, string> = {
  place: "#0072b2",
  fight: "#d55e00",
  operation: "#a84300",
  strike: "#e69f00",
  flight: "#cc79a7",
  arrest: "#9d4d7c",
  route: "#009e73",
  aid: "#56b4e9",
  loss: "#8a7b3d",
  act: "#707a86",
};

const DARK_SIGN: ReadonlySet<Type> = new Set(["strike", "aid", "flight"]);

/** Signs as SVG paths in a box from -6 to 6; drawn as strokes of 1.8. */
export const SIGNS: Record<Type, string> = {
  place: "M-3-4.2V4.6M-3-4H3.4L1.6-1.6 3.4.8H-3",
  fight: "M-3.4-3.4 3.4 3.4M3.4-3.4-3.4 3.4",
  operation: "M-4 0H3.6M.6-3.2 3.8 0 .6 3.2",
  strike: "M0-4.4V4.4M-3.8-2.2 3.8 2.2M-3.8 2.2 3.8-2.2",
  flight: "M-3.4 3.4 3.2-3.2M-1.4-3.4H3.4V1.4",
  arrest: "M-3.2-3.8V3.8M0-3.8V3.8M3.2-3.8V3.8",
  route: "M-2.6-4.2-3.6 4.2M2.6-4.2 3.6 4.2M0-3.2V-1M0 1V3.2",
  aid: "M0-4V4M-4 0H4",
  loss: "M-3.4-3.4H3.4V3.4H-3.4ZM-3.4 3.4 3.4-3.4",
  act: "M-3.8-2.4H3.8M-3.8.2H3.8M-3.8 2.8H.8",
};

export function signColour(type: Type): string {
  return DARK_SIGN.has(type) ? "#1b1b1b" : "#ffffff";
}

/** How the ring of a grade is drawn: its width, dashes and gap to the disc. */
export interface Ring {
  width: number;
  dashes: number[];
  /** A second ring outside. */
  double: boolean;
  /** The disc is hollow: little stands behind it. */
  hollow: boolean;
  /** A stroke through it: denied. */
  struck: boolean;
}

export const RINGS: Record<Grade, Ring> = {
  confirmed: { width: 2, dashes: [], double: true, hollow: false, struck: false },
  fair: { width: 2, dashes: [], double: false, hollow: false, struck: false },
  weak: { width: 1.4, dashes: [2.2, 2.2], double: false, hollow: false, struck: false },
  contested: { width: 2.6, dashes: [7, 4.2], double: false, hollow: false, struck: false },
  discounted: { width: 1.4, dashes: [2.2, 2.2], double: false, hollow: true, struck: true },
};

export const CONTESTED = "#cc2936";
/** Radii in a box from -12 to 12. */
export const DISC = 7.4;
export const RING = 9.6;
export const OUTER = 11.4;

/** One mark as pixels for the map, `scale` device pixels a unit. */
export function drawMark(type: Type, grade: Grade, ink: string, paper: string, scale: number) {
  const side = Math.round(26 * scale);
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser gives no canvas to draw marks on");
  const ring = RINGS[grade];
  pen.scale(scale, scale);
  pen.translate(13, 13);
  disc(pen, ring.double ? OUTER + 1 : RING + 1.2, paper);
  disc(pen, DISC, ring.hollow ? paper : COLOURS[type]);
  pen.lineWidth = 1.8;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = ring.hollow ? COLOURS[type] : signColour(type);
  pen.stroke(new Path2D(SIGNS[type]));
  pen.strokeStyle = grade === "contested" ? CONTESTED : ink;
  circle(pen, RING, ring.width, ring.dashes);
  if (ring.double) circle(pen, OUTER, 1.2, []);
  if (ring.struck) {
    pen.setLineDash([]);
    pen.lineWidth = 1.6;
    pen.stroke(new Path2D("M-8 8 8-8"));
  }
  return pen.getImageData(0, 0, side, side);
}

/** The ring around the mark that is open. */
export function drawChosen(ink: string, scale: number): ImageData {
  const side = Math.round(34 * scale);
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser gives no canvas to draw marks on");
  pen.scale(scale, scale);
  pen.translate(17, 17);
  pen.strokeStyle = ink;
  circle(pen, 14.6, 3, []);
  return pen.getImageData(0, 0, side, side);
}

function disc(pen: OffscreenCanvasRenderingContext2D, radius: number, fill: string): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
}

function circle(
  pen: OffscreenCanvasRenderingContext2D,
  radius: number,
  width: number,
  dashes: number[],
): void {
  pen.beginPath();
  pen.setLineDash(dashes);
  pen.lineWidth = width;
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.stroke();
}

/** Slanted lines on clear ground, for what is only claimed; crossed where contested. */
export function drawHatch(colour: string, crossed: boolean, scale: number): ImageData {
  const side = 8 * scale;
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser gives no canvas to draw hatching on");
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5 * scale;
  const lines = crossed ? [1, -1] : [1];
  for (const slant of lines) {
    for (const shift of [-side, 0, side]) {
      pen.beginPath();
      pen.moveTo(shift - 1, slant > 0 ? side + 1 : -1);
      pen.lineTo(shift + side + 1, slant > 0 ? -1 : side + 1);
      pen.stroke();
    }
  }
  return pen.getImageData(0, 0, side, side);
}
