import { inventoryItemLocator } from '../../lookups/inventoryItem';
import { locationLocator } from '../../lookups/location';
import { INVENTORY_LEVEL_SIMPLIFIED, InventoryLevel } from '../../payloads/inventoryLevel';
import { afterwards } from '../afterwards';
import { fieldNames, operation } from '../kit';
import { activate } from './activate';
import { findLevel, levelSubject, pair, quantities, readLevel } from './level';
import sample from './set.sample.json';

export const setInventoryLevel = operation({
	resource: 'inventoryLevel',
	operation: 'set',
	option: {
		name: 'Set',
		action: 'Set an inventory level',
		description:
			'Set what is available of an item at a location, and stock it there first if it is not',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_inventory', 'read_locations'],
	bulkFrom: 50_000,
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
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Disconnect If Necessary',
					name: 'disconnectIfNecessary',
					type: 'boolean',
					default: false,
					description:
						'Whether to take the item away from all other locations where a fulfillment service makes that necessary',
				},
			],
		},
	],
	subject: levelSubject,
	together: true,
	answer: {
		key: 'inventory_level',
		fields: fieldNames(InventoryLevel),
		simplified: INVENTORY_LEVEL_SIMPLIFIED,
	},
	sample,
	async run(call, shop) {
		const { available, disconnect_if_necessary: disconnect } = call.input;
		const relocate = disconnect === true;
		const level = await findLevel(call, shop);
		if (!level) return { inventory_level: await activate(call, shop, { available, relocate }) };
		// An inactive level comes back with its old quantity, which is then set.
		if (!level.isActive) await activate(call, shop, { relocate });
		const set = async () =>
			await shop.mutate(
				'mutation SetInventory($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id } userErrors { field message code } } }',
				{
					input: {
						name: 'available',
						reason: 'correction',
						// Null, said outright, sets it whatever the quantity is now.
						quantities: [{ ...pair(call.input), quantity: available, changeFromQuantity: null }],
					},
					key: call.idempotencyKey('set'),
				},
				{
					repeatable: true,
					first: level.isActive,
					check: "the item's inventory history",
					list: quantities('input.quantities'),
				},
			);
		if (level.isActive) await set();
		else await afterwards('The item was connected to the location with its old quantity.', set);
		return { inventory_level: await readLevel(call, shop) };
	},
});
