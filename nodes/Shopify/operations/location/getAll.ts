import { Location, LOCATION_SIMPLIFIED } from '../../payloads/location';
import { recordLayout, queryOperation } from '../kit';
import sample from './getAll.sample.json';

export const getAllLocations = queryOperation({
	resource: 'location',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many locations',
		description: 'Get many locations, inactive ones and those of apps included',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_locations'],
	properties: [],
	answer: { key: 'locations', ...recordLayout(Location), simplified: LOCATION_SIMPLIFIED },
	sample,
	query({ fields }) {
		return {
			root: 'locations',
			table: Location,
			fields,
			sortKey: 'ID',
			args: 'includeInactive: true, includeLegacy: true',
		};
	},
});
