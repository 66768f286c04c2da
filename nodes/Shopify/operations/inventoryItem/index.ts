import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { getInventoryItem } from './get';
import { getAllInventoryItems } from './getAll';
import { updateInventoryItem } from './update';

export const inventoryItem: Resource<Shop> = {
	option: { name: 'Inventory Item', value: 'inventoryItem' },
	operations: [getInventoryItem, getAllInventoryItems, updateInventoryItem],
};
