import { inventoryItemLocator } from '../../lookups/inventoryItem';
import { locationLocator } from '../../lookups/location';
import { INVENTORY_LEVEL_FIELDS, INVENTORY_LEVEL_SIMPLIFIED } from '../../payloads/inventoryLevel';
import { levelOf, levelSubject } from './level';
import { operation } from '../kit';
import sample from './set.sample.json';

export const setInventoryLevel = operation({
	resource: 'inventoryLevel',
	operation: 'set',
	option: {
		name: 'Set',
		action: 'Set an inventory level',
		description: 'Set the stock of an item at a location to a number',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_inventory'],
	properties: [
		{ ...inventoryItemLocator, description: 'The inventory item whose stock to set' },
		{ ...locationLocator, description: 'Where the stock is' },
		{
			displayName: 'Stock',
			name: 'stock',
			type: 'number',
			typeOptions: { numberPrecision: 0 },
			default: 0,
			required: true,
			description: 'The stock that there is then',
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
		const level = await shop.write(
			'POST',
			'/inventory_levels/set',
			{ ...levelOf(input), stock: input.stock },
			'inventory_level',
			{ thing: 'The inventory level', repeatable: true, check: 'the stock of the item' },
		);
		return { inventory_level: level };
	},
});
