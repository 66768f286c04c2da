import { wrapped } from '../../client/store';
import { inventoryItemLocator } from '../../lookups/inventoryItem';
import { locationLocator } from '../../lookups/location';
import { operation } from '../kit';
import { LEVEL_FIELDS } from '../records';
import sample from './adjust.sample.json';
import { levelSubject, pair, thingOf } from './level';

/** The answer to an adjustment spells the time of the change as `update_at`. */
const ADJUSTED_FIELDS = LEVEL_FIELDS.map((name) => (name === 'updated_at' ? 'update_at' : name));

export const adjustInventoryLevel = operation({
	resource: 'inventoryLevel',
	operation: 'adjust',
	option: {
		name: 'Adjust',
		action: 'Adjust an inventory level',
		description: 'Add to or take from what is available of an item at a location',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_inventory'],
	properties: [
		{ ...inventoryItemLocator, description: 'The inventory item whose stock to adjust' },
		{ ...locationLocator, description: 'Where the stock is' },
		{
			displayName: 'Available Adjustment',
			name: 'availableAdjustment',
			type: 'number',
			typeOptions: { numberPrecision: 0 },
			default: 0,
			required: true,
			description: 'How much to add; a negative number takes away',
		},
	],
	subject: levelSubject,
	answer: { key: 'inventory_level', fields: ADJUSTED_FIELDS, simplified: ADJUSTED_FIELDS },
	sample,
	async run({ input }, store) {
		const check = `the stock of ${thingOf(input).toLowerCase()}`;
		const body = await store.change(
			'POST',
			'inventory_levels/adjust',
			{ ...pair(input), available_adjustment: input.available_adjustment },
			// Nothing marks a repeat, so a second one would count twice.
			{ thing: thingOf(input), repeatable: false, check },
		);
		return wrapped(body, 'inventory_level', check);
	},
});
