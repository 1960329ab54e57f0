import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceImport {
  /** What stands between the quotes. */
  readonly from: string;
  /** Gone before the program runs: it reaches no bundle and no process. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  readonly path: string;
  readonly imports: readonly SourceImport[];
}

const leftOut = new Set([
  'node_modules',
  '.git',
  'build',
  '.svelte-kit',
  'data',
  'test-results',
  'playwright-report',
]);

/** Every file of the project that a person wrote, as paths from its root. */
export function filesUnder(folder: string): string[] {
  const here = path.join(root, folder);
  if (statSync(here, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(here, { withFileTypes: true }).flatMap((entry) => {
    const inside = path.posix.join(folder, entry.name);
    if (leftOut.has(entry.name)) return [];
    return entry.isDirectory() ? filesUnder(inside) : [inside];
  });
}

export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const scriptBlock = /<script\b[^>]*>([\s\S]*?)<\/script>/g;

function scriptOf(file: string): string {
  const text = read(file);
  if (!file.endsWith('.svelte')) return text;
  return [...text.matchAll(scriptBlock)].map(([, script]) => script).join('\n');
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const { importClause: clause } = node;
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  // `import { type A, type B }` keeps the module in the bundle for its effects, so it is no type import.
  return false;
}

/** What a file imports: static, re-exported, and `import('…')` at run time or in a type. */
export function importsOf(file: string): SourceImport[] {
  const source = ts.createSourceFile(file, scriptOf(file), ts.ScriptTarget.Latest, false);
  const found: SourceImport[] = [];
  const add = (from: ts.Node | undefined, typeOnly: boolean): void => {
    if (from !== undefined && ts.isStringLiteralLike(from))
      found.push({ from: from.text, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, isTypeOnly(node));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The source files of some rooms, with their imports. */
export function sourcesOf(folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap(filesUnder)
    .filter((file) => /\.(ts|js|mjs|svelte)$/.test(file))
    .map((file) => ({ path: file, imports: importsOf(file) }));
}
