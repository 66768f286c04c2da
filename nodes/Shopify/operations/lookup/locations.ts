import { LocationLookup, LOCATION_SIMPLIFIED } from '../../payloads/location';
import { recordLayout, queryOperation } from '../kit';
import sample from './locations.sample.json';

export const lookupLocations = queryOperation({
	resource: 'lookup',
	operation: 'locations',
	option: {
		name: 'List Locations',
		action: 'List locations',
		description: 'List locations by name, inactive ones and those of apps included',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_locations'],
	properties: [],
	answer: {
		key: 'locations',
		...recordLayout(LocationLookup),
		simplified: LOCATION_SIMPLIFIED,
	},
	sample,
	query({ fields }) {
		return {
			root: 'locations',
			table: LocationLookup,
			fields,
			sortKey: 'NAME',
			args: 'includeInactive: true, includeLegacy: true',
		};
	},
});
