import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { getAllLocations } from './getAll';

export const location: Resource<Shop> = {
	option: { name: 'Location', value: 'location' },
	operations: [getAllLocations],
};
