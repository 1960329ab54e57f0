export * from './apply.ts';
export * from './document.ts';
export {
  LAYOUT,
  branchesOf,
  leavesOf,
  readBranch,
  readLeaf,
  readPlace,
  type Place,
} from './layout.ts';
export * from './op.ts';
export { readOutline, type Outline } from './outline.ts';
export * from './read.ts';
export type { Pen } from './pen.ts';
export { sketchOf, type Sketch } from './sketch.ts';
