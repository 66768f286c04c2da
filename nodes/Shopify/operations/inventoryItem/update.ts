import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { gid } from '../../client/ids';
import { inventoryItemLocator } from '../../lookups/inventoryItem';
import { INVENTORY_ITEM_SIMPLIFIED, InventoryItem } from '../../payloads/inventoryItem';
import { change } from '../change';
import { fieldNames, notStored, operation } from '../kit';
import sample from './update.sample.json';

export const updateInventoryItem = operation({
	resource: 'inventoryItem',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update an inventory item',
		description: "Change an inventory item's SKU, cost, tracking or customs data",
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_inventory'],
	properties: [
		{ ...inventoryItemLocator, description: 'The inventory item to update' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Cost',
					name: 'cost',
					type: 'number',
					typeOptions: { numberPrecision: 2, minValue: 0 },
					default: 0,
					description: "What one unit costs, in the shop's currency",
				},
				{
					displayName: 'Country Code of Origin',
					name: 'countryCodeOfOrigin',
					type: 'string',
					default: '',
					placeholder: 'e.g. US',
					description: 'Two-letter code of the country where the item is made',
				},
				{
					displayName: 'Created At',
					name: 'createdAt',
					type: 'dateTime',
					default: '',
					description: 'Shopify sets this itself, so it is not stored',
				},
				{
					displayName: 'Harmonized System Code',
					name: 'harmonizedSystemCode',
					type: 'string',
					default: '',
					placeholder: 'e.g. 610910',
					description: 'Customs code, at least six digits',
				},
				{
					displayName: 'Province Code of Origin',
					name: 'provinceCodeOfOrigin',
					type: 'string',
					default: '',
					placeholder: 'e.g. CA',
				},
				{
					displayName: 'Requires Shipping',
					name: 'requiresShipping',
					type: 'boolean',
					default: true,
					description: 'Whether the item is shipped',
				},
				{
					displayName: 'SKU',
					name: 'sku',
					type: 'string',
					default: '',
					placeholder: 'e.g. PROD-001-BLU',
				},
				{
					displayName: 'Tracked',
					name: 'tracked',
					type: 'boolean',
					default: true,
					description: 'Whether Shopify keeps count of the stock',
				},
				{
					displayName: 'Updated At',
					name: 'updatedAt',
					type: 'dateTime',
					default: '',
					description: 'Shopify sets this itself, so it is not stored',
				},
			],
		},
	],
	answer: {
		key: 'inventory_item',
		fields: fieldNames(InventoryItem),
		simplified: INVENTORY_ITEM_SIMPLIFIED,
	},
	sample,
	together: true,
	async run(call, shop) {
		const { inventory_item_id: itemId } = call.input;
		const changes = changesOf(call.input);
		if (Object.keys(changes).length === 0) {
			throw new InputError(
				'There is nothing to update',
				"Add at least one field under 'Update Fields' that Shopify stores.",
			);
		}
		for (const key of ['created_at', 'updated_at']) {
			notStored(call, key, 'Shopify sets the times of an inventory item itself');
		}
		const item = await change(
			shop,
			{ table: InventoryItem, key: 'inventoryItem', fields: call.fields },
			(record) =>
				`mutation UpdateInventoryItem($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) { inventoryItem { ${record} } userErrors { field message } } }`,
			{ id: gid('InventoryItem', itemId), input: changes },
			{ repeatable: true, first: true, check: "the inventory item's fields" },
		);
		return { inventory_item: item };
	},
});

/** An empty text takes the value away; only the SKU may be an empty text itself. */
const orNull = (value: unknown) => (value === '' ? null : value);

function changesOf(input: IDataObject): IDataObject {
	const { cost } = input;
	const changes = {
		sku: input.sku,
		requiresShipping: input.requires_shipping ?? undefined,
		tracked: input.tracked ?? undefined,
		cost: typeof cost === 'number' ? String(cost) : cost,
		countryCodeOfOrigin: orNull(input.country_code_of_origin),
		provinceCodeOfOrigin: orNull(input.province_code_of_origin),
		harmonizedSystemCode: orNull(input.harmonized_system_code),
	};
	return Object.fromEntries(
		Object.entries(changes).filter(([, value]) => value !== undefined),
	) as IDataObject;
}
