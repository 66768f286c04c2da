import { availableParallelism } from 'node:os';

// What tests provoke on purpose is no news: n8n's own logger stays quiet.
process.env.N8N_LOG_LEVEL ??= 'silent';

export default {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	moduleFileExtensions: ['js', 'ts', 'mts', 'json', 'node'],
	setupFiles: ['reflect-metadata', '<rootDir>/test/quickGraphql.cjs'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
				sourceMaps: 'inline',
			},
		],
	},
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/test/e2e/node_modules/',
		'<rootDir>/test/e2e/medusa/',
		'<rootDir>/test/e2e/.n8n/',
	],
	testPathIgnorePatterns: ['/node_modules/'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageProvider: 'v8',
	coverageReporters: ['text', 'json-summary'],
	// Far more than any test takes alone: a busy machine is no failure.
	testTimeout: 60_000,
	// More than half of the tests' time is waiting, so two workers more than cores pay.
	maxWorkers: availableParallelism() + 2,
};
