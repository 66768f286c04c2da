import { inventoryItemLocator } from '../../lookups/inventoryItem';
import { locationLocator } from '../../lookups/location';
import { INVENTORY_LEVEL_SIMPLIFIED, InventoryLevel } from '../../payloads/inventoryLevel';
import { afterwards } from '../afterwards';
import { fieldNames, operation } from '../kit';
import sample from './adjust.sample.json';
import { findLevel, levelSubject, notStocked, pair, quantities, readLevel } from './level';

export const adjustInventoryLevel = operation({
	resource: 'inventoryLevel',
	operation: 'adjust',
	option: {
		name: 'Adjust',
		action: 'Adjust an inventory level',
		description: 'Add to or take from what is available of an item at a location',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_inventory', 'read_locations'],
	bulkFrom: 50_000,
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
	together: true,
	answer: {
		key: 'inventory_level',
		fields: fieldNames(InventoryLevel),
		simplified: INVENTORY_LEVEL_SIMPLIFIED,
	},
	sample,
	async run(call, shop) {
		const delta = Number(call.input.available_adjustment);
		// From 2026-10 on Shopify has no refusal for this any more, so stock could appear unasked.
		const level = await findLevel(call, shop);
		if (!level?.isActive) throw notStocked(call.input);
		await shop.mutate(
			'mutation AdjustInventory($input: InventoryAdjustQuantitiesInput!, $key: String!) { inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id } userErrors { field message code } } }',
			{
				input: {
					name: 'available',
					reason: 'correction',
					// Null, said outright, adjusts whatever the quantity is now.
					changes: [{ ...pair(call.input), delta, changeFromQuantity: null }],
				},
				key: call.idempotencyKey('adjust'),
			},
			{
				repeatable: true,
				keyed: true,
				first: true,
				check: "the item's inventory history",
				list: quantities('input.changes'),
			},
		);
		return await afterwards(
			`The stock was adjusted by ${delta}: do not run this again.`,
			async () => ({
				inventory_level: await readLevel(call, shop),
			}),
		);
	},
});
