import type { Resource } from '../../../shared/operation';
import type { Store } from '../../client/store';
import { getAllLocations } from './getAll';

export const location: Resource<Store> = {
	option: { name: 'Location', value: 'location' },
	operations: [getAllLocations],
};
