import { locationLocator } from '../../lookups/location';
import { Location, LOCATION_SIMPLIFIED } from '../../payloads/location';
import { fieldNames, operation, readById } from '../kit';
import sample from './get.sample.json';

export const getLocation = operation({
	resource: 'location',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a location',
		description: 'Get one location with its address',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_locations'],
	properties: [{ ...locationLocator, description: 'The location to get' }],
	answer: { key: 'location', fields: fieldNames(Location), simplified: LOCATION_SIMPLIFIED },
	sample,
	...readById(Location, { key: 'location_id', wrapper: 'location', thing: 'Location' }),
});
