// The node's forms in the editor. The pictures of the largest ones are for looking at.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Editor } from '../browser.mjs';
import { root } from '../install.mjs';
import { owner } from '../n8n.mjs';
import { shopify } from '../workflows.mjs';
import { nodeType } from '../world.mjs';
import { filled } from './filled.mjs';

const images = join(root, 'docs', 'images');

/** Whose form is also shown in JSON mode, with a text of its example. */
const asJson = { of: 'product/create', example: 'Eco-friendly Water Bottle' };

/** How many forms are the largest ones. */
const LARGEST = 5;

/** The entries of a collection, and those of each section of a fixedCollection. */
const inside = ({ options = [] }) =>
	options.flatMap((option) => option.values ?? (option.type ? [option] : []));

/** How many fields there are, with those inside. */
const count = (properties) =>
	properties.reduce((sum, property) => sum + 1 + count(inside(property)), 0);

/** The labels of fields that have values, however deep. */
function labelsOf(properties, values) {
	return properties
		.filter(({ name }) => name in values)
		.flatMap((property) => {
			const value = values[property.name];
			const { options = [], displayName } = property;
			if (property.type === 'collection') return [displayName, ...labelsOf(options, value)];
			if (property.type !== 'fixedCollection') return [displayName];
			const rows = options.flatMap((section) =>
				[value[section.name] ?? []].flat().map((row) => labelsOf(section.values, row)),
			);
			return [displayName, ...rows.flat()];
		});
}

/** The operations of the node: [{resource, operation, properties}], with the fields of each form. */
function operationsOf({ properties }) {
	const asks = (property, name) => property.displayOptions?.show?.[name] ?? [];
	const choices = properties.filter(({ name }) => name === 'operation');
	return choices.flatMap((choice) =>
		choice.options
			.map(({ value }) => ({ resource: asks(choice, 'resource')[0], operation: value }))
			.filter(({ resource, operation }) => !`${resource}${operation}`.includes('__CUSTOM'))
			.map(({ resource, operation }) => ({
				resource,
				operation,
				properties: properties.filter(
					(property) =>
						asks(property, 'resource').includes(resource) &&
						asks(property, 'operation').includes(operation) &&
						asks(property, 'input').includes('fields'),
				),
			})),
	);
}

/** A workflow of nodes that are not connected, in rows. */
const grid = (name, nodes) => ({
	name,
	nodes: nodes.map((node, i) => ({
		...node,
		position: [240 * (i % 10), 200 * Math.floor(i / 10)],
	})),
	connections: {},
	settings: { executionOrder: 'v1' },
});

/** A picture of the open node's form, as long as the form is. */
async function picture(editor, name) {
	const panel = editor.at('node-parameters');
	const { x, y, width } = await panel.boundingBox();
	await editor.page.mouse.move(2, 2);
	const bottoms = await panel
		.locator('[data-test-id="parameter-item"]')
		.evaluateAll((items) => items.map((item) => item.getBoundingClientRect().bottom));
	const clip = { x, y, width, height: Math.max(...bottoms) - y + 12 };
	await editor.picture(join(images, `${name}.png`), clip);
}

export async function formChecks(steps, { n8n }) {
	const { rest } = n8n;
	const types = await rest.get('/types/nodes.json');
	const operations = operationsOf(types.find(({ name }) => name === nodeType));
	const found = (of) =>
		operations.find(({ resource, operation }) => of === `${resource}/${operation}`);
	const editor = await Editor.open(n8n.url);
	try {
		await editor.logIn(owner);

		await steps.check('Forms: every operation opens untouched, in each of its ways', async () => {
			const nodes = operations.flatMap(({ resource, operation, properties }) => {
				const ways = properties
					.filter(({ type }) => type === 'options')
					.flatMap(({ name, options }) => options.map(({ value }) => ({ [name]: value })));
				return [{}, { input: 'json' }, ...ways].map((way) => ({ resource, operation, ...way }));
			});
			assert.ok(operations.length > 60, `${operations.length} operations`);
			const named = nodes.map((parameters, i) => shopify(`Node ${i}`, parameters));
			const { id } = await rest.createWorkflow(grid('Untouched', named));
			await editor.openWorkflow(id);
			// n8n refuses a whole workflow when it cannot work out the defaults of one node.
			await editor
				.at('canvas-node')
				.nth(nodes.length - 1)
				.waitFor();
			assert.equal(await editor.at('canvas-node').count(), nodes.length);
		});

		await steps.check('Forms: the largest ones are those in the pictures', async () => {
			const sized = operations.map(({ resource, operation, properties }) => ({
				of: `${resource}/${operation}`,
				size: count(properties),
			}));
			const shown = sized.filter(({ of }) => of in filled).sort((a, b) => b.size - a.size);
			assert.ok(shown.length >= LARGEST);
			const least = shown[LARGEST - 1].size;
			const larger = sized.filter(({ of, size }) => size > least && !(of in filled));
			assert.deepEqual(larger, []);
		});

		const forms = Object.entries(filled);
		const nodes = forms.map(([of, values]) => {
			const { resource, operation } = found(of);
			return shopify(of, { resource, operation, ...values });
		});
		const { resource, operation } = found(asJson.of);
		nodes.push(shopify('JSON', { resource, operation, input: 'json' }));
		const { id } = await rest.createWorkflow(grid('Large forms', nodes));
		await editor.page.setViewportSize({ width: 1400, height: 3600 });
		await editor.openWorkflow(id);

		/** Opens a node, waits for these texts in its form, and takes its picture. */
		const show = async (node, texts, name) => {
			await editor.openNode(node);
			try {
				for (const text of texts) {
					await editor.at('node-parameters').getByText(text).first().waitFor();
				}
				await picture(editor, name);
			} finally {
				await editor.closeNode();
			}
		};

		for (const [of, values] of forms) {
			await steps.check(`Form of ${of}: its fields are shown`, async () => {
				const labels = labelsOf(found(of).properties, values);
				assert.ok(labels.length > 5, labels.join());
				await show(of, [...labels, 'Output'], `form-${of.replace('/', '-')}`);
			});
		}

		await steps.check('Form in JSON mode: the documented example stands below', async () => {
			await editor.page.setViewportSize({ width: 1400, height: 1500 });
			await show('JSON', [asJson.example], `form-${asJson.of.replace('/', '-')}-json`);
		});
	} finally {
		await editor.close();
	}
}
