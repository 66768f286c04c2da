/** Fields one by one: a field that is asked for alone has the value that it has within the whole record. */
import { API_VERSIONS } from '../../nodes/Shopify/client/versions.ts';
import {
	convert,
	selectionOf,
	type Node,
	type Payload,
} from '../../nodes/Shopify/payloads/payload.ts';
import { Fulfillment } from '../../nodes/Shopify/payloads/fulfillment.ts';
import { answerKey, fieldByField, record } from './answer.mts';
import * as shapes from './shapes.mts';
import { payloadTables, simplifiedForms } from './tables.mts';

const OBJECTS: Array<[string, Node]> = [
	['Order', shapes.order],
	['Product', shapes.product],
	['ProductVariant', shapes.variant()],
	['Customer', shapes.customer],
	['CustomerLookup', shapes.customer],
	['Location', shapes.location],
	['LocationLookup', shapes.location],
	['Shop', shapes.shop],
	['DraftOrder', shapes.draftOrder],
	['Fulfillment', shapes.fulfillment],
	['TrackedFulfillment', shapes.fulfillment],
	['FulfillmentOrder', shapes.fulfillmentOrder],
	['Metafield', shapes.metafield],
	['InventoryItem', shapes.inventoryItem],
	['ListedInventoryItem', shapes.inventoryItem],
	['InventoryLevel', shapes.inventoryLevel],
	['Collection', shapes.collection],
	['CollectionCollects', shapes.collection],
	['AbandonedCheckout', shapes.abandonedCheckout],
	['Country', shapes.country],
];

describe.each(API_VERSIONS)('%s', (version) => {
	test.each(OBJECTS)('%s, field by field', async (name, object) => {
		const table = (await payloadTables()).get(name);
		if (!table) throw new Error(`There is no payload ${name}`);
		const whole = record(table, object, undefined, version);
		expect(fieldByField(table, object, version)).toEqual(whole);
		expect(Object.keys(whole)).toEqual(Object.keys(table.fields));
		// Nothing is left undefined: n8n would drop the key.
		expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
	});
});

test('a record of which nothing may be read is still a record', async () => {
	for (const [name, table] of await payloadTables()) {
		const denied = Object.keys(selectionOf(table, '2026-10')).map((key) => [answerKey(key), null]);
		const found = convert(table, Object.fromEntries(denied) as Node);
		expect([name, Object.keys(found)]).toEqual([name, Object.keys(table.fields)]);
		expect([name, Object.values(found).filter((value) => value === undefined)]).toEqual([name, []]);
	}
});

const pascal = (name: string) =>
	name.toLowerCase().replace(/(?:^|_)(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** Whether a dot path leads to a field. */
function leads(table: Payload, path: string): boolean {
	const [name, ...rest] = path.split('.');
	const field = table.fields[name];
	if (!field || rest.length === 0) return field !== undefined;
	const below = (field.inner ?? field.nested)?.payload;
	return below !== undefined && leads(below, rest.join('.'));
}

test('the short forms name at most ten fields, all of which exist', async () => {
	const tables = await payloadTables();
	const forms = await simplifiedForms();
	expect(forms.size).toBeGreaterThan(12);
	for (const [name, paths] of forms) {
		const table = tables.get(pascal(name));
		if (!table) throw new Error(`${name}_SIMPLIFIED belongs to no payload`);
		expect([name, paths.filter((path) => !leads(table, path))]).toEqual([name, []]);
		expect(paths.length).toBeLessThanOrEqual(10);
	}
});

test('constants are new objects in every record', () => {
	const [one, other] = [shapes.fulfillment, shapes.fulfillment].map((object) =>
		record(Fulfillment, object, ['receipt']),
	);
	expect(one.receipt).toEqual({});
	expect(one.receipt).not.toBe(other.receipt);
});
