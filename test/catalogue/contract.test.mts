import { NoDeprecatedCustomRule, parse, validate } from 'graphql';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { API_VERSIONS } from '../../nodes/Shopify/client/versions.ts';
import { resources } from '../../nodes/Shopify/operations/index.ts';
import {
	DEPRECATED_ARGUMENTS,
	DEPRECATED_SOURCES,
} from '../../nodes/Shopify/payloads/deprecated.ts';
import { compareShape } from '../conformance/shape.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { loadAdminSchema } from '../sandbox/schema.mts';
import { records, ShopifyUnderTest } from '../workflows/shopify.mts';
import { ARRANGEMENTS } from './arrange.mts';
import { formFor } from './form.mts';
import { deviationFor, reasonFor } from './reasons.mts';

/**
 * The catalogue's contract: each operation takes its documented sample, through the form and as
 * JSON, in both API versions, and answers in the documented shape. Every document that goes over
 * the wire meanwhile is held against the official schema.
 */

const operations = resources.flatMap((resource) => resource.operations);
const names = operations.map(({ resource, operation }) => `${resource}.${operation}`);
const byName = new Map(operations.map((one) => [`${one.resource}.${one.operation}`, one]));

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;
const sent = new Map<string, Set<string>>(API_VERSIONS.map((version) => [version, new Set()]));
const table: Array<Record<string, string | number>> = [];

/** The table of operations as text: one row for each, with what is never filled here and why. */
function tableText(): string {
	const rows = table.filter(({ input }) => input === 'json');
	const lines = rows.map(({ operation, requests, hints, shape, 'null, with a reason': nulls }) => {
		const remark = nulls === '' ? '' : ` (without a value: ${nulls})`;
		return `${String(operation).padEnd(32)} ${requests} requests, ${hints} hints: ${shape}${remark}`;
	});
	return `\nThe contract in ${API_VERSIONS[0]}\n${lines.join('\n')}\n${lines.length} operations\n`;
}

beforeAll(async () => {
	sandbox = await startSandbox({
		jobDelayMs: 20,
		mediaDelayMs: 20,
		bucket: { maximum: 20_000, restoreRate: 1000 },
	});
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => {
	await sandbox.stop();
	process.stdout.write(tableText());
});

/** The documented input with what had to be exchanged for this shop. */
async function inputOf(name: string): Promise<IDataObject> {
	const sample = byName.get(name)?.sample.input ?? {};
	return { ...sample, ...(await ARRANGEMENTS[name]?.(sandbox)) };
}

/** The node's parameters for the input, by one of the two ways. */
function parametersFor(name: string, mode: 'json' | 'fields', input: IDataObject): INodeParameters {
	const operation = byName.get(name);
	if (!operation) throw new Error(`No operation ${name}`);
	const base = { resource: operation.resource, operation: operation.operation, input: mode };
	if (mode === 'json') return { ...base, payload: input as INodeParameters };
	const { limit, ...form } = input;
	const given = operation.properties.some((property) => property.name === 'limit') ? input : form;
	return {
		...base,
		...formFor(operation.properties, given),
		...(limit === undefined ? {} : { limit: limit as number }),
	};
}

const modes = ['json', 'fields'] as const;
const runs = names.flatMap((name) =>
	API_VERSIONS.flatMap((version) => modes.map((mode) => ({ name, version, mode }))),
);

describe.each(runs)('$name with $mode input in $version', ({ name, version, mode }) => {
	it('takes the documented input and answers in the documented shape', async () => {
		sandbox.control.reset();
		const parameters = parametersFor(name, mode, await inputOf(name));
		sandbox.control.clearJournal();
		const result = await shopify.run({
			...parameters,
			output: 'fullPayload',
			options: { apiVersion: version },
		});
		const [payload] = records(result);
		const journal = sandbox.control.requests();
		for (const { document } of journal) if (document !== null) sent.get(version)?.add(document);

		const sample = byName.get(name)?.sample.output;
		const { deviations, unchecked } = compareShape(
			sample,
			Array.isArray(sample) ? records(result) : payload,
			{ mayBeNull: () => true },
		);
		// What was null or empty in every record has to be explained, so that nothing is null by mistake.
		const unexplained = [
			...deviations.filter((text) => deviationFor(text) === undefined),
			...unchecked
				.filter((path) => reasonFor(path) === undefined)
				.map((path) => `${path}: never a value`),
		];
		const explained = unchecked.filter((path) => reasonFor(path) !== undefined);
		if (version === API_VERSIONS[0]) {
			table.push({
				operation: name,
				input: mode,
				requests: journal.length,
				hints: result.hints.length,
				'null, with a reason': explained.map((path) => `${path} (${reasonFor(path)})`).join('; '),
				shape:
					unexplained.length === 0
						? [
								'as documented',
								...deviations.map((text) => `${text} (${deviationFor(text)})`),
							].join(', but ')
						: unexplained.join('; '),
			});
		}
		expect(unexplained).toEqual([]);
		expect(journal.flatMap(({ notModelled }) => notModelled)).toEqual([]);
	});
});

describe.each(API_VERSIONS)('the documents that were sent in %s', (version) => {
	const allowed = [...DEPRECATED_SOURCES, ...DEPRECATED_ARGUMENTS]
		.filter(({ versions }) => versions.includes(version))
		.map(({ field }) => field);

	it('are valid in the official schema', async () => {
		const schema = await loadAdminSchema(version);
		const wrong = [...(sent.get(version) ?? [])].flatMap((text) =>
			validate(schema, parse(text)).map(({ message }) => `${message} in ${text.slice(0, 80)}`),
		);
		expect(wrong).toEqual([]);
		expect(sent.get(version)?.size).toBeGreaterThanOrEqual(names.length / 2);
	});

	it('use nothing deprecated but what is named with its reason', async () => {
		const schema = await loadAdminSchema(version);
		const used = [...(sent.get(version) ?? [])].flatMap((text) =>
			validate(schema, parse(text), [NoDeprecatedCustomRule], { maxErrors: 1000 }).map(
				({ message }) => message,
			),
		);
		const unexpected = used.filter((message) => !allowed.some((field) => message.includes(field)));
		expect([...new Set(unexpected)]).toEqual([]);
	});
});
