import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isList } from '../../nodes/shared/operation.ts';
import { API_VERSIONS, isModern } from '../../nodes/Shoplazza/client/versions.ts';
import { resources } from '../../nodes/Shoplazza/operations/index.ts';
import { formFor } from '../catalogue/form.mts';
import { compareShape } from '../conformance/shape.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { records, ShoplazzaUnderTest, WIDE } from '../workflows/shoplazza.mts';
import { arrange } from './arrange.mts';

/**
 * Each operation takes its documented sample, through the form and as JSON, in every version, plain
 * and in the envelope, and answers in the documented shape.
 */

const operations = resources.flatMap((resource) => resource.operations);
const names = operations.map(({ resource, operation }) => `${resource}.${operation}`);
const byName = new Map(operations.map((one) => [`${one.resource}.${one.operation}`, one]));

let sandbox: Sandbox;
let node: ShoplazzaUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox();
	node = new ShoplazzaUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());

function parametersFor(name: string, mode: 'json' | 'fields', input: IDataObject): INodeParameters {
	const operation = byName.get(name);
	if (!operation) throw new Error(`No operation ${name}`);
	const base = { resource: operation.resource, operation: operation.operation };
	if (operation.properties.length === 0) return base;
	if (mode === 'json') return { ...base, input: 'json', payload: input as INodeParameters };
	const { limit, ...form } = input;
	return {
		...base,
		input: 'fields',
		...formFor(operation.properties, form),
		...(limit === undefined ? {} : { limit: limit as number }),
	};
}

/** What does not exist in 2022-01. */
const isNew = (name: string) => /^(inventoryLevel|location)\./.test(name);

const runs = names.flatMap((name) =>
	API_VERSIONS.flatMap((version) =>
		(['json', 'fields'] as const).map((mode) => ({ name, version, mode })),
	),
);

it('there are the operations of the issue', () => {
	expect(names.sort()).toEqual(
		[
			...['create', 'getAll', 'get', 'count', 'update', 'delete'].map(
				(one) => `productImage.${one}`,
			),
			...['create', 'getAll', 'get', 'count', 'update', 'delete'].map((one) => `product.${one}`),
			...['create', 'getAll', 'get', 'update', 'delete'].map((one) => `productVariant.${one}`),
			...['get', 'getAll', 'count', 'cancel'].map((one) => `order.${one}`),
			...['create', 'getAll', 'update'].map((one) => `fulfillment.${one}`),
			...['create', 'get', 'getAll', 'count', 'update'].map((one) => `customer.${one}`),
			...['getAll', 'set', 'adjust'].map((one) => `inventoryLevel.${one}`),
			'location.getAll',
			'shop.get',
		].sort(),
	);
});

describe.each(runs)('$name with $mode input in $version', ({ name, version, mode }) => {
	it('takes the documented input and answers in the documented shape', async () => {
		sandbox.control.reset();
		sandbox.shoplazza.room.setBuckets({ app: WIDE, store: WIDE });
		// Both forms of an answer that newer versions may have.
		sandbox.shoplazza.room.envelope = mode === 'json';
		const sample = byName.get(name)?.sample ?? { input: {}, output: {} };
		const input = { ...sample.input, ...arrange(name, sandbox.shoplazza.room) };
		const result = await node.run({
			...parametersFor(name, mode, input),
			output: 'fullPayload',
			options: { apiVersion: version },
		});
		if (isNew(name) && !isModern(version)) {
			expect(result.error?.message).toContain('cannot be used in API version 2022-01');
			return;
		}
		const [payload] = records(result);
		expect(sandbox.control.requests().length).toBeGreaterThan(0);
		const operation = byName.get(name);
		const documented = sample.output as IDataObject;
		if (isModern(version)) {
			const { deviations } = compareShape(documented, payload, { mayBeNull: () => true });
			// Shoplazza gives an empty text for what is not set, as its documented examples do.
			expect(deviations.filter((text) => !text.endsWith('found ""'))).toEqual([]);
		} else {
			const key = operation?.answer.key;
			if (key !== undefined) expect(payload).toHaveProperty(key);
			else expect(Object.keys(payload)).toEqual(Object.keys(documented));
		}
		if (operation && isList(operation)) expect(payload).toHaveProperty('next_page');
	});
});
