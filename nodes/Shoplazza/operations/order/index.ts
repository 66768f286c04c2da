import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { cancelOrder } from './cancel';
import { countOrders } from './count';
import { getOrder } from './get';
import { getAllOrders } from './getAll';

export const order: Resource<Shop> = {
	option: { name: 'Order', value: 'order' },
	operations: [cancelOrder, countOrders, getOrder, getAllOrders],
};
