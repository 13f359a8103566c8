import { builtinModules } from 'node:module';
import js from '@eslint/js';
import ts from 'typescript-eslint';

const nodeModules = [...builtinModules, ...builtinModules.map(name => `node:${name}`)];
/**
 * What the pure part must not know: the editor, Node.js, and the layers around it.
 * @param {readonly string[]} layers
 * @param {string} why
 * @returns {import('@eslint/core').RulesConfig}
 */
const boundary = (layers, why) => ({
  'no-restricted-imports': [
    'error',
    {
      paths: ['vscode', ...nodeModules],
      patterns: [
        {
          group: ['vscode/*', 'node:*', ...layers.flatMap(layer => [`**/${layer}/**`, `**/${layer}`])],
          message: why,
        },
      ],
    },
  ],
});

export default ts.config(
  {
    ignores: [
      '.tpm-lens-cache',
      'node_modules',
      'dist',
      'out',
      'content',
      'media',
      'test/fixtures',
      '**/node_modules',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: boundary(
      ['features', 'platform', 'webview', 'protocol'],
      'core/ is pure: plain data in, plain data out.',
    ),
  },
  {
    files: ['src/protocol.ts'],
    rules: boundary(['features', 'platform', 'webview'], 'protocol.ts is shared by the host and the view.'),
  },
  {
    files: ['src/webview/**/*.ts'],
    rules: boundary(
      ['features', 'platform'],
      'The view knows the protocol and the types of core, nothing else.',
    ),
  },
  {
    files: ['src/platform/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/features/**', '**/webview/**'],
              message: 'platform/ implements the ports of core.',
            },
          ],
        },
      ],
    },
  },
  { files: ['**/*.js', '**/*.mjs'], ...ts.configs.disableTypeChecked },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: {
        AbortSignal: 'readonly',
        process: 'readonly',
        console: 'readonly',
        require: 'readonly',
        module: 'readonly',
        __dirname: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
      },
    },
    rules: {
      ...ts.configs.disableTypeChecked.rules,
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-floating-promises': 'error' } },
);
