import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { getAllFulfillmentOrders } from './getAll';

export const fulfillmentOrder: Resource<Shop> = {
	option: { name: 'Fulfillment Order', value: 'fulfillmentOrder' },
	operations: [getAllFulfillmentOrders],
};
