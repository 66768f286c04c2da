import type { Resource } from '../../../shared/operation';
import type { Store } from '../../client/store';
import { adjustInventoryLevel } from './adjust';
import { getAllInventoryLevels } from './getAll';
import { setInventoryLevel } from './set';

export const inventoryLevel: Resource<Store> = {
	option: { name: 'Inventory Level', value: 'inventoryLevel' },
	operations: [adjustInventoryLevel, getAllInventoryLevels, setInventoryLevel],
};
