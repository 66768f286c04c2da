import { inventoryItemLocator } from '../../lookups/inventoryItem';
import { locationLocator } from '../../lookups/location';
import { INVENTORY_LEVEL_SIMPLIFIED, InventoryLevel } from '../../payloads/inventoryLevel';
import { fieldNames, operation } from '../kit';
import { activate } from './activate';
import sample from './connect.sample.json';
import { levelSubject } from './level';

export const connectInventoryLevel = operation({
	resource: 'inventoryLevel',
	operation: 'connect',
	option: {
		name: 'Connect',
		action: 'Connect an inventory level',
		description: 'Stock an inventory item at a location; connecting again changes nothing',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_inventory', 'read_locations'],
	properties: [
		{ ...inventoryItemLocator, description: 'The inventory item to stock' },
		{ ...locationLocator, description: 'Where to stock it' },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Relocate If Necessary',
					name: 'relocateIfNecessary',
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
		const relocate = call.input.relocate_if_necessary === true;
		return { inventory_level: await activate(call, shop, { relocate }) };
	},
});
