import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resources } from '../../nodes/Shopify/operations/index.ts';

/** The catalogue as it was given lies outside the project; without it these checks are skipped. */
const FACTS = process.env.COMMERCE_OPS_FACTS ?? '../shared';
const FILE = join(FACTS, 'catalogue', 'operations.json');
const there = existsSync(FILE);

interface Documented {
	resource: string;
	operation: string;
	input: unknown;
	output: unknown;
}

const operations = resources.flatMap((resource) => resource.operations);
const documented = there ? (JSON.parse(readFileSync(FILE, 'utf8')) as Documented[]) : [];
const nameOf = ({ resource, operation }: { resource: string; operation: string }) =>
	`${resource}.${operation}`;

it('the node has the 67 operations of the catalogue, and the GraphQL request', () => {
	const names = operations.map(nameOf);
	expect(new Set(names).size).toBe(names.length);
	expect(names.filter((name) => name !== 'graphql.request')).toHaveLength(67);
});

(there ? describe : describe.skip)('the given catalogue (skipped when it is not there)', () => {
	it('names the same operations', () => {
		const names = operations.map(nameOf).filter((name) => name !== 'graphql.request');
		expect(names.sort()).toEqual(documented.map(nameOf).sort());
	});

	it.each(documented.map((one) => [nameOf(one), one] as const))(
		'has the sample of %s as it stands in the project',
		(name, { input, output }) => {
			const own = operations.find((operation) => nameOf(operation) === name);
			expect(own?.sample).toEqual({ input, output });
		},
	);
});
