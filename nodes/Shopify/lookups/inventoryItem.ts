import type { INodeProperties } from 'n8n-workflow';

import { legacyId } from '../client/ids';
import { dig } from '../payloads/payload';
import type { Node } from '../payloads/payload';
import { listSearch, text, words } from './lookup';

/** An inventory item, chosen from the list of variants or by ID. Shopify's admin has no page for it. */
export const inventoryItemLocator: INodeProperties = {
	displayName: 'Inventory Item',
	name: 'inventoryItemId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The inventory item to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an inventory item...',
			typeOptions: {
				searchListMethod: 'searchInventoryItems',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 49148385',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/InventoryItem/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/InventoryItem/)?\\d+\\s*$',
						errorMessage:
							'An inventory item ID is a number, or starts with gid://shopify/InventoryItem/',
					},
				},
			],
		},
	],
};

/** "Hiking Boots – Brown / 42 (BOOT-42)": an item is known by its variant. */
function name(variant: Node): string {
	const title = text(variant.displayName);
	const sku = text(dig(variant, 'inventoryItem.sku'));
	return sku ? `${title} (${sku})` : title;
}

export const searchInventoryItems = listSearch({
	root: 'productVariants',
	selection: 'displayName inventoryItem { id sku }',
	args: 'sortKey: TITLE',
	search: words,
	entry: (variant) => ({
		name: name(variant),
		value: String(legacyId(dig(variant, 'inventoryItem.id'))),
	}),
});
