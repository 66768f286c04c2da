import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { adjustInventoryLevel } from './adjust';
import { getAllInventoryLevels } from './getAll';
import { setInventoryLevel } from './set';

export const inventoryLevel: Resource<Shop> = {
	option: { name: 'Inventory Level', value: 'inventoryLevel' },
	operations: [adjustInventoryLevel, getAllInventoryLevels, setInventoryLevel],
};
