import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { cancelFulfillment } from './cancel';
import { countFulfillments } from './count';
import { createFulfillment } from './create';
import { getFulfillment } from './get';
import { getAllFulfillments } from './getAll';
import { updateTracking } from './updateTracking';

export const fulfillment: Resource<Shop> = {
	option: { name: 'Fulfillment', value: 'fulfillment' },
	operations: [
		cancelFulfillment,
		countFulfillments,
		createFulfillment,
		getFulfillment,
		getAllFulfillments,
		updateTracking,
	],
};
