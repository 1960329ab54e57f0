import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

// Each rule here keeps a habit of the house that a tired reviewer would miss. What needs the whole
// tree at once (who may import whom, names of files) is tests/floor-plan.test.ts.

const houseRules = {
  // One file everyone must edit is what newcomers remember.
  'max-lines': ['error', { max: 300 }],
  // A default export is renamed at every import, so a search for a noun misses its users.
  'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-eval': 'error',
};

const typescriptRules = {
  '@typescript-eslint/no-explicit-any': 'error',
  // A plain record of drafts or counts is a fine thing to take a key out of.
  '@typescript-eslint/no-dynamic-delete': 'off',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
  ],
};

// The rules that need types, kept to those that stop a real fault: a forgotten promise is an
// unhandled rejection, and an unhandled rejection ends the host in the middle of a session.
const typeCheckedRules = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
  '@typescript-eslint/no-unsafe-return': 'error',
  '@typescript-eslint/no-unsafe-argument': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
  '@typescript-eslint/only-throw-error': 'error',
};

export default ts.config(
  {
    ignores: [
      '**/node_modules/',
      '**/build/',
      '**/.svelte-kit/',
      'data/',
      'test-results/',
      'playwright-report/',
      'web/static/',
      'docs/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { rules: houseRules },
  { files: ['**/*.ts', '**/*.svelte'], rules: typescriptRules },
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: typeCheckedRules,
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    // TypeScript answers these two, and knows a type from a value; ESLint's own take `export type`
    // in a component for an assignment.
    rules: { 'no-import-assign': 'off', 'no-undef': 'off' },
  },
  {
    // Links are plain paths: Canopy is served at the root of its own origin and never below a path.
    files: ['web/src/**/*.svelte', 'web/src/**/*.svelte.ts'],
    rules: { 'svelte/no-navigation-without-resolve': 'off' },
  },
  {
    files: ['web/src/**/*.ts'],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
  },
  {
    // What the product says goes through pino (event names and random ids only) or onto the page.
    files: ['packages/**', 'realtime/**', 'web/src/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['setup/**/*.mjs', 'realtime/src/main.mjs', 'tests/load/peers/*.mjs', '*.js'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.test.ts', '**/*.spec.ts'],
    rules: {
      // Saying the same of twelve people in one file is what a test is for; it still ends somewhere.
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Tools look for a default export in their settings.
    files: ['*.config.{js,ts}', '**/*.config.{js,ts}'],
    rules: { 'no-restricted-exports': 'off' },
  },
);
