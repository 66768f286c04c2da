import { Location, LOCATION_SIMPLIFIED } from '../../payloads/location';
import { fieldNames, listOperation } from '../kit';
import sample from './getAll.sample.json';

export const getAllLocations = listOperation({
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
	answer: { key: 'locations', fields: fieldNames(Location), simplified: LOCATION_SIMPLIFIED },
	sample,
	async list({ fields }, shop, page) {
		return await shop.page(
			{
				root: 'locations',
				table: Location,
				fields,
				sortKey: 'ID',
				args: 'includeInactive: true, includeLegacy: true',
			},
			page,
		);
	},
});
