import { inventoryItemLocator } from '../../lookups/inventoryItem';
import { locationLocator } from '../../lookups/location';
import { operation } from '../kit';
import sample from './delete.sample.json';
import { findLevel, levelSubject, notStocked } from './level';

export const deleteInventoryLevel = operation({
	resource: 'inventoryLevel',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete an inventory level',
		description: 'Stop stocking an inventory item at a location',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_inventory', 'read_locations'],
	properties: [
		{ ...inventoryItemLocator, description: 'The inventory item to take away' },
		{ ...locationLocator, description: 'Where to take it away; one location must remain' },
	],
	subject: levelSubject,
	together: true,
	answer: {},
	sample,
	async run(call, shop) {
		const level = await findLevel(call, shop);
		if (!level?.isActive) throw notStocked(call.input);
		await shop.mutate(
			'mutation DisconnectInventory($id: ID!) { inventoryDeactivate(inventoryLevelId: $id) { userErrors { field message } } }',
			{ id: level.id },
			{ repeatable: true, first: true, check: 'whether the item is still stocked at the location' },
		);
		return { deleted: true };
	},
});
