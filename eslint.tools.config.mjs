// Tests and tools: what n8n's linters leave alone.
import { configs, config } from 'typescript-eslint';

export default config(
	{
		ignores: [
			'**/node_modules/**',
			'dist/**',
			'coverage/**',
			'nodes/**',
			'credentials/**',
			'test/e2e/.n8n/**',
			'.cache/**',
		],
	},
	{
		files: ['test/**/*.mts'],
		extends: [...configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.test.json' } },
	},
	{
		files: ['**/*.mjs', '**/*.js'],
		extends: [...configs.recommended],
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
);
