import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { countLocations } from './count';
import { getLocation } from './get';
import { getAllLocations } from './getAll';
import { getLocationInventoryLevels } from './getInventoryLevels';

export const location: Resource<Shop> = {
	option: { name: 'Location', value: 'location' },
	operations: [countLocations, getLocation, getAllLocations, getLocationInventoryLevels],
};
