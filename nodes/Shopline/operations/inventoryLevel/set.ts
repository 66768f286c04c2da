import { wrapped } from '../../client/store';
import { inventoryItemLocator } from '../../lookups/inventoryItem';
import { locationLocator } from '../../lookups/location';
import { operation } from '../kit';
import { LEVEL_FIELDS } from '../records';
import { levelSubject, pair, thingOf } from './level';
import sample from './set.sample.json';

export const setInventoryLevel = operation({
	resource: 'inventoryLevel',
	operation: 'set',
	option: {
		name: 'Set',
		action: 'Set an inventory level',
		description: 'Set how many of an item are available at a location',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_inventory'],
	properties: [
		{ ...inventoryItemLocator, description: 'The inventory item whose stock to set' },
		{ ...locationLocator, description: 'Where the stock is' },
		{
			displayName: 'Available',
			name: 'available',
			type: 'number',
			typeOptions: { numberPrecision: 0 },
			default: 0,
			required: true,
			description: 'How much is available',
		},
	],
	subject: levelSubject,
	answer: { key: 'inventory_level', fields: LEVEL_FIELDS, simplified: LEVEL_FIELDS },
	sample,
	async run({ input }, store) {
		const check = `the stock of ${thingOf(input).toLowerCase()}`;
		const body = await store.change(
			'POST',
			'inventory_levels/set',
			{ ...pair(input), available: input.available },
			{ thing: thingOf(input), repeatable: true, check },
		);
		return wrapped(body, 'inventory_level', check);
	},
});
