import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { API_VERSIONS } from '../../nodes/Shopline/client/versions.ts';
import { resources } from '../../nodes/Shopline/operations/index.ts';
import { formFor } from '../catalogue/form.mts';
import { compareShape } from '../conformance/shape.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { records } from '../workflows/shopify.mts';
import { arranged } from './arrange.mts';
import { FAST, ShoplineUnderTest } from './shopline.mts';

/**
 * Each operation takes its documented sample, through the form and as JSON, in the newest and the
 * oldest version, sends the same request both ways, and answers in the documented shape.
 */

const operations = resources.flatMap((resource) => resource.operations);
const byName = new Map(operations.map((one) => [`${one.resource}.${one.operation}`, one]));

let sandbox: Sandbox;
let shopline: ShoplineUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ shopline: { bucket: FAST } });
	shopline = new ShoplineUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());

/** Fields that are documented but empty in every record of this shop. */
const NEVER_A_VALUE = /note_attributes|refunds/;

/** A map: its keys are values of the option. */
const MAPPED = /values_images\.\w+: is missing/;

function parametersFor(name: string, mode: 'json' | 'fields', input: IDataObject): INodeParameters {
	const operation = byName.get(name);
	if (!operation) throw new Error(`No operation ${name}`);
	const base = { resource: operation.resource, operation: operation.operation, input: mode };
	if (mode === 'json') return { ...base, payload: input as INodeParameters };
	const { limit, ...form } = input;
	return {
		...base,
		...formFor(operation.properties, form),
		...(limit === undefined ? {} : { limit: limit as number }),
	};
}

const versions = [API_VERSIONS[0], API_VERSIONS[API_VERSIONS.length - 1]];
const runs = [...byName.keys()].flatMap((name) => versions.map((version) => ({ name, version })));

describe.each(runs)('$name in $version', ({ name, version }) => {
	it('takes the documented input both ways and answers in the documented shape', async () => {
		const sent: unknown[] = [];
		for (const mode of ['json', 'fields'] as const) {
			sandbox.control.reset();
			const sample = byName.get(name)?.sample;
			const input = arranged(name, sample?.input ?? {}, shopline);
			const result = await shopline.run({
				...parametersFor(name, mode, input),
				output: 'fullPayload',
				options: { apiVersion: version },
			});
			const [payload] = records(result);
			const { deviations } = compareShape(sample?.output, payload, { mayBeNull: () => true });
			expect(deviations.filter((text) => !NEVER_A_VALUE.test(text) && !MAPPED.test(text))).toEqual(
				[],
			);
			expect(shopline.requests.length).toBeGreaterThan(0);
			for (const { path } of shopline.requests) {
				expect(path).toMatch(new RegExp(`^/shopline/admin/openapi/${version}/[\\w/.]+\\.json$`));
			}
			sent.push(
				shopline.requests.map(({ method, path, sent: what }) => ({
					method,
					path,
					query: what?.query,
					body: what?.body,
				})),
			);
		}
		expect(sent[1]).toEqual(sent[0]);
	});
});

it('there are the 32 operations of the issue', () => {
	expect(operations).toHaveLength(32);
});
