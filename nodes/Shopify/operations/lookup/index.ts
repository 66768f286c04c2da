import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { lookupCountries } from './countries';
import { lookupCustomers } from './customers';
import { lookupLocations } from './locations';
import { lookupProductImages } from './productImages';

export const lookup: Resource<Shop> = {
	option: { name: 'Lookup', value: 'lookup' },
	operations: [lookupCountries, lookupCustomers, lookupLocations, lookupProductImages],
};
