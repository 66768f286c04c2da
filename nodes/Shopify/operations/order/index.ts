import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { cancelOrder } from './cancel';
import { closeOrder } from './close';
import { countOrders } from './count';
import { deleteOrder } from './delete';
import { getOrder } from './get';
import { getAllOrders } from './getAll';
import { openOrder } from './open';
import { updateOrder } from './update';

export const order: Resource<Shop> = {
	option: { name: 'Order', value: 'order' },
	operations: [
		cancelOrder,
		closeOrder,
		countOrders,
		deleteOrder,
		getOrder,
		getAllOrders,
		openOrder,
		updateOrder,
	],
};
