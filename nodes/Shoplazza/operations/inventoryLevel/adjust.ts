import { inventoryItemLocator } from '../../lookups/inventoryItem';
import { locationLocator } from '../../lookups/location';
import { INVENTORY_LEVEL_FIELDS, INVENTORY_LEVEL_SIMPLIFIED } from '../../payloads/inventoryLevel';
import { levelOf, levelSubject } from './level';
import { operation } from '../kit';
import sample from './adjust.sample.json';

export const adjustInventoryLevel = operation({
	resource: 'inventoryLevel',
	operation: 'adjust',
	option: {
		name: 'Adjust',
		action: 'Adjust an inventory level',
		description: 'Add to or take from the stock of an item at a location',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_inventory'],
	properties: [
		{ ...inventoryItemLocator, description: 'The inventory item whose stock to adjust' },
		{ ...locationLocator, description: 'Where the stock is' },
		{
			displayName: 'Stock Adjustment',
			name: 'stockAdjustment',
			type: 'number',
			typeOptions: { numberPrecision: 0 },
			default: 0,
			required: true,
			description: 'How much to add; a negative number takes away',
		},
	],
	answer: {
		key: 'inventory_level',
		fields: INVENTORY_LEVEL_FIELDS,
		simplified: INVENTORY_LEVEL_SIMPLIFIED,
	},
	sample,
	subject: levelSubject,
	async run({ input }, shop) {
		shop.requireModern('Inventory levels');
		// Done twice it would count twice, and the API has no key against that: it is never repeated.
		const level = await shop.write(
			'PUT',
			'/inventory_levels',
			{ ...levelOf(input), stock_adjustment: input.stock_adjustment },
			'inventory_level',
			{
				thing: 'The inventory level',
				repeatable: false,
				check: `whether the stock of inventory item ${String(input.inventory_item_id)} was adjusted`,
			},
		);
		return { inventory_level: level };
	},
});
