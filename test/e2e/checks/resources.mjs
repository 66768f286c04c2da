// At least one operation of every resource in the real n8n, held against what the shop itself says.
import assert from 'node:assert/strict';
import { chain, shopify } from '../workflows.mjs';
import { nodeType } from '../world.mjs';
import { changed } from './changes.mjs';
import { reads } from './reads.mjs';

export async function resourceChecks(steps, { n8n: { rest }, sandbox }) {
	for (const { of, known, parameters, expect } of reads) {
		await steps.check(`${of}: as the shop says`, async () => {
			const [resource, operation] = of.split('/');
			const truth = await (typeof known === 'string' ? sandbox.graphql(known) : known(sandbox));
			const node = shopify('Node', { resource, operation, ...parameters(truth) });
			const execution = await rest.runWorkflow(await rest.createWorkflow(chain(of, [node])));
			assert.ok(execution.ok, `${execution.error?.message} ${execution.error?.description}`);
			expect(execution.records('Node'), truth);
		});
	}

	await steps.check('Every resource has an operation that is run', async () => {
		const types = await rest.get('/types/nodes.json');
		const { properties } = types.find(({ name }) => name === nodeType);
		// n8n itself adds its "Custom API Call", whose value begins with underlines.
		const resources = properties
			.find(({ name }) => name === 'resource')
			.options.filter(({ value }) => !value.startsWith('__'));
		const run = [...reads.map(({ of }) => of), ...changed].map((of) => of.split('/')[0]);
		const missing = resources.map(({ value }) => value).filter((value) => !run.includes(value));
		assert.ok(resources.length > 1);
		assert.deepEqual(missing, []);
	});
}
