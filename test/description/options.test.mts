import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { entriesOf, type Loaded, loadNodes } from './nodes.mts';

/* Options that do nothing for an operation are not offered there. */

let nodes: Loaded[];

beforeAll(async () => {
	nodes = await loadNodes();
});

const nodeOf = (name: string) => nodes.find((node) => node.name === name) as Loaded;

/** The parameters of a node as n8n reads them, with these values and the defaults of the others. */
function resolved({ type }: Loaded, values: INodeParameters): INodeParameters {
	const { description } = type;
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		values,
		true,
		false,
		{ typeVersion: 1 },
		description,
	);
	return parameters ?? {};
}

/** The parameters that the editor shows with these values. */
const shownWith = ({ type }: Loaded, values: INodeParameters): INodeProperties[] => {
	const { description } = type;
	const node = { typeVersion: 1 };
	const all = resolved(nodeOf(description.name), values);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(all, property, node, description),
	);
};

/** Labels of the options that the editor offers with these values. */
function offered(name: string, values: INodeParameters): string[] {
	const node = nodeOf(name);
	const all = resolved(node, values);
	const [collection, ...others] = shownWith(node, values).filter((one) => one.name === 'options');
	expect(others).toEqual([]);
	if (!collection) return [];
	return entriesOf(collection)
		.filter((entry) =>
			NodeHelpers.displayParameter({}, entry, { typeVersion: 1 }, node.type.description, all),
		)
		.map(({ displayName }) => displayName);
}

const always = ['API Version', 'Max Concurrent Requests'];
const bulkImport = ['Bulk Import', 'Bulk Import From (Items)', 'Bulk Timeout (Minutes)'];
const [version, concurrency] = always;

describe('Shopify Admin offers', () => {
	it.each([
		['order', 'cancel', always],
		['product', 'create', [version, ...bulkImport, concurrency]],
		['product', 'delete', [version, 'Batch Size', concurrency]],
		['product', 'count', always],
		['order', 'get', [version, 'Batch Size', concurrency]],
		['order', 'getAll', [version, concurrency, 'Page Cursor']],
		['metafield', 'create', [version, 'Batch Size', ...bulkImport, concurrency]],
		['fulfillmentOrder', 'getAll', [version, 'Batch Size', concurrency]],
		['shop', 'get', always],
	])('on %s: %s', (resource, operation, labels) => {
		expect(offered('shopifyAdmin', { resource, operation })).toEqual(labels);
	});

	it('Strategy where a whole list is read that has a bulk way', () => {
		const whole = (resource: string) =>
			offered('shopifyAdmin', { resource, operation: 'getAll', returnAll: true });
		expect(whole('order')).toEqual([
			version,
			'Bulk Timeout (Minutes)',
			concurrency,
			'Page Cursor',
			'Strategy',
		]);
		expect(whole('fulfillment')).toEqual([version, concurrency, 'Page Cursor']);
	});
});

describe('the other nodes offer', () => {
	it.each([
		['shopline', { resource: 'location', operation: 'getAll' }, 'Page Cursor', true],
		['shopline', { resource: 'product', operation: 'getAll' }, 'Page Cursor', true],
		['shoplazza', { resource: 'product', operation: 'create' }, 'Page Cursor', false],
		['shoplazza', { resource: 'product', operation: 'getAll' }, 'Page Cursor', true],
		['medusa', { resource: 'product', operation: 'import' }, 'Job Timeout', true],
		['medusa', { resource: 'batchJob', operation: 'cancel' }, 'Job Timeout', false],
	])('%s %j: %s %s', (name, values, label, there) => {
		expect(offered(name, values).includes(label)).toBe(there);
	});

	it('Export Images nothing, not even an empty list, where nothing does anything', () => {
		const reorder = { resource: 'productGallery', operation: 'reorder' };
		expect(offered('exportImages', { ...reorder, shop: 'shopline' })).toEqual([
			'Requests per Second',
		]);
		const shown = shownWith(nodeOf('exportImages'), { ...reorder, shop: 'shopify' });
		expect(shown.map(({ name }) => name)).not.toContain('options');
	});
});

it.each([
	['shopifyAdmin', 'order', 'get'],
	['shopifyAdmin', 'draftOrder', 'create'],
	['shopifyAdmin', 'fulfillmentOrder', 'getAll'],
	['medusa', 'product', 'export'],
])('%s opens %s with %s', (name, resource, operation) => {
	expect(resolved(nodeOf(name), { resource }).operation).toBe(operation);
});

it('Operation stands right below Resource', () => {
	for (const node of nodes.filter(({ operations }) => operations.length > 0)) {
		const names = shownWith(node, {}).map((property) => property.name);
		expect([node.name, names[names.indexOf('resource') + 1]]).toEqual([node.name, 'operation']);
	}
});

it('credentials that are shown together have labels of their own', () => {
	for (const node of nodes) {
		const { credentials = [] } = node.type.description;
		for (const { resource, operation } of node.operations) {
			const all = resolved(node, { resource, operation });
			const shown = credentials.filter((one) =>
				NodeHelpers.displayParameter(all, one, { typeVersion: 1 }, node.type.description),
			);
			const labels = shown.map(({ displayName }) => displayName);
			expect([node.name, new Set(labels).size]).toEqual([node.name, labels.length]);
		}
	}
});

it('n8n keeps what is given for the options of each operation', () => {
	let looked = 0;
	for (const node of nodes) {
		for (const { resource, operation } of node.operations) {
			const collection = node.type.description.properties.find(
				({ name, displayOptions }) =>
					name === 'options' &&
					displayOptions?.show?.resource?.includes(resource) &&
					displayOptions.show.operation?.includes(operation),
			);
			if (!collection) continue;
			const given = Object.fromEntries(entriesOf(collection).map((one) => [one.name, one.default]));
			const shop = collection.displayOptions?.show?.shop?.[0] as string | undefined;
			const values = { resource, operation, returnAll: true, ...(shop ? { shop } : {}) };
			const { options } = resolved(node, { ...values, options: given } as INodeParameters);
			const where = `${node.name} ${resource}/${operation}`;
			// One entry of Export Images is there for some shops only.
			if (node.name === 'exportImages' && !shop) delete given.requestsPerSecond;
			expect([where, options]).toEqual([where, given]);
			looked += 1;
		}
	}
	expect(looked).toBeGreaterThan(100);
});

it('own options of an operation are entries of its node', () => {
	for (const { name, operations, parameters } of nodes) {
		const entries = new Set(
			parameters
				.filter(({ parent }) => parent?.name === 'options')
				.map(({ property }) => property.name),
		);
		for (const { options = [] } of operations) {
			expect([name, options.filter((option) => !entries.has(option))]).toEqual([name, []]);
		}
	}
});
